import { describe, expect, it } from 'vitest';
import {
  BUCKETS,
  createFeatureReader,
  hasWords,
  PIECES,
} from '../../../../../../../main/plugins/guardrail/lib/model/text-features';

interface Read {
  readonly words: readonly string[];
  readonly features: readonly number[];
}

const read = createFeatureReader();

function readAll(text: string): Read {
  const { words, firsts, buckets, starts, ends } = read(text);
  return {
    words: Array.from({ length: words }, (_, word) => text.slice(starts[word], ends[word])),
    features: [...buckets.subarray(0, firsts[words])],
  };
}

describe('a reader of features', () => {
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

  it('reads a word only so far, and no bucket lies beyond the tables', () => {
    const { words, features } = readAll('x'.repeat(5_000));
    expect(words).toEqual(['x'.repeat(5_000)]);
    expect(features.length).toBeLessThanOrEqual(2 + 3 * 40);
    expect(Math.max(...features)).toBeLessThan(BUCKETS);
    expect(features.slice(0, 2).every((bucket) => bucket < PIECES)).toBe(true);
  });

  it.each(['a b '.repeat(9_000), 'a'.repeat(39).concat(' ').repeat(500), '.a'.repeat(20_000)])(
    'has room for everything in a long text',
    (text) => {
      const { words, features } = readAll(text);
      expect(words.join('')).toBe(text.replaceAll(/[ .]/g, ''));
      expect(features).not.toContain(undefined);
      expect(features).toEqual(createdFor(text));
    },
  );
});

/** What a reader says that has read nothing else. */
function createdFor(text: string): readonly number[] {
  const { words, firsts, buckets } = createFeatureReader()(text);
  return [...buckets.subarray(0, firsts[words])];
}

describe('hasWords', () => {
  it.each([
    ['one two three', 3, true],
    ['one two three', 4, false],
    ['2027-01-31', 3, true],
    ['...', 1, false],
    ['', 1, false],
    ['', 0, true],
  ])('%j, %i words: %s', (text, least, expected) => {
    expect(hasWords(text, least)).toBe(expected);
  });
});
