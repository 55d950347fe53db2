import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiPatternOf, isPlain } from '../../../../../../../main/plugins/guardrail/lib/detect/ascii-pattern';

const matches = (pattern: RegExp, text: string) => [...text.matchAll(pattern)].map((match) => [match.index, ...match]);

describe('a pattern for plain text', () => {
  it.each([
    /\b(?:caller|t[ée]l|mobil|телефон|手机)\b/giu,
    /\b(?:tel|\u0442\u0435\u043b|m[\u00f3\u00f4]b)\b/giu,
    /(?<!\p{L})(?:der|für|mit)(?!\p{L})/giu,
    /[\p{L}\p{N}_%+-]{2,9}@\p{Lu}\p{Ll}*/gu,
    /\p{L}[\p{L}\p{M}'-]*/gu,
    /a\p{M}?[^\p{L}\d]/giu,
    /\p{Lu}+\p{N}/giu,
    /(?<first>[a-c])\k<first>/giu,
    /\[\p{L}\][\]\p{N}]/gu,
    /[^é]s/giu,
  ])('finds in plain text what %s finds', (pattern) => {
    const plain = asciiPatternOf(pattern);
    expect(plain.unicode).toBe(false);
    const unit = fc.constantFrom(..."abcdmrtelsSKkA19 _-@[]'fu’–→─\u00a0\u2028\u2011·×", 'tel', 'der', 'mit');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 30 }), (text) => {
        expect(isPlain(text)).toBe(true);
        expect(matches(plain, text)).toEqual(matches(pattern, text));
      }),
    );
  });

  it.each([
    /key/gi,
    /\p{Script=Greek}/gu,
    /\P{L}/gu,
    /\u{1f600}/gu,
    /[😀-😃]/gu,
    /ſ/giu,
    /\u017F/giu,
    /[\u00e0-\u02af]/giu,
    /[a-\u{2af}]/giu,
    /[\u0080-\uffff]/giu,
    /[À-ʯ]/giu,
  ])('is %s itself where there is nothing to gain or no certainty', (pattern) => {
    expect(asciiPatternOf(pattern)).toBe(pattern);
  });

  it('is for texts without letters, numbers and marks beyond ASCII, and without other cases', () => {
    const units = Array.from({ length: 0x1_0000 }, (_, code) => String.fromCharCode(code));
    const plain = units.filter(isPlain);
    expect(plain.slice(0, 128)).toEqual(units.slice(0, 128));
    const beyond = plain.slice(128);
    expect(beyond).toContain('’');
    expect(beyond.length).toBeGreaterThan(1_000);
    const odd = beyond.filter(
      (one) => /[\p{L}\p{N}\p{M}\p{Cs}]/u.test(one) || one.toLowerCase() !== one || one.toUpperCase() !== one,
    );
    expect(odd).toEqual([]);
    expect(['é', '²', 'Ⓐ', '①', '\u0301', '\ufe0f', '😀', 'ſ', '\u212a', 'я', '手'].filter(isPlain)).toEqual([]);
  });
});
