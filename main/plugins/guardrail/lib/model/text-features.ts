/** Words and pieces of words each have a table of this many buckets. */
export const TABLE_BITS = 16;
export const BUCKETS = 2 << TABLE_BITS;

/** Longer words are read this far; what follows in them is data, and costs nothing. */
const LONGEST_WORD = 40;
/** The word, the word before it with it, the marks before it, and its pieces of three, four and five characters. */
export const MAX_FEATURES = 3 + 3 * LONGEST_WORD;

/** Buckets from here on are pieces of words. */
export const PIECES = 1 << TABLE_BITS;
/** There are many pieces to a word; each counts this much of a word. */
export const PIECE_SHARE = 0.3;

/** A power between one half (long texts win by their length) and one (a single word decides about a short text). */
const NORM_POWER = 0.65;
/** Features that every text is taken to have besides its own, so that a few words are not believed like a page. */
const BLANK_FEATURES = 25;

/** What the sum of a window's weights is divided by, given how many different features of each kind it has. */
export function normOf(words: number, pieces: number): number {
  return Math.pow(BLANK_FEATURES + words + PIECE_SHARE * PIECE_SHARE * pieces, NORM_POWER);
}

const EDGE = 0x20;
const SHIFT = 32 - TABLE_BITS;
const FIRST_WORD = 0x51ed270b;

/** Is given each word of a text: its offsets, and how many entries of `buckets` are its features. */
export type WordSink = (start: number, end: number, count: number) => void;

/** 0: between words; 1: a mark; otherwise the character to hash, letters in lower case and digits as one. */
const FOLDED = foldingTable();

function foldingTable(): Uint16Array {
  const table = new Uint16Array(0x600);
  for (let unit = 0x21; unit < table.length; unit += 1) {
    const letter = String.fromCharCode(unit);
    const lower = letter.toLowerCase();
    if (/\s/u.test(letter) || (unit >= 0x7f && unit < 0xa0)) continue;
    if (/\d/u.test(letter)) table[unit] = 0x30;
    else if (/[\p{L}\p{N}\p{M}_]/u.test(letter)) table[unit] = lower.length === 1 ? lower.charCodeAt(0) : unit;
    else table[unit] = 1;
  }
  return table;
}

/** Beyond the alphabets of Europe and the Near East, marks are told by their blocks. */
function foldFar(unit: number): number {
  if (unit >= 0x2000 && unit < 0x2070)
    return unit === 0x2019 ? 1 : unit <= 0x200b || unit === 0x2028 || unit === 0x2029 ? 0 : 1;
  if (unit >= 0x3000 && unit < 0x3040) return unit === 0x3000 ? 0 : 1;
  if (unit >= 0xff00 && unit < 0xff10) return 1;
  return unit === 0xfeff ? 0 : unit;
}

/**
 * Turns a text into features, word by word and in one pass: hashed words, pairs of words, and pieces of words. Training and
 * scoring both read a text through this function, so that weights mean what they were learned to mean.
 */
export function readFeatures(text: string, buckets: Uint32Array, sink: WordSink): void {
  let previous = FIRST_WORD;
  let marks = 0;
  let index = 0;
  while (index < text.length) {
    const unit = text.charCodeAt(index);
    const folded = unit < 0x600 ? FOLDED[unit]! : foldFar(unit);
    if (folded <= 1) {
      if (folded === 1) marks = Math.imul(marks ^ unit, 0x9e3779b1) | 1;
      index += 1;
      continue;
    }
    const end = endOfWord(text, index);
    const word = hashWord(text, index, end);
    let count = 0;
    buckets[count++] = mix(word) >>> SHIFT;
    buckets[count++] = mix(Math.imul(previous, 0x85ebca6b) ^ word) >>> SHIFT;
    if (marks !== 0) buckets[count++] = mix(marks ^ 0x2545f491) >>> SHIFT;
    count = hashPieces(text, { start: index, end: Math.min(end, index + LONGEST_WORD) }, buckets, count);
    sink(index, end, count);
    previous = word;
    marks = 0;
    index = end;
  }
}

function endOfWord(text: string, start: number): number {
  let index = start + 1;
  for (; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if ((unit < 0x600 ? FOLDED[unit]! : foldFar(unit)) <= 1) break;
  }
  return index;
}

const foldedAt = (text: string, index: number): number => {
  const unit = text.charCodeAt(index);
  return unit < 0x600 ? FOLDED[unit]! : unit;
};

function hashWord(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  const stop = Math.min(end, start + LONGEST_WORD);
  for (let index = start; index < stop; index += 1) hash = Math.imul(hash ^ foldedAt(text, index), 0x01000193);
  return hash;
}

/** Pieces take in the edges of the word as a character of their own. */
function hashPieces(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  buckets: Uint32Array,
  from: number,
): number {
  let count = from;
  let second = EDGE;
  let first = foldedAt(text, start);
  let third = -1;
  let fourth = -1;
  for (let index = start + 1; index <= end; index += 1) {
    const unit = index === end ? EDGE : foldedAt(text, index);
    // `second first unit` is a piece of three; with one and two characters more before it, of four and five.
    let hash = Math.imul(Math.imul(Math.imul(0x1b873593 ^ unit, 0x9e3779b1) ^ first, 0x9e3779b1) ^ second, 0x9e3779b1);
    buckets[count++] = PIECES + (mix(hash) >>> SHIFT);
    if (third !== -1) {
      hash = Math.imul(hash ^ third, 0x9e3779b1);
      buckets[count++] = PIECES + (mix(hash) >>> SHIFT);
      if (fourth !== -1) buckets[count++] = PIECES + (mix(Math.imul(hash ^ fourth, 0x9e3779b1)) >>> SHIFT);
    }
    fourth = third;
    third = second;
    second = first;
    first = unit;
  }
  return count;
}

function mix(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return once ^ (once >>> 13);
}
