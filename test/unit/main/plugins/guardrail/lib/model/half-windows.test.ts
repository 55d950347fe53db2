import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHalving, type Halves } from '../../../../../../../main/plugins/guardrail/lib/model/half-windows';
import { createFeatureReader, PIECES } from '../../../../../../../main/plugins/guardrail/lib/model/text-features';

const read = createFeatureReader();
const halve = createHalving();

const ofHalf = ({ words, pieces, firstWords, firstPieces }: Halves, half: number) => [
  ...words.subarray(firstWords[half], firstWords[half + 1]),
  ...pieces.subarray(firstPieces[half], firstPieces[half + 1]),
];
const sorted = (buckets: Iterable<number>) => [...buckets].sort((one, other) => one - other);

/** What a window has, as halves say it, and as its features do. */
function windowsOf(text: string, length: number) {
  const { count, fresh, again, features } = halve(read(text), length);
  const { words, firsts, buckets } = features;
  const place = (half: number) => firsts[Math.min(words, half * length)];
  return Array.from({ length: count }, (_, half) => ({
    said: sorted([
      ...(half === 0 ? [] : [...ofHalf(fresh, half - 1), ...ofHalf(again, half - 1)]),
      ...ofHalf(fresh, half),
    ]),
    there: sorted(new Set(buckets.subarray(place(Math.max(0, half - 1)), place(half + 1)))),
  }));
}

describe('halves of windows', () => {
  const words = fc.array(fc.constantFrom('a', 'pear', 'pears', 'plum', 'Pear!', 'zebra', 'x1'), { maxLength: 40 });

  it('hold each feature of a window once, whatever was read before', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 12 }), (some, length) => {
        for (const { said, there } of windowsOf(some.join(' '), length)) expect(said).toEqual(there);
      }),
      { numRuns: 300 },
    );
  });

  it('keep words and pieces of words apart', () => {
    const { fresh } = halve(read('one two three four five'), 2);
    expect([...fresh.words.subarray(0, fresh.firstWords[3])].every((bucket) => bucket < PIECES)).toBe(true);
    expect([...fresh.pieces.subarray(0, fresh.firstPieces[3])].every((bucket) => bucket >= PIECES)).toBe(true);
  });

  it('have nothing where there are no words', () => {
    expect(halve(read(' ... '), 4).count).toBe(0);
  });

  it('are the same each time, also of a text with more halves than numbers', () => {
    const long = Array.from({ length: 1_500 }, (_, index) => `w${'abcdefg'[index % 7]}`).join(' ');
    const first = windowsOf(long, 4).map(({ said }) => said);
    windowsOf('something else', 4);
    expect(windowsOf(long, 4).map(({ said }) => said)).toEqual(first);
  });
});
