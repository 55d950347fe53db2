import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiPatternOf } from '../../../../../../../main/plugins/guardrail/lib/detect/ascii-pattern';
import {
  isAnyWithin,
  narrow,
  narrowPatternOf,
} from '../../../../../../../main/plugins/guardrail/lib/detect/narrow-text';

const matches = (pattern: RegExp, text: string) =>
  [...text.matchAll(pattern)].map((match) => [match.index, match[0].length]);

describe('a narrow text', () => {
  it('is the text itself where every character has a byte', () => {
    expect(narrow('plain').bytes).toBe('plain');
    expect(narrow('café').bytes).toBe('café');
  });

  it('has one byte for each unit, and knows which stand for something else', () => {
    const text = 'a’b — я\u2003z 🎉!';
    const { bytes, beyond, wide, foreign } = narrow(text);
    expect(bytes).toBe('a\x92b \x97 \xa4\xa0z \xa4\xa4!');
    expect([...wide]).toEqual([1, 4, 6, 7, 10, 11]);
    expect([...beyond]).toEqual([...wide]);
    expect([...foreign]).toEqual([6, 7]);
  });

  it('calls letters beyond ASCII foreign, and pictures signs', () => {
    expect([...narrow('é — ☀\ufe0f 👩\u200d🔧 手').foreign]).toEqual([0, 13]);
  });

  it('knows whether a place is in a part', () => {
    const places = Uint32Array.from([3, 9]);
    const parts = [
      [0, 3],
      [0, 4],
      [3, 4],
      [4, 9],
      [4, 10],
      [10, 20],
    ] as const;
    expect(parts.map(([start, end]) => isAnyWithin(places, start, end))).toEqual([
      false,
      true,
      true,
      false,
      true,
      false,
    ]);
  });
});

describe('a pattern for a narrow text', () => {
  it.each([
    /\bdon[’']?t\s+\w+/gi,
    /[“"][^”"\n]{1,12}[”"]/g,
    /(?<![\w-])id\s?[–-]\s?\d+/g,
    /a.{0,3}b/g,
    /\bso\b\W{1,4}now/gi,
    /x[\s,]+y|[^\x00-\x7f]+z/g,
    /it\u2019s/g,
  ])('finds what %s finds in the text', (pattern) => {
    const made = narrowPatternOf(pattern)!;
    const unit = fc.constantFrom(...'abxyz19 ,-\n“”’\'"–—…→🎉я手\u2003é', "don't", 'don’t', 'id', 'so', 'now', 'it’s');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 30 }), (text) => {
        expect(matches(made, narrow(text).bytes)).toEqual(matches(pattern, text));
      }),
    );
  });

  it.each([/a.b/g, /a\sb/g, /a[^\n]b/g])('takes a line separator for a space, in %s', (pattern) => {
    expect(matches(narrowPatternOf(pattern)!, narrow('a\u2028b a\u2029b').bytes)).toEqual([
      [0, 3],
      [4, 3],
    ]);
  });

  it('is made of a pattern for plain text, too', () => {
    const pattern = asciiPatternOf(/(?<!\p{L})[’']s\b/giu);
    expect(matches(narrowPatternOf(pattern)!, narrow('it ’s').bytes)).toEqual([[3, 2]]);
  });

  it.each([/я/g, /\p{L}/gu, /\u4e00/g, /[\x80-\xff]/g, /[–-—]/g, /[a-’]/g, /«/g])(
    'is not made of %s, which may mean what has no byte',
    (pattern) => {
      expect(narrowPatternOf(pattern)).toBeUndefined();
    },
  );
});
