import { childOf, edgesOf, trieOf, type Trie } from './phrase-trie';

/** Calls back for each phrase that stands in a part of a text as words of its own. */
export type PhraseScan = (
  text: string,
  part: Part,
  onFound: (phrase: number, start: number, end: number) => void,
) => void;

export interface Part {
  readonly start: number;
  readonly end: number;
}

const CODES = 65_536;
/** Beyond it no letter has two cases that matter here. */
const LAST_CASED = 0x600;
const SPACE = 32;

/**
 * Looks up phrases at the beginnings of words only, with a table look-up for a word that begins no phrase: a list of
 * thousands costs little more than none. Case, line breaks and the kind of apostrophe make no difference. A phrase that
 * ends in `*` takes any ending of its last word.
 */
export function createPhraseScan(phrases: readonly string[]): PhraseScan {
  const folded = foldTable();
  const trie = trieOf(phrases);
  const marks = beginningsOf(trie);
  const roots = Uint32Array.from({ length: 128 }, (_, code) => childOf(trie, 0, code));
  const beginnings = new Set(edgesOf(trie, 0).map(({ code }) => code));
  const kinds = new Uint8Array(CODES);
  for (let code = 0; code < CODES; code += 1) kinds[code] = kindOf(code, beginnings.has(folded[code]!));
  return (text, { start, end }, onFound) => {
    let isAfterLetter = start > 0 && isLetter(text.charCodeAt(start - 1));
    for (let at = start; at < end; at += 1) {
      const kind = kinds[text.charCodeAt(at)]!;
      const isWithinWord = isAfterLetter && (kind & LETTER) !== 0;
      isAfterLetter = (kind & LETTER) !== 0;
      if (isWithinWord || (kind & BEGINS) === 0) continue;
      let read = folded[text.charCodeAt(at)]!;
      let mark = GOES_ON;
      for (let next = at + 1; mark === GOES_ON && next < at + LOOKED_AT; next += 1) {
        read = mix(read, codeAt(text, next));
        mark = marks[read]!;
      }
      if (mark !== 0) follow(text, at, onFound);
    }
  };

  function codeAt(text: string, at: number): number {
    return at < text.length ? folded[text.charCodeAt(at)]! : SPACE;
  }

  function follow(text: string, start: number, onFound: (phrase: number, start: number, end: number) => void): void {
    let node = 0;
    for (let at = start; at < text.length; at += 1) {
      const code = folded[text.charCodeAt(at)]!;
      // The first node has most edges by far.
      node = at === start && code < 128 ? roots[code]! : childOf(trie, node, code);
      if (node === 0) return;
      if (trie.isEnd[node] === 0) continue;
      const ending = trie.endings.get(node)!;
      for (const phrase of ending.open) onFound(phrase, start, at + 1);
      if (ending.whole.length === 0) continue;
      const isCut = isLetter(code) && at + 1 < text.length && isLetter(folded[text.charCodeAt(at + 1)]!);
      if (!isCut) for (const phrase of ending.whole) onFound(phrase, start, at + 1);
    }
  }
}

/** Small enough to stay near the processor. */
const MASK = 0x7fff;
const LETTER = 1;
const BEGINS = 2;
const kindOf = (code: number, begins: boolean): number => (isLetter(code) ? LETTER : 0) + (begins ? BEGINS : 0);

const mix = (code: number, next: number): number => (Math.imul(code, 0x9e3b) ^ next) & MASK;

/** So many characters tell most words that begin no phrase. */
const LOOKED_AT = 6;
const GOES_ON = 1;
const ENDS = 2;

/** Marks the beginnings of all phrases, from two characters on: whether some go on behind them, or one is there already. */
function beginningsOf(trie: Trie): Uint8Array {
  const marks = new Uint8Array(MASK + 1);
  const markAll = (node: number, read: number, length: number): void => {
    if (length > 1)
      marks[read] = Math.max(marks[read]!, trie.isEnd[node] === 1 || length === LOOKED_AT ? ENDS : GOES_ON);
    if (length === LOOKED_AT) return;
    for (const { code, child } of edgesOf(trie, node))
      markAll(child, length === 0 ? code : mix(read, code), length + 1);
  };
  markAll(0, 0, 0);
  return marks;
}

/** Letters and digits; those of scripts that put no spaces between words do not hold together. */
function isLetter(code: number): boolean {
  if (code < 128)
    return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;
  return code >= 0xc0 && code < 0x2000;
}

let table: Uint16Array | undefined;

/** What each code unit is read as; made once, when it is first needed. */
function foldTable(): Uint16Array {
  if (table !== undefined) return table;
  table = new Uint16Array(CODES);
  for (let code = 0; code < CODES; code += 1) table[code] = code;
  for (let code = 0; code < LAST_CASED; code += 1) {
    const lower = String.fromCharCode(code).toLowerCase();
    if (lower.length === 1) table[code] = lower.charCodeAt(0);
  }
  for (const space of ['\n', '\r', '\t', '\u00a0']) table[space.charCodeAt(0)] = SPACE;
  table['’'.charCodeAt(0)] = "'".charCodeAt(0);
  return table;
}
