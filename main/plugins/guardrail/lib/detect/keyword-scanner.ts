/** Calls back for each keyword that occurs in a text, in the order in which they end. */
export type KeywordScan = (text: string, onFound: (keyword: number, start: number) => void) => void;

/**
 * Finds any of many keywords in one pass, ASCII letters in either case (Aho and Corasick, 1975). The automaton is laid out
 * flat with all transitions worked out, so that a character costs two look-ups whatever the text says.
 */
export function createKeywordScan(keywords: readonly string[]): KeywordScan {
  const folded = keywords.map((keyword) => keyword.toLowerCase());
  const classes = numberCharacters(folded);
  const { next, outputs } = buildTables(folded, classes);
  const { width, classOf } = classes;
  const known = classOf.length;
  const isEnd = Uint8Array.from(outputs, (ending) => (ending === undefined ? 0 : 1));
  return (text, onFound) => {
    let state = 0;
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      state = unit < known ? next[state * width + classOf[unit]!]! : 0;
      if (isEnd[state] === 0) continue;
      for (const keyword of outputs[state]!) onFound(keyword, index + 1 - folded[keyword]!.length);
    }
  };
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
