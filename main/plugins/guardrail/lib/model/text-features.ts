/** Words and pieces of words each have a table of this many buckets. */
export const TABLE_BITS = 16;
export const BUCKETS = 2 << TABLE_BITS;

/** Longer words are read this far; what follows in them is data, and costs nothing. */
const LONGEST_WORD = 40;
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

/** The features of a text, word by word. */
export interface Features {
  readonly words: number;
  /** Where the features of each word begin in `buckets`, and where the last ones end. */
  readonly firsts: Uint32Array;
  readonly buckets: Uint32Array;
  /** Offsets of each word in the text. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

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

/** What features are written to; used again for the next text, and made larger for a longer one. */
class Room {
  firsts = new Uint32Array(64);
  buckets = new Uint32Array(1_024);
  starts = new Uint32Array(64);
  ends = new Uint32Array(64);

  /** Between two words there is a character at least. */
  makeFor({ length }: string): void {
    const words = (length >> 1) + 1;
    if (words >= this.firsts.length) {
      this.firsts = new Uint32Array(2 * words);
      this.starts = new Uint32Array(2 * words);
      this.ends = new Uint32Array(2 * words);
    }
    const features = 3 * (length + words);
    if (features > this.buckets.length) this.buckets = new Uint32Array(features + (features >> 1));
  }
}

/**
 * Turns texts into features in one pass each: hashed words, pairs of words, and pieces of words. Training and scoring both
 * read a text through this function, so that weights mean what they were learned to mean. What is said of one text holds
 * until the next one is read.
 */
export function createFeatureReader(): (text: string) => Features {
  const room = new Room();
  return (text) => {
    room.makeFor(text);
    const { firsts, buckets, starts, ends } = room;
    let previous = FIRST_WORD;
    let marks = 0;
    let words = 0;
    let count = 0;
    for (let index = 0; index < text.length;) {
      const unit = text.charCodeAt(index);
      const folded = unit < 0x600 ? FOLDED[unit]! : foldFar(unit);
      if (folded <= 1) {
        if (folded === 1) marks = Math.imul(marks ^ unit, 0x9e3779b1) | 1;
        index += 1;
        continue;
      }
      firsts[words] = count;
      starts[words] = index;
      if (marks !== 0) buckets[count + 2] = mix(marks ^ 0x2545f491) >>> SHIFT;
      const pieces = hashWord(text, index, buckets, count + (marks === 0 ? 2 : 3));
      buckets[count] = mix(hashed) >>> SHIFT;
      buckets[count + 1] = mix(Math.imul(previous, 0x85ebca6b) ^ hashed) >>> SHIFT;
      count = pieces;
      index = endOfWord(text, wordEnd);
      ends[words] = index;
      words += 1;
      previous = hashed;
      marks = 0;
    }
    firsts[words] = count;
    return { words, firsts, buckets, starts, ends };
  };
}

/** What `hashWord` found besides pieces: an object for each word would cost as much as the word. */
let hashed = 0;
let wordEnd = 0;

/** Hashes a word as far as it is read, and its pieces, which take in the edges of the word as a character of their own. */
function hashWord(text: string, start: number, buckets: Uint32Array, from: number): number {
  const stop = Math.min(text.length, start + LONGEST_WORD);
  let count = from;
  let second = EDGE;
  let first = foldedAt(text, start);
  let third = -1;
  let fourth = -1;
  let word = Math.imul(0x811c9dc5 ^ first, 0x01000193);
  let index = start + 1;
  for (let isInside = true; isInside; index += 1) {
    let unit = EDGE;
    if (index < stop) {
      unit = text.charCodeAt(index);
      unit = unit < 0x600 ? FOLDED[unit]! : foldFar(unit);
    }
    isInside = index < stop && unit > 1;
    if (isInside) word = Math.imul(word ^ unit, 0x01000193);
    else unit = EDGE;
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
  hashed = word;
  wordEnd = index - 1;
  return count;
}

/** Whether a text has that many words: of a few, models have nothing to say, and most strings of a message are a few. */
export function hasWords(text: string, least: number): boolean {
  let words = 0;
  let isInside = false;
  for (let index = 0; index < text.length && words < least; index += 1) {
    const unit = text.charCodeAt(index);
    const isLetter = (unit < 0x600 ? FOLDED[unit]! : foldFar(unit)) > 1;
    if (isLetter && !isInside) words += 1;
    isInside = isLetter;
  }
  return words >= least;
}

const foldedAt = (text: string, index: number): number => {
  const unit = text.charCodeAt(index);
  return unit < 0x600 ? FOLDED[unit]! : unit;
};

function endOfWord(text: string, from: number): number {
  let index = from;
  for (; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if ((unit < 0x600 ? FOLDED[unit]! : foldFar(unit)) <= 1) break;
  }
  return index;
}

function mix(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return once ^ (once >>> 13);
}
