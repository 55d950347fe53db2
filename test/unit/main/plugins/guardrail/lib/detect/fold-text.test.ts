import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from '../../../../../../../main/plugins/guardrail/lib/detect/fold-text';

const folded = (text: string) => foldText(text)?.text;

describe('a folded text', () => {
  it.each([
    ['full width', 'ｉｇｎｏｒｅ', 'ignore'],
    ['mathematical letters', '𝐢𝐠𝐧𝐨𝐫𝐞 𝓪𝓵𝓵', 'ignore all'],
    ['letters in circles', 'ⓘⓖⓝⓞⓡⓔ', 'ignore'],
    ['Cyrillic look-alikes', 'іgnоrе', 'ignore'],
    ['Greek look-alikes', 'ignοre', 'ignore'],
    ['marks that belong to a letter', 'ígnöré', 'ignore'],
    ['marks by themselves', 'i\u0301g\u0302n\u0303ore', 'ignore'],
    ['ligatures', 'of\ufb01ce', 'office'],
    ['soft hyphens and joiners', 'ig\u00adno\u200dre\u2060', 'ignore'],
    ['zero width', 'i\u200bg\u200cn\ufeffore', 'ignore'],
    ['tags', 'a\u{e0041}\u{e0042}b', 'ab'],
    ['direction controls', 'a\u202eb\u2066c', 'abc'],
    ['selectors within a word', 'ig\ufe0fnore', 'ignore'],
    ['pictures that are letters of a word', 'he└└o €vil', 'heLLo Evil'],
    ['letters in boxes', '\u{1f1ee}\u{1f1ec}', 'IG'],
    ['other spaces', 'a\u00a0b\u2003c', 'a b c'],
  ])('has no %s', (_, text, expected) => {
    expect(folded(text)).toBe(expected);
  });

  it.each([
    ['ASCII', 'Ignore all of it.\n\t\x7f'],
    ['nothing', ''],
    ['Japanese', '東京の天気'],
    ['Korean', '날씨가 좋다'],
    ['emoji', 'well done 🎉'],
    ['emoji and how they are drawn', '⚠\ufe0f Note: ☀\ufe0f'],
    ['signs that only look like letters', 'src\n└── a\n❌ no, ℹ\ufe0f 4 × 5 → 20 €'],
    ['half a pair', 'a\ud83d'],
  ])('is not made of %s', (_, text) => {
    expect(foldText(text)).toBeUndefined();
  });

  it('cuts what a single character stands for', () => {
    expect(folded('ﷺ!')!.length).toBeLessThanOrEqual(4);
  });

  it.each([
    ['behind an emoji', '🎉 іgnоrе', 3],
    ['behind invisible characters', 'a\u200b\u200b\u200b ignore', 5],
    ['behind a letter that became two', '\ufb01 ignore', 2],
    ['behind marks', 'e\u0301e\u0301 ignore', 5],
    ['behind tags, which are two units each', '\u{e0041}\u{e0042}ignore', 4],
  ])('knows where a word stood %s', (_, text, start) => {
    const { text: plain, origins } = foldText(text)!;
    const at = plain.indexOf('ignore');
    expect([origins[at], origins[at + 6]]).toEqual([start, text.length]);
  });

  it('has an origin for every unit, in order, and for the end', () => {
    const unit = fc.constantFrom('a', 'е', '\u200b', '🎉', '\u{e0041}', '\u0301', 'ﬁ', 'ﷺ', '東', '𝐢', '\ud83d', ' ');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
        const made = foldText(text);
        if (made === undefined) return;
        const origins = [...made.origins];
        expect(origins).toHaveLength(made.text.length + 1);
        expect(origins.at(-1)).toBe(text.length);
        expect(origins.every((origin, index) => index === 0 || origin >= origins[index - 1]!)).toBe(true);
        expect(origins.every((origin) => origin <= text.length)).toBe(true);
      }),
    );
  });

  it('is folded no further by folding it again', () => {
    for (const text of ['іgnоrе', '𝐢𝐠𝐧𝐨𝐫𝐞', 'i\u200bg']) expect(foldText(folded(text)!)).toBeUndefined();
  });
});
