import { describe, expect, it } from 'vitest';
import { SLICE_LENGTH, sliceText } from '../../../../../../../main/plugins/guardrail/lib/detect/slice-text';

const text = (length: number) => Array.from({ length }, (_, index) => String.fromCharCode(97 + (index % 26))).join('');
const OVERLAP = 4_096;

describe('a text that is cut', () => {
  it.each([0, 1, SLICE_LENGTH])('is whole where it is short enough: %i', (length) => {
    expect(sliceText(text(length))).toEqual([{ text: text(length), offset: 0 }]);
  });

  it.each([SLICE_LENGTH + 1, 2 * SLICE_LENGTH - OVERLAP, 2 * SLICE_LENGTH - OVERLAP + 1, 100_000])(
    'is there from its beginning to its end: %i',
    (length) => {
      const whole = text(length);
      const slices = sliceText(whole);
      expect(slices.every((one) => one.text === whole.slice(one.offset, one.offset + SLICE_LENGTH))).toBe(true);
      expect(slices[0]!.offset).toBe(0);
      const last = slices.at(-1)!;
      expect(last.offset + last.text.length).toBe(length);
    },
  );

  it('has everything of the length of an overlap in one piece', () => {
    const slices = sliceText(text(100_000));
    for (let start = 0; start + OVERLAP <= 100_000; start += 511) {
      const holds = slices.some((one) => one.offset <= start && start + OVERLAP <= one.offset + one.text.length);
      expect(holds).toBe(true);
    }
  });

  it('has no part that another holds whole', () => {
    const ends = sliceText(text(200_000)).map((one) => one.offset + one.text.length);
    expect(ends.every((end, index) => index === 0 || end > ends[index - 1]!)).toBe(true);
  });
});
