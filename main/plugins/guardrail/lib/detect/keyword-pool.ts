import { isAscii } from './ascii-pattern';
import { createKeywordScan, parseKeyword, type KeywordScan } from './keyword-scanner';
import { createListPool, type FoundInLists, type ListPool } from './list-pool';
import { narrow, type Places } from './narrow-text';
import { readOnce, type Reading } from './read-once';

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
  const longest = Math.max(0, ...other.lengths);
  return (text, readings) => {
    const found: (number[] | undefined)[] = [];
    const { bytes, beyond } = readOnce(text, readings, narrow);
    // Scanning for all of them together would take a table of many megabytes.
    const places = partsAround(beyond, longest, text).flatMap((part) => placesOf(other, text, part));
    if (places.length === 0) ascii.scan(bytes, (keyword, start) => note(found, ascii.owners[keyword]!, start));
    else for (const { owned, start } of merge(placesOf(ascii, bytes), places)) note(found, owned, start);
    return found;
  };
}

interface TextPart {
  readonly start: number;
  readonly end: number;
}

/** Keywords beyond ASCII have a character beyond it, so that they are nowhere else. */
function partsAround(beyond: Places, longest: number, { length }: string): readonly TextPart[] {
  const parts: { start: number; end: number }[] = [];
  for (const place of beyond) {
    const start = Math.max(0, place - longest);
    const end = Math.min(length, place + longest + 1);
    const last = parts.at(-1);
    if (last !== undefined && start <= last.end) last.end = end;
    else parts.push({ start, end });
  }
  return parts;
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

function placesOf({ scan, lengths, owners }: PoolPart, text: string, part?: TextPart): readonly FoundPlace[] {
  const places: FoundPlace[] = [];
  scan(
    text,
    (keyword, start) => void places.push({ owned: owners[keyword]!, start, end: start + lengths[keyword]! }),
    part,
  );
  return places;
}

/** In the order in which they end, and of those that end together the longest first. */
function merge(some: readonly FoundPlace[], others: readonly FoundPlace[]): readonly FoundPlace[] {
  return [...some, ...others].sort((one, other) => one.end - other.end || one.start - other.start);
}
