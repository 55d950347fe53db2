import { brotliCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  createLinearModel,
  encodeWeights,
  type LinearModel,
} from '../../../../../../../main/plugins/guardrail/lib/model/linear-model';
import { BUCKETS, createFeatureReader } from '../../../../../../../main/plugins/guardrail/lib/model/text-features';

const WINDOW = 20;

/** A model that knows one word, and believes in it. */
function modelOf(word: string): LinearModel {
  const weights = new Int8Array(BUCKETS);
  weights[createFeatureReader()(word).buckets[0]!] = 100;
  const model = { weights, wordScale: 0.5, pieceScale: 0.1, bias: -2, threshold: 0, steepness: 1, window: WINDOW };
  return createLinearModel(brotliCompressSync(encodeWeights(model)));
}

const filler = (words: number): string =>
  Array.from({ length: words }, (_, index) => `filler${'abcdefgh'[index % 8]}`).join(' ');

describe('createLinearModel', () => {
  const model = modelOf('zebra');

  it('scores the window with the word, and says where it is', () => {
    const text = `${filler(200)} zebra ${filler(200)}`;
    const { score, start, end } = model.best(text);
    expect(score).toBeGreaterThan(0.5);
    expect(text.slice(start, end).split(' ')).toHaveLength(WINDOW);
    expect(text.slice(start, end)).toContain('zebra');
  });

  it.each([0, 1, WINDOW / 2, WINDOW, WINDOW + 1, 127, 128, 129, 400])(
    'finds the word at the end after %i others',
    (before) => {
      expect(model.best(`${filler(before)} zebra`).score).toBeGreaterThan(0.5);
    },
  );

  it('counts a feature once, so that repeating adds nothing', () => {
    const once = model.best('zebra').score;
    expect(model.best('zebra zebra zebra zebra').score).toBeLessThanOrEqual(once);
  });

  it.each(['', ' ', '!!!', filler(300)])('has nothing to say about %j', (text) => {
    expect(model.best(text).score).toBeLessThan(0.5);
  });

  it('gives the same answer however often it is asked', () => {
    const text = filler(3_000);
    const first = model.best(text);
    for (let round = 0; round < 5; round += 1) expect(model.best(text)).toEqual(first);
  });

  it('refuses weights that are not for these features', () => {
    expect(() => createLinearModel(brotliCompressSync(new Uint8Array(100)))).toThrow(/not weights/);
    expect(() => createLinearModel(new Uint8Array([1, 2, 3]))).toThrow();
  });

  it('reads a megabyte without words, or of one word, in no time', () => {
    const startedAt = performance.now();
    for (const text of ['x'.repeat(1_000_000), '! '.repeat(500_000), 'a '.repeat(500_000)]) model.best(text);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
