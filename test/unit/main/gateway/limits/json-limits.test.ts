import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureJsonText, measureJsonValue } from '../../../../../main/gateway/limits/json-limits';

const LIMITS = { depth: 64, values: 200_000, members: 10_000 };
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const wide = (count: number) => `{${Array.from({ length: count }, (_, i) => `"k${i}":0`).join(',')}}`;
const measures = [
  ['a text', (text: string, limits = LIMITS) => measureJsonText(text, limits)],
  ['a parsed value', (text: string, limits = LIMITS) => measureJsonValue(JSON.parse(text), limits)],
] as const;

describe.each(measures)('measuring %s', (_, measure) => {
  it('draws the line exactly', () => {
    expect(measure(nested(64)).excess).toBeUndefined();
    expect(measure(nested(65)).excess).toBe('is nested deeper than 64 levels');
    expect(measure(wide(10_000)).excess).toBeUndefined();
    expect(measure(wide(10_001)).excess).toBe('has an object of more than 10000 members');
    expect(measure(JSON.stringify(Array(199_999).fill(0))).excess).toBeUndefined();
    expect(measure(JSON.stringify(Array(200_001).fill(0))).excess).toBe('holds more than 200000 values');
    expect(measure(`[${wide(6_000)},${wide(6_000)}]`).excess).toBeUndefined();
  });

  it('is not fooled by what stands in strings', () => {
    const text = JSON.stringify({ 'a":{"b': '[[[[{{{{ "\\" : , \\\\', '\\': '\\"', '{[': ['"'] });
    expect(measure(text, { depth: 2, values: 100, members: 3 })).toEqual({ members: 3 });
  });

  it('counts members', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const text = JSON.stringify(value);
        expect(measure(text).members).toBe(text === undefined ? 0 : membersOf(JSON.parse(text)));
      }),
    );
  });
});

const membersOf = (value: unknown): number =>
  typeof value !== 'object' || value === null
    ? 0
    : Object.values(value).reduce<number>(
        (sum, inner) => sum + membersOf(inner),
        Array.isArray(value) ? 0 : Object.keys(value).length,
      );

describe('measureJsonText', () => {
  it('stops early and survives anything, well-formed or not', () => {
    const startedAt = performance.now();
    expect(measureJsonText('['.repeat(10_000_000), LIMITS).excess).toContain('deeper');
    expect(performance.now() - startedAt).toBeLessThan(500);
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:\\a') }), (text) => void measureJsonText(text, LIMITS)),
    );
  });

  it('finds names that stand twice by counting, which parsing forgets', () => {
    const text = '{"a":1,"\\u0061":2,"b":{"c":1,"c":2}}';
    expect(measureJsonText(text, LIMITS).members).toBe(5);
    expect(measureJsonValue(JSON.parse(text), LIMITS).members).toBe(3);
  });
});

describe('measureJsonValue', () => {
  it('survives nesting that no recursion would', () => {
    let deep: unknown = [];
    for (let i = 0; i < 1_000_000; i++) deep = [deep];
    expect(measureJsonValue(deep, LIMITS).excess).toContain('deeper');
    expect(measureJsonValue(deep, { ...LIMITS, depth: 2_000_000, values: 10_000_000 }).excess).toBeUndefined();
  });
});
