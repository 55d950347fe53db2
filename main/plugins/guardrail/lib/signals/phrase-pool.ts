import { createListPool, type FoundInLists, type ListPool } from '../detect/list-pool';
import type { Reading } from '../detect/read-once';
import { createPhraseScan } from './phrase-scan';

/** Lists of phrases: found are by threes the number of one in its list, where it starts and where it ends. */
export type PhrasePool = ListPool;

/** More of them do not make a text worse; hostile text has no end of them. */
const MOST_OF_A_LIST = 3 * 20_000;

/** The pool of frames that look for phrases. */
export const createPhrasePool = (): PhrasePool => createListPool(createReading);

function createReading(lists: readonly (readonly string[])[]): Reading<FoundInLists> {
  const scan = createPhraseScan(lists.flat());
  const listOf = lists.flatMap((phrases, list) => phrases.map(() => list));
  const numberOf = lists.flatMap((phrases) => phrases.map((_, number) => number));
  return (text) => {
    const found: (number[] | undefined)[] = [];
    scan(text, { start: 0, end: text.length }, (phrase, start, end) => {
      const ofList = (found[listOf[phrase]!] ??= []);
      if (ofList.length < MOST_OF_A_LIST) ofList.push(numberOf[phrase]!, start, end);
    });
    return found;
  };
}
