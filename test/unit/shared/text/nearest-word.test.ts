import { describe, expect, it } from 'vitest';
import { nearestWord } from '../../../../shared/text/nearest-word';

describe('nearestWord', () => {
  it.each([
    ['comand', ['command', 'args'], 'command'],
    ['Command', ['command'], 'command'],
    ['agrs', ['command', 'args'], 'args'],
    ['verison', ['version'], 'version'],
    ['defualt', ['default', 'guardrail'], 'default'],
    ['url', ['command'], undefined],
    ['x', [], undefined],
    ['colour', ['timeouts', 'limits'], undefined],
  ])('finds what %s was meant to be', (word, candidates, expected) => {
    expect(nearestWord(word, candidates)).toBe(expected);
  });
});
