/** Calls back for each keyword that occurs in a text, or in a part of it, in the order in which they end. */
export type KeywordScan = (
  text: string,
  onFound: (keyword: number, start: number) => void,
  part?: { readonly start: number; readonly end: number },
) => void;

/**
 * Finds any of many keywords in one pass, ASCII letters in either case (Aho and Corasick, 1975); `\bkey\b` only as a word,
 * as patterns mean it. The automaton is laid out flat with all transitions worked out, so that a character costs two
 * look-ups whatever the text says.
 */
export function createKeywordScan(keywords: readonly string[]): KeywordScan {
  const parsed = keywords.map(parseKeyword);
  const folded = parsed.map(({ letters }) => letters);
  const classes = numberCharacters(folded);
  const { next, outputs } = buildTables(folded, classes);
  const { width, classOf } = classes;
  const known = classOf.length;
  const isEnd = Uint8Array.from(outputs, (ending) => (ending === undefined ? 0 : 1));
  return (text, onFound, { start: from, end } = { start: 0, end: text.length }) => {
    let state = 0;
    for (let index = from; index < end; index += 1) {
      const unit = text.charCodeAt(index);
      state = unit < known ? next[state * width + classOf[unit]!]! : 0;
      if (isEnd[state] === 0) continue;
      for (const keyword of outputs[state]!) {
        const { letters, edges } = parsed[keyword]!;
        const start = index + 1 - letters.length;
        if (edges === 0 || hasEdges(text, { start, end: index + 1, edges })) onFound(keyword, start);
      }
    }
  };
}

interface Keyword {
  readonly letters: string;
  /** Where a word must begin or end: `BEFORE`, `AFTER`, both or none. */
  readonly edges: number;
}

const EDGE = '\\b';
const BEFORE = 1;
const AFTER = 2;

export function parseKeyword(keyword: string): Keyword {
  const edges = (keyword.startsWith(EDGE) ? BEFORE : 0) + (keyword.endsWith(EDGE) ? AFTER : 0);
  return { letters: keyword.replaceAll(EDGE, '').toLowerCase(), edges };
}

function hasEdges(text: string, { start, end, edges }: { start: number; end: number; edges: number }): boolean {
  if ((edges & BEFORE) !== 0 && isOfWord(text, start - 1) === isOfWord(text, start)) return false;
  return (edges & AFTER) === 0 || isOfWord(text, end - 1) !== isOfWord(text, end);
}

/** `\w`; nothing is of a word beyond the ends of a text. */
function isOfWord(text: string, at: number): boolean {
  if (at < 0 || at >= text.length) return false;
  const code = text.charCodeAt(at);
  const letter = code | 0x20;
  return (letter >= 0x61 && letter <= 0x7a) || (code >= 0x30 && code <= 0x39) || code === 0x5f;
}

interface CharacterClasses {
  /** By UTF-16 code unit. Class 0 is every character that no keyword has, and so is what lies beyond. */
  readonly classOf: Uint8Array;
  readonly width: number;
}

function numberCharacters(keywords: readonly string[]): CharacterClasses {
  const units = new Set(keywords.flatMap((keyword) => [...keyword].flatMap(unitsOf)));
  if (units.size > 255) throw new RangeError('Keywords may have 255 different characters at most');
  const classOf = new Uint8Array(Math.max(0x7f, ...units) + 1);
  let width = 1;
  for (const unit of units) {
    classOf[unit] = width;
    const letter = String.fromCharCode(unit);
    if (letter >= 'a' && letter <= 'z') classOf[letter.toUpperCase().charCodeAt(0)] = width;
    width += 1;
  }
  return { classOf, width };
}

const unitsOf = (character: string): readonly number[] =>
  Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));

interface Tables {
  /** Where each class of characters leads from each state. */
  readonly next: Uint16Array | Uint32Array;
  /** The keywords that end in a state. */
  readonly outputs: readonly (readonly number[] | undefined)[];
}

function buildTables(keywords: readonly string[], { classOf, width }: CharacterClasses): Tables {
  const states = countStates(keywords);
  const next = states <= 0xffff ? new Uint16Array(states * width) : new Uint32Array(states * width);
  const outputs = new Array<readonly number[] | undefined>(states).fill(undefined);
  let known = 1;
  keywords.forEach((keyword, number) => {
    let state = 0;
    for (let index = 0; index < keyword.length; index += 1) {
      const edge = state * width + classOf[keyword.charCodeAt(index)]!;
      // Nothing leads back to the first state yet.
      if (next[edge] === 0) next[edge] = known++;
      state = next[edge]!;
    }
    outputs[state] = [...(outputs[state] ?? []), number];
  });
  completeTransitions(next, outputs, width);
  return { next, outputs };
}

/** One for each beginning of a keyword, the empty one among them. */
function countStates(keywords: readonly string[]): number {
  let count = 1;
  let before = '';
  for (const keyword of [...keywords].sort()) {
    let shared = 0;
    while (shared < keyword.length && keyword.charCodeAt(shared) === before.charCodeAt(shared)) shared += 1;
    count += keyword.length - shared;
    before = keyword;
  }
  return count;
}

/** Breadth first: the longest proper suffix of a state is shorter, so it is complete already. */
function completeTransitions(next: Tables['next'], outputs: (readonly number[] | undefined)[], width: number): void {
  const suffix = new Uint32Array(outputs.length);
  const waiting = new Uint32Array(outputs.length);
  let last = 0;
  for (let first = 0; first <= last; first += 1) {
    const state = waiting[first]!;
    const shorter = suffix[state]!;
    const also = state === 0 ? undefined : outputs[shorter];
    if (also !== undefined) outputs[state] = [...(outputs[state] ?? []), ...also];
    for (let edge = 0; edge < width; edge += 1) {
      const child = next[state * width + edge]!;
      const otherwise = state === 0 ? 0 : next[shorter * width + edge]!;
      if (child === 0) {
        next[state * width + edge] = otherwise;
      } else {
        suffix[child] = otherwise;
        waiting[++last] = child;
      }
    }
  }
}
