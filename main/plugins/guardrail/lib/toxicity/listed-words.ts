import type { Passage } from '../detect/detector';
import { readOnce } from '../detect/read-once';
import { createWordList, readFoldedWords, type FoldedWord, type WordList } from './folded-words';
import { BODY_WORDS, EXPLICIT_WORDS, SOBER_WORDS } from './sexual-words';
import { toxicWords } from './toxic-words';

let list: WordList | undefined;

/** The words of a passage that are on any of our lists: read once for all who have one. */
export function listedWordsOf({ text, readings }: Passage): readonly FoldedWord[] {
  return readOnce(text, readings, read);
}

function read(text: string): readonly FoldedWord[] {
  list ??= createWordList([...toxicWords().keys(), ...EXPLICIT_WORDS, ...BODY_WORDS, ...SOBER_WORDS]);
  let found: FoldedWord[] | undefined;
  readFoldedWords(text, (word) => (found ??= []).push(word), list);
  return found ?? NO_WORDS;
}

const NO_WORDS: readonly FoldedWord[] = [];
