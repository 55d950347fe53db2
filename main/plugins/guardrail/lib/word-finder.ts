/** A place where something was found: offsets into one string. */
export interface Match {
  readonly start: number;
  readonly end: number;
}
export type Finder = (text: string) => readonly Match[];

export interface WordFinderOptions {
  readonly words: readonly string[];
  readonly wholeWords: boolean;
  readonly caseSensitive: boolean;
}

/** One state of the automaton: what may follow, where to go on otherwise, and the words that end here. */
interface Node {
  readonly next: Map<number, Node>;
  /** The state of the longest proper suffix that begins a word too. */
  fallback: Node | undefined;
  /** The nearest state down the fallbacks in which a word ends. */
  alsoEnds: Node | undefined;
  /** Length of the word that ends here; 0 when none does. */
  length: number;
}

/**
 * Finds any of many words in one pass over a text (Aho and Corasick, 1975): the time does not depend on how many
 * words there are, nor on how nearly a text says one of them. After `most` places the rest of the text counts as one.
 */
export function createWordFinder({ words, wholeWords, caseSensitive }: WordFinderOptions, most: number): Finder {
  const fold = caseSensitive ? (text: string) => text : foldCase;
  const root = buildAutomaton(words.map((word) => fold(composed(word))));
  return (text) => {
    const folded = fold(text);
    const matches: Match[] = [];
    let state = root;
    for (let index = 0; index < folded.length; index += 1) {
      state = step(state, folded.charCodeAt(index));
      const length = longestHere(state, text, { end: index + 1, wholeWords });
      if (length === 0) continue;
      const start = index + 1 - length;
      if (matches.length === most) return [...matches, restOf(text, start)];
      matches.push({ start, end: index + 1 });
    }
    return matches;
  };
}

/** Everything from there on: what could not be looked through must not be taken for harmless. */
export function restOf(text: string, start: number): Match {
  return { start, end: text.length };
}

/** In the composed form of Unicode, in which texts that mean the same are the same (UAX #15, NFC). */
export function composed(text: string): string {
  return isAscii(text) ? text : text.normalize('NFC');
}

const isAscii = (text: string): boolean => !/[^\x00-\x7f]/.test(text);

/** Simple case folding, letter by letter, so that offsets stay true: one that would change its length stays. */
function foldCase(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  let folded = '';
  for (const letter of text) {
    const upper = sameLength(letter.toUpperCase(), letter);
    folded += sameLength(upper.toLowerCase(), upper);
  }
  return folded;
}

const sameLength = (changed: string, letter: string): string => (changed.length === letter.length ? changed : letter);

const newNode = (): Node => ({ next: new Map(), fallback: undefined, alsoEnds: undefined, length: 0 });

function buildAutomaton(words: readonly string[]): Node {
  const root = newNode();
  for (const word of words) {
    let node = root;
    for (let index = 0; index < word.length; index += 1) {
      const unit = word.charCodeAt(index);
      const known = node.next.get(unit) ?? newNode();
      node.next.set(unit, known);
      node = known;
    }
    node.length = word.length;
  }
  // Breadth first: the fallback of a state is shorter, so it is complete already.
  const waiting: Node[] = [root];
  for (const node of waiting) {
    for (const [unit, child] of node.next) {
      child.fallback = node === root ? root : step(node.fallback ?? root, unit);
      child.alsoEnds = child.fallback.length > 0 ? child.fallback : child.fallback.alsoEnds;
      waiting.push(child);
    }
  }
  return root;
}

function step(from: Node, unit: number): Node {
  let node: Node = from;
  for (;;) {
    const next = node.next.get(unit);
    if (next !== undefined) return next;
    if (node.fallback === undefined) return node;
    node = node.fallback;
  }
}

/** Length of the longest word that ends here and stands alone, if it has to; 0 when there is none. */
function longestHere(state: Node, text: string, where: { readonly end: number; readonly wholeWords: boolean }): number {
  let node = state.length > 0 ? state : state.alsoEnds;
  for (; node !== undefined; node = node.alsoEnds) {
    if (!where.wholeWords || standsAlone(text, where.end - node.length, where.end)) return node.length;
  }
  return 0;
}

const LETTER_AT_END = /[\p{L}\p{N}\p{M}_]$/u;
const LETTER_AT_START = /^[\p{L}\p{N}\p{M}_]/u;

function standsAlone(text: string, start: number, end: number): boolean {
  return (
    !LETTER_AT_END.test(text.slice(Math.max(0, start - 2), start)) && !LETTER_AT_START.test(text.slice(end, end + 2))
  );
}
