import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageText, textOfPage } from '../../../../../main/gateway/results/paged-text';

const joined = async (text: string) => {
  const paged = await pageText(text);
  return paged.pages.map((_, index) => textOfPage(paged, index + 1)).join('');
};

describe('pageText', () => {
  it('gives the text again, whatever it is', async () => {
    const unit = fc.constantFrom('a', '\n', '😀', '\ud800', 'ü', '\r\n');
    await fc.assert(
      fc.asyncProperty(fc.array(unit, { maxLength: 50 }), fc.integer({ min: 1, max: 9_000 }), async (units, times) => {
        const text = units.join('').repeat(times);
        expect(await joined(text)).toBe(text);
      }),
      { numRuns: 50 },
    );
  });

  it('ends pages with lines where it can, and never splits a character', async () => {
    const lines = await pageText('a line of text\n'.repeat(20_000));
    for (const [index] of lines.pages.entries()) expect(textOfPage(lines, index + 1)?.endsWith('\n')).toBe(true);
    expect(lines.lines).toBe(20_000);
    expect(lines.pages[1]?.line).toBe(1 + (lines.pages[1]?.at ?? 0) / 15);
    const pairs = await pageText(`x${'😀'.repeat(100_000)}`);
    expect(pairs.pages.length).toBeGreaterThan(1);
    for (const [index] of pairs.pages.entries())
      expect(encodeURI(textOfPage(pairs, index + 1) ?? '\ud800')).toBeTruthy();
  });

  it('has one empty page for nothing, and none beyond the last', async () => {
    const paged = await pageText('');
    expect(paged.pages).toHaveLength(1);
    expect(textOfPage(paged, 1)).toBe('');
    for (const page of [0, 2, -1, 1.5, NaN]) expect(textOfPage(paged, page)).toBeUndefined();
  });
});
