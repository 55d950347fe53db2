import { isAscii } from './ascii-pattern';
import { createKeywordScan, type KeywordScan } from './keyword-scanner';
import { readOnce, type Reading, type Readings } from './read-once';

/** Keywords in a text, by turns the number of one in its list and where it starts, in the order in which they end. */
export type FoundKeywords = readonly number[];

/** Finds the keywords of one list; `undefined` where there are none. `readings` are those of the text. */
export type KeywordSearch = (text: string, readings?: Readings) => FoundKeywords | undefined;

/** Many lists of keywords that are looked for in a single pass over a text. */
export interface KeywordPool {
  add(keywords: readonly string[]): KeywordSearch;
}

/** What was found for each list, by its number. */
type FoundInLists = readonly (number[] | undefined)[];

/**
 * Makes a pool: detectors that share it pay for one pass together, and those whose keywords are not in a text pay nothing.
 * The automaton is built when it is first needed, after the last list was added as a rule.
 */
export function createKeywordPool(): KeywordPool {
  const lists: (readonly string[])[] = [];
  let read: Reading<FoundInLists> | undefined;
  return {
    add(keywords) {
      const number = lists.push(keywords) - 1;
      read = undefined;
      if (keywords.length === 0) return () => undefined;
      return (text, readings) => readOnce(text, readings, (read ??= createReading(lists)))[number];
    },
  };
}

/** Who wants a keyword: by turns the number of a list, and the keyword’s in it. */
type Owners = readonly number[];

function createReading(lists: readonly (readonly string[])[]): Reading<FoundInLists> {
  const owners = new Map<string, number[]>();
  lists.forEach((keywords, list) => {
    keywords.forEach((keyword, number) => {
      const folded = keyword.toLowerCase();
      const known = owners.get(folded);
      if (known === undefined) owners.set(folded, [list, number]);
      else known.push(list, number);
    });
  });
  const all = [...owners.keys()];
  const ascii = createPart(all.filter(isAscii), owners);
  const other = createPart(
    all.filter((keyword) => !isAscii(keyword)),
    owners,
  );
  return (text) => {
    const found: (number[] | undefined)[] = [];
    // A text in ASCII has none of the others, and scanning for them all together would take a table of many megabytes.
    const places = isAscii(text) ? undefined : placesOf(other, text);
    if (places === undefined) ascii.scan(text, (keyword, start) => note(found, ascii.owners[keyword]!, start));
    else for (const { owned, start } of merge(placesOf(ascii, text), places)) note(found, owned, start);
    return found;
  };
}

interface PoolPart {
  readonly scan: KeywordScan;
  readonly keywords: readonly string[];
  readonly owners: readonly Owners[];
}

function createPart(keywords: readonly string[], owners: ReadonlyMap<string, Owners>): PoolPart {
  return { scan: createKeywordScan(keywords), keywords, owners: keywords.map((keyword) => owners.get(keyword)!) };
}

function note(found: (number[] | undefined)[], owners: Owners, start: number): void {
  for (let index = 0; index < owners.length; index += 2) (found[owners[index]!] ??= []).push(owners[index + 1]!, start);
}

interface FoundPlace {
  readonly owned: Owners;
  readonly start: number;
  readonly end: number;
}

function placesOf({ scan, keywords, owners }: PoolPart, text: string): readonly FoundPlace[] | undefined {
  let places: FoundPlace[] | undefined;
  scan(text, (keyword, start) => {
    (places ??= []).push({ owned: owners[keyword]!, start, end: start + keywords[keyword]!.length });
  });
  return places;
}

/** In the order in which they end, and of those that end together the longest first. */
function merge(some: readonly FoundPlace[] = [], others: readonly FoundPlace[]): readonly FoundPlace[] {
  return [...some, ...others].sort((one, other) => one.end - other.end || one.start - other.start);
}
