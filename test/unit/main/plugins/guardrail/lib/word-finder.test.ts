import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composed, createWordFinder, type Match } from '../../../../../../main/plugins/guardrail/lib/word-finder';

const finder = (
  words: readonly string[],
  options: { wholeWords?: boolean; caseSensitive?: boolean } = {},
  most = 1e6,
) => createWordFinder({ words, wholeWords: false, caseSensitive: false, ...options }, most);
const texts = (text: string, matches: readonly Match[]) => matches.map(({ start, end }) => text.slice(start, end));
const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'A', 'é', '😀', ' '), maxLength: 30 });
const words = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'é', '😀'), minLength: 1, maxLength: 5 }), {
  minLength: 1,
  maxLength: 6,
});

describe('createWordFinder', () => {
  it('finds something exactly when some word is in the text', () => {
    fc.assert(
      fc.property(letters, words, (text, wanted) => {
        const found = finder(wanted, { caseSensitive: true })(text);
        expect(found.length > 0).toBe(wanted.some((word) => text.includes(word)));
      }),
    );
  });

  it('covers every place of every word, so that nothing of one is left after redaction', () => {
    fc.assert(
      fc.property(letters, words, (text, wanted) => {
        const found = finder(wanted, { caseSensitive: true })(text);
        for (const word of wanted) {
          for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            expect(found.some(({ start, end }) => start <= at && at + word.length <= end)).toBe(true);
          }
        }
      }),
    );
  });

  it.each([
    ['STRASSE', 'straße', false],
    ['Straße', 'STRAẞE', true],
    ['ΟΔΟΣ', 'οδος', true],
    ['kelvin', '\u212Aelvin', true],
    ['İstanbul', 'İstanbul', true],
    ['naïve', 'NAI\u0308VE', true],
    ['𐐀', '𐐨', true],
  ])('takes %j and %j for the same word: %j', (word, text, isSame) => {
    expect(finder([word])(composed(text)).length > 0).toBe(isSame);
  });

  it.each([
    ['a cat sat', true],
    ['concatenate', false],
    ['cat', true],
    ['(cat)', true],
    ['cat_', false],
    ['cat2', false],
    ['écat', false],
    ['𝒳cat', false],
    ['cat\u0301', false],
    ['cat😀', true],
    ['catcat cat', true],
  ])('with whole words, %j holds cat: %j', (text, expected) => {
    expect(finder(['cat'], { wholeWords: true })(text).length > 0).toBe(expected);
  });

  it('takes a shorter word when the longer one does not stand alone', () => {
    const text = 'xnew york';
    expect(texts(text, finder(['new york', 'york'], { wholeWords: true })(text))).toEqual(['york']);
  });

  it('counts the rest of the text as found after the most places it may report', () => {
    expect(finder(['a'], {}, 3)('a-a-a-a-b')).toEqual([
      { start: 0, end: 1 },
      { start: 2, end: 3 },
      { start: 4, end: 5 },
      { start: 6, end: 9 },
    ]);
  });

  it('looks for ten thousand words in a megabyte of near misses without holding up anybody', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => `word${(index * 7919).toString(36)}x`);
    const find = finder(many);
    const text = 'lorem ipsum dolor wor sit amet word '.repeat(30_000);
    const startedAt = performance.now();
    expect(find(text)).toEqual([]);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it('is not slowed down by a text that nearly says a long word again and again', () => {
    const find = finder([`${'a'.repeat(999)}b`]);
    const startedAt = performance.now();
    expect(find('a'.repeat(1_000_000))).toEqual([]);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
