import { describe, expect, it } from 'vitest';
import {
  createWordList,
  type FoldedWord,
  readFoldedWords,
} from '../../../../../../../main/plugins/guardrail/lib/toxicity/folded-words';

function readAll(text: string): readonly FoldedWord[] {
  const found: FoldedWord[] = [];
  readFoldedWords(text, (word) => found.push(word));
  return found;
}

const wordsOf = (text: string): readonly string[] => readAll(text).map(({ word }) => word);

describe('readFoldedWords', () => {
  it.each([
    ['Plain words, here!', ['plain', 'words', 'here']],
    ['d4mn $illy', ['damn', 'silly']],
    ['c a k e', ['cake']],
    ['c.a.k.e and c-a-k-e', ['cake', 'and', 'cake']],
    ['i c a k e', ['icake', 'cake']],
    ['caaaake', ['caaaake', 'cake', 'caake']],
    ['café', ['cafe']],
    ['2024 1,000 55', []],
    ['a b', []],
    ['a-b c d', []],
  ])('reads %j', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it('says where a word stands in the text as it was given', () => {
    const text = 'so: c a k e!';
    const [, cake] = readAll(text);
    expect(text.slice(cake!.start, cake!.end)).toBe('c a k e');
  });

  it('reads a megabyte of single letters in no time', () => {
    const startedAt = performance.now();
    wordsOf('a '.repeat(500_000));
    wordsOf('a'.repeat(1_000_000));
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

describe('readFoldedWords with a list', () => {
  const LISTED = ['cake', 'pie', 'caake', 'icake', 'straße', 'x'];
  const texts = [
    'Cake, and no pies: PIE!',
    'c4ke $ p1e!!',
    'i c a k e pie',
    'caaaake caake cake',
    'die Straße und der cake',
    'cake'.repeat(20),
    'a cake b pie c',
  ];

  it.each(texts)('gives of %j what it would give without one, as far as it is listed', (text) => {
    const found: FoldedWord[] = [];
    readFoldedWords(text, (word) => found.push(word), createWordList(LISTED));
    expect(found).toEqual(readAll(text).filter(({ word }) => LISTED.includes(word)));
  });
});
