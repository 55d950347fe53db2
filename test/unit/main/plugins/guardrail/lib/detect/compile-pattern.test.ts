import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../../../../../main/plugins/guardrail/lib/detect/compile-pattern';

describe('a pattern that was compiled', () => {
  it.each([/a+/g, /\s+$/g, /(?<!\s)./gu])('begins where any other does: %s', (pattern) => {
    compilePattern(pattern, true);
    expect(pattern.lastIndex).toBe(0);
    expect(pattern.exec('aa b ')?.index).toBe(new RegExp(pattern).exec('aa b ')?.index);
  });

  it('was looked for almost nowhere: what backtracks without end takes no time', () => {
    const started = performance.now();
    compilePattern(/(?:\s*\s*)*x(?:\s*\s*)*y/g, true);
    expect(performance.now() - started).toBeLessThan(100);
  });
});
