import { describe, expect, it } from 'vitest';
import { ArgumentRule } from '../../../../../shared/config/argument-rules';
import { compileValueConditions } from '../../../../../main/gateway/argument-rules/value-conditions';

const passes = (condition: object, value: unknown): boolean =>
  compileValueConditions(ArgumentRule.parse({ argument: 'x', ...condition })).every(
    (check) => check(value) === undefined,
  );

describe('conditions of values', () => {
  it.each([
    [{ oneOf: ['a', 1, true] }, ['a', 1, true], ['b', '1', 'A', {}, ['a']]],
    [{ noneOf: ['main'] }, ['dev', 3], ['main', ['main'], {}]],
    [{ number: { min: 1, max: 10 } }, [1, 10, 2.5], [0, 11, '5', Number.NaN, [5]]],
    [{ number: { integer: true } }, [5, -1], [5.5]],
    [{ length: { min: 1, max: 3 } }, ['abc', [1]], ['', 'abcd', [], 12, { length: 2 }]],
    [{ matches: '[a-z]+' }, ['abc'], ['abc1', 'a\nb', '', 5, ['abc']]],
    [{ matchesNot: 'DROP|;' }, ['select 1'], ['x; DROP', ['x'], 5]],
  ])('%j', (condition, good, bad) => {
    expect(good.filter((value) => !passes(condition, value))).toEqual([]);
    expect(bad.filter((value) => passes(condition, value))).toEqual([]);
  });

  it('a pattern cannot be made to hang', () => {
    const startedAt = performance.now();
    expect(passes({ matches: '(a+)+' }, `${'a'.repeat(50_000)}!`)).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
