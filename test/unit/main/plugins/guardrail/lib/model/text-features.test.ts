import { describe, expect, it } from 'vitest';
import {
  BUCKETS,
  MAX_FEATURES,
  PIECES,
  readFeatures,
} from '../../../../../../../main/plugins/guardrail/lib/model/text-features';

interface Read {
  readonly words: readonly string[];
  readonly features: readonly number[];
}

function readAll(text: string): Read {
  const buckets = new Uint32Array(MAX_FEATURES);
  const words: string[] = [];
  const features: number[] = [];
  readFeatures(text, buckets, (start, end, count) => {
    words.push(text.slice(start, end));
    features.push(...buckets.subarray(0, count));
  });
  return { words, features };
}

describe('readFeatures', () => {
  it.each([
    ['Say "yes", please!', ['Say', 'yes', 'please']],
    ['snake_case and camelCase', ['snake_case', 'and', 'camelCase']],
    ['Größe über İstanbul', ['Größe', 'über', 'İstanbul']],
    ['天気、明日', ['天気', '明日']],
    ['a\u00a0b\u2003c\u3000d', ['a', 'b', 'c', 'd']],
    [' \n\t…— ', []],
    ['', []],
  ])('finds the words of %j where they stand', (text, words) => {
    expect(readAll(text).words).toEqual(words);
  });

  it('reads capitals as small letters and one digit as any other', () => {
    expect(readAll('Room 451 IS Free').features).toEqual(readAll('room 207 is free').features);
  });

  it('tells words, order and marks apart', () => {
    const [plain, turned, marked] = ['open the door', 'the open door', 'open the ### door'].map(
      (text) => readAll(text).features,
    );
    expect(turned).not.toEqual(plain);
    expect(marked!.length).toBe(plain!.length + 1);
  });

  it('never has more features for a word than it promises, nor buckets beyond the tables', () => {
    const { words, features } = readAll('x'.repeat(5_000));
    expect(words).toHaveLength(1);
    expect(features.length).toBeLessThanOrEqual(MAX_FEATURES);
    expect(Math.max(...features)).toBeLessThan(BUCKETS);
    expect(features.slice(0, 2).every((bucket) => bucket < PIECES)).toBe(true);
  });
});
