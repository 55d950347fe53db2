import { readOnce, type Reading, type Readings } from './read-once';

/** What was found of one list, number by number; `undefined` where there is nothing. `readings` are those of the text. */
export type ListSearch = (text: string, readings?: Readings) => readonly number[] | undefined;

/** Many lists of words that are looked for in a single pass over a text. */
export interface ListPool {
  add(list: readonly string[]): ListSearch;
}

/** What was found in a text of each list, by its number. */
export type FoundInLists = readonly (number[] | undefined)[];

/**
 * Makes a pool: those who share it pay for one pass together, and those of whose list nothing is in a text pay nothing.
 * `createReading` builds the tables of all lists; it is called when they are first needed, after the last list was added as a rule.
 */
export function createListPool(
  createReading: (lists: readonly (readonly string[])[]) => Reading<FoundInLists>,
): ListPool {
  const lists: (readonly string[])[] = [];
  let read: Reading<FoundInLists> | undefined;
  return {
    add(list) {
      const number = lists.push(list) - 1;
      read = undefined;
      if (list.length === 0) return () => undefined;
      return (text, readings) => readOnce(text, readings, (read ??= createReading(lists)))[number];
    },
  };
}
