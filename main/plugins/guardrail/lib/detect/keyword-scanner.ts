export interface KeywordScan {
  /** Calls back for each keyword that occurs in a text, in the order in which they end. */
  (text: string, onFound: (keyword: number, start: number) => void): void;
  /** Whether any keyword occurs at all: most texts have none, and this costs least. */
  isIn(text: string): boolean;
}

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
  const scan = (text: string, onFound: (keyword: number, start: number) => void): void => {
    let state = 0;
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      state = unit < known ? next[state * width + classOf[unit]!]! : 0;
      if (isEnd[state] === 0) continue;
      for (const keyword of outputs[state]!) onFound(keyword, index + 1 - folded[keyword]!.length);
    }
  };
  const isIn = (text: string): boolean => {
    let state = 0;
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      state = unit < known ? next[state * width + classOf[unit]!]! : 0;
      if (isEnd[state] === 1) return true;
    }
    return false;
  };
  return Object.assign(scan, { isIn });
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

/** One state while the automaton is built: where each class of characters leads. */
interface State {
  readonly next: Map<number, number>;
  outputs: readonly number[] | undefined;
}

interface Tables {
  readonly next: Uint16Array | Uint32Array;
  readonly outputs: readonly (readonly number[] | undefined)[];
}

function buildTables(keywords: readonly string[], { classOf, width }: CharacterClasses): Tables {
  const states: State[] = [{ next: new Map(), outputs: undefined }];
  keywords.forEach((keyword, number) => {
    let state = states[0]!;
    for (let index = 0; index < keyword.length; index += 1) {
      const edge = classOf[keyword.charCodeAt(index)]!;
      const known = state.next.get(edge);
      if (known === undefined) {
        state.next.set(edge, states.length);
        states.push({ next: new Map(), outputs: undefined });
      }
      state = states[state.next.get(edge)!]!;
    }
    state.outputs = [...(state.outputs ?? []), number];
  });
  return { next: completeTransitions(states, width), outputs: states.map(({ outputs }) => outputs) };
}

/** Breadth first: the longest proper suffix of a state is shorter, so it is complete already. */
function completeTransitions(states: readonly State[], width: number): Tables['next'] {
  const size = states.length * width;
  const next = states.length <= 0xffff ? new Uint16Array(size) : new Uint32Array(size);
  const suffix = new Uint32Array(states.length);
  const waiting: number[] = [];
  for (const [edge, child] of states[0]!.next) {
    next[edge] = child;
    waiting.push(child);
  }
  for (const number of waiting) {
    const state = states[number]!;
    const shorter = suffix[number]!;
    const also = states[shorter]!.outputs;
    if (also !== undefined) state.outputs = [...(state.outputs ?? []), ...also];
    for (let edge = 0; edge < width; edge += 1) next[number * width + edge] = next[shorter * width + edge]!;
    for (const [edge, child] of state.next) {
      suffix[child] = next[shorter * width + edge]!;
      next[number * width + edge] = child;
      waiting.push(child);
    }
  }
  return next;
}
