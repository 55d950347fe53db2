import { describe, expect, it } from 'vitest';
import { diffLineOf } from '../../../../renderer/model/diff-line';

describe('a line of a diff', () => {
  it.each([
    ['+  "args": []', 'added'],
    ['-{', 'removed'],
    [' }', 'same'],
    ['@@ -1,5 +1,15 @@', 'place'],
    ['--- /home/ada/mcp.json', 'place'],
    ['\\ No newline at end of file', 'place'],
    ['', 'same'],
  ])('%s: %s', (line, kind) => {
    expect(diffLineOf(line)).toBe(kind);
  });
});
