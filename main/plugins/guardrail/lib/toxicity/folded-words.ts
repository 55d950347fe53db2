/** A word as a reader takes it, whatever it is dressed up as, and where it stands. */
export interface FoldedWord {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

const LONGEST_WORD = 32;
const LONGEST_ROW = 40;

const LOOKS_LIKE: Readonly<Record<string, string>> = {
  '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '8': 'b',
  '@': 'a', '$': 's', '!': 'i', '€': 'e',
  'à': 'a', 'á': 'a', 'â': 'a', 'ã': 'a', 'å': 'a', 'è': 'e', 'é': 'e', 'ê': 'e', 'ë': 'e', 'ì': 'i', 'í': 'i', 'î': 'i',
  'ï': 'i', 'ñ': 'n', 'ò': 'o', 'ó': 'o', 'ô': 'o', 'õ': 'o', 'ù': 'u', 'ú': 'u', 'û': 'u', 'ç': 'c',
}; // prettier-ignore

/** 0: between words; otherwise the letter in lower case that a character stands for. */
const LETTERS = letterTable();
/** Characters that are letters by themselves, not by likeness. */
const PLAIN = plainTable();

function letterTable(): Uint16Array {
  const table = new Uint16Array(0x250);
  for (let unit = 0x21; unit < table.length; unit += 1) {
    const lower = String.fromCharCode(unit).toLowerCase();
    const letter = LOOKS_LIKE[lower] ?? (/^\p{L}$/u.test(lower) ? lower : '');
    if (letter !== '') table[unit] = letter.charCodeAt(0);
  }
  return table;
}

function plainTable(): Uint8Array {
  return Uint8Array.from({ length: 0x250 }, (_, unit) => (/\p{L}/u.test(String.fromCharCode(unit)) ? 1 : 0));
}

const letterAt = (text: string, index: number): number => {
  const unit = text.charCodeAt(index);
  return unit < 0x250 ? LETTERS[unit]! : 0;
};
const isPlain = (text: string, index: number): boolean => {
  const unit = text.charCodeAt(index);
  return unit < 0x250 && PLAIN[unit] === 1;
};

/** The words that somebody looks for. */
export interface WordList {
  has(word: string): boolean;
  /** By the hash of its letters; may be wrong about a word that is not on the list. */
  mayHave(hash: number): boolean;
  /** By the hash of its first three letters, of which none is the one before; may be wrong, too. */
  mayBegin(hash: number): boolean;
}

const SEED = 0x811c9dc5;
const hashOn = (hash: number, letter: number): number => Math.imul(hash ^ letter, 0x01000193);

/** Most words of a text are on no list: one look into this table tells so, before a word is so much as cut out. */
const FILTER_BITS = 14;
const SHIFT = 32 - FILTER_BITS;

export function createWordList(words: Iterable<string>): WordList {
  const all = new Set(words);
  const filter = new Uint8Array(1 << FILTER_BITS);
  const beginnings = new Uint8Array(1 << FILTER_BITS);
  for (const word of all) {
    let hash = SEED;
    for (let index = 0; index < word.length; index += 1) hash = hashOn(hash, word.charCodeAt(index));
    filter[hash >>> SHIFT] = 1;
    beginnings[beginningOf(word, 0) >>> SHIFT] = 1;
  }
  return {
    has: (word) => all.has(word),
    mayHave: (hash) => filter[hash >>> SHIFT] === 1,
    mayBegin: (hash) => beginnings[hash >>> SHIFT] === 1,
  };
}

/** However far a word is stretched, it begins with the same letters. */
function beginningOf(text: string, start: number): number {
  let hash = SEED;
  let previous = 0;
  let count = 0;
  for (let index = start; count < 3; index += 1) {
    const letter = index < text.length ? letterAt(text, index) : 0;
    if (letter === 0) break;
    if (letter === previous) continue;
    hash = hashOn(hash, letter);
    previous = letter;
    count += 1;
  }
  return hash;
}

const EVERY_WORD: WordList = { has: () => true, mayHave: () => true, mayBegin: () => true };

/**
 * Reads a text word by word: `sh1t` as the word it stands for, `f u c k` as one word, `nooo` with its `o` once and twice.
 * A word is always whole, so that the one inside another is never found.
 */
export function readFoldedWords(text: string, onWord: (found: FoldedWord) => void, list = EVERY_WORD): void {
  const give = (found: FoldedWord): void => {
    if (list.has(found.word)) onWord(found);
  };
  let row: FoldedWord[] = [];
  for (let index = 0; index < text.length;) {
    if (letterAt(text, index) === 0) {
      index += 1;
      continue;
    }
    const start = index;
    if (row.length === 0 && !list.mayBegin(beginningOf(text, start)) && !isMark(text, start)) {
      index = endOfWord(text, start);
      if (index - start > 1 && !isMark(text, index - 1)) continue;
      index = start;
    }
    let hash = SEED;
    let previous = 0;
    let same = 0;
    let isStretched = false;
    for (; index < text.length; index += 1) {
      const letter = letterAt(text, index);
      if (letter === 0) break;
      same = letter === previous ? same + 1 : 0;
      if (same > 1) isStretched = true;
      previous = letter;
      hash = hashOn(hash, letter);
    }
    if (row.length === 0 && !isStretched) {
      if (index - start === 1 && !mayBeginRow(text, index)) continue;
      if (index - start > 1 && !hasMarksAround(text, start, index) && !list.mayHave(hash)) continue;
    }
    const found = foldWord(text, start, index);
    if (found === undefined) continue;
    const last = row.at(-1);
    if (found.word.length === 1 && (last === undefined || isNextInRow(text, row, found))) {
      row.push(found);
      continue;
    }
    readRow(row, give);
    row = found.word.length === 1 ? [found] : [];
    if (found.word.length > 1) {
      give(found);
      readStretched(found, give);
    }
  }
  readRow(row, give);
}

function endOfWord(text: string, start: number): number {
  let index = start;
  while (index < text.length && letterAt(text, index) !== 0) index += 1;
  return index;
}

/** Whether what follows a letter by itself can be the next of a row: one character further, and by itself, too. */
function mayBeginRow(text: string, end: number): boolean {
  const first = end + 1;
  if (letterAt(text, first) === 0) return false;
  return letterAt(text, first + 1) === 0 || isMark(text, first) || isMark(text, first + 1);
}

const isMark = (text: string, index: number): boolean => text[index] === '!' || text[index] === '@';
const hasMarksAround = (text: string, start: number, end: number): boolean =>
  isMark(text, start) || isMark(text, end - 1);

/** Marks at the end of a word, and before it, are marks: `damn!`. */
function foldWord(text: string, from: number, to: number): FoldedWord | undefined {
  let start = from;
  let end = to;
  while (end > start && isMark(text, end - 1)) end -= 1;
  while (start < end && text[start] === '!') start += 1;
  if (end === start || end - start > LONGEST_WORD) return undefined;
  let plain = 0;
  let asItIs = true;
  for (let index = start; index < end; index += 1) {
    if (isPlain(text, index)) plain += 1;
    if (letterAt(text, index) !== text.charCodeAt(index)) asItIs = false;
  }
  if (plain === 0) return undefined;
  return { word: asItIs ? text.slice(start, end) : foldLetters(text, start, end), start, end };
}

function foldLetters(text: string, start: number, end: number): string {
  let word = '';
  for (let index = start; index < end; index += 1) word += String.fromCharCode(letterAt(text, index));
  return word;
}

/** Letters in a row stand equally far apart with the same thing between them. */
function isNextInRow(text: string, row: readonly FoldedWord[], found: FoldedWord): boolean {
  const last = row.at(-1)!;
  const gap = text.slice(last.end, found.start);
  if (gap.length !== 1 || row.length >= LONGEST_ROW) return false;
  return row.length === 1 || gap === text.slice(row[0]!.end, row[1]!.start);
}

/** The whole row is one word, or all but a word of one letter at its beginning: `I f u c k`. */
function readRow(row: readonly FoldedWord[], onWord: (found: FoldedWord) => void): void {
  for (const part of row.length < 4 ? [] : [row, row.slice(1)]) {
    if (part.length < 4) continue;
    onWord({ word: part.map(({ word }) => word).join(''), start: part[0]!.start, end: part.at(-1)!.end });
  }
}

function readStretched(found: FoldedWord, onWord: (found: FoldedWord) => void): void {
  if (found.word.length < 4 || !/(.)\1\1/.test(found.word)) return;
  for (const once of ['$1', '$1$1']) onWord({ ...found, word: found.word.replace(/(.)\1{2,31}/g, once) });
}
