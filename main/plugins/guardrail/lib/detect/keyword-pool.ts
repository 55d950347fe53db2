import { isAscii } from './ascii-pattern';
import { createKeywordScan, parseKeyword, type KeywordScan } from './keyword-scanner';
import { createListPool, type FoundInLists, type ListPool } from './list-pool';
import type { Reading } from './read-once';

/** Keywords in a text, by turns the number of one in its list and where it starts, in the order in which they end. */
export type FoundKeywords = readonly number[];

/** Lists of keywords: what is found is `FoundKeywords`. */
export type KeywordPool = ListPool;

/** A text is looked through only for what somebody wants of such texts. */
export interface KeywordPools {
  /** For what may stand in any text. */
  readonly texts: KeywordPool;
  readonly arguments: KeywordPool;
  readonly definitions: KeywordPool;
}

export function createKeywordPools(): KeywordPools {
  return { texts: createKeywordPool(), arguments: createKeywordPool(), definitions: createKeywordPool() };
}

/** The pool of detectors that look near keywords. */
export const createKeywordPool = (): KeywordPool => createListPool(createReading);

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
  readonly lengths: readonly number[];
  readonly owners: readonly Owners[];
}

function createPart(keywords: readonly string[], owners: ReadonlyMap<string, Owners>): PoolPart {
  const lengths = keywords.map((keyword) => parseKeyword(keyword).letters.length);
  return { scan: createKeywordScan(keywords), lengths, owners: keywords.map((keyword) => owners.get(keyword)!) };
}

function note(found: (number[] | undefined)[], owners: Owners, start: number): void {
  for (let index = 0; index < owners.length; index += 2) (found[owners[index]!] ??= []).push(owners[index + 1]!, start);
}

interface FoundPlace {
  readonly owned: Owners;
  readonly start: number;
  readonly end: number;
}

function placesOf({ scan, lengths, owners }: PoolPart, text: string): readonly FoundPlace[] | undefined {
  let places: FoundPlace[] | undefined;
  scan(text, (keyword, start) => {
    (places ??= []).push({ owned: owners[keyword]!, start, end: start + lengths[keyword]! });
  });
  return places;
}

/** In the order in which they end, and of those that end together the longest first. */
function merge(some: readonly FoundPlace[] = [], others: readonly FoundPlace[]): readonly FoundPlace[] {
  return [...some, ...others].sort((one, other) => one.end - other.end || one.start - other.start);
}
