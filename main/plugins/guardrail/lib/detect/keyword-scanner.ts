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
  const isEnd = Uint8Array.from(outputs, (ending) => (ending === undefined ? 0 : 1));
  const scan = (text: string, onFound: (keyword: number, start: number) => void): void => {
    let state = 0;
    for (let index = 0; index < text.length; index += 1) {
      state = next[state * width + classOf[text.charCodeAt(index)]!]!;
      if (isEnd[state] === 0) continue;
      for (const keyword of outputs[state]!) onFound(keyword, index + 1 - folded[keyword]!.length);
    }
  };
  const isIn = (text: string): boolean => {
    let state = 0;
    for (let index = 0; index < text.length; index += 1) {
      state = next[state * width + classOf[text.charCodeAt(index)]!]!;
      if (isEnd[state] === 1) return true;
    }
    return false;
  };
  return Object.assign(scan, { isIn });
}

interface CharacterClasses {
  /** Class 0 is every character that no keyword has. */
  readonly classOf: Uint8Array;
  readonly width: number;
}

function numberCharacters(keywords: readonly string[]): CharacterClasses {
  const classOf = new Uint8Array(65_536);
  let width = 1;
  for (const keyword of keywords) {
    for (let index = 0; index < keyword.length; index += 1) {
      const unit = keyword.charCodeAt(index);
      if (classOf[unit] !== 0) continue;
      if (width === 256) throw new RangeError('Keywords may have 255 different characters at most');
      classOf[unit] = width;
      const letter = String.fromCharCode(unit);
      if (letter >= 'a' && letter <= 'z') classOf[letter.toUpperCase().charCodeAt(0)] = width;
      width += 1;
    }
  }
  return { classOf, width };
}

function buildTables(keywords: readonly string[], { classOf, width }: CharacterClasses) {
  const most = 1 + keywords.reduce((sum, keyword) => sum + keyword.length, 0);
  const next = new Int32Array(most * width).fill(-1);
  const outputs: (number[] | undefined)[] = [undefined];
  let states = 1;
  keywords.forEach((keyword, number) => {
    let state = 0;
    for (let index = 0; index < keyword.length; index += 1) {
      const edge = state * width + classOf[keyword.charCodeAt(index)]!;
      if (next[edge] === -1) {
        next[edge] = states;
        outputs[states] = undefined;
        states += 1;
      }
      state = next[edge]!;
    }
    outputs[state] = [...(outputs[state] ?? []), number];
  });
  completeTransitions({ next, outputs, width, states });
  return { next: next.slice(0, states * width), outputs };
}

interface Tables {
  readonly next: Int32Array;
  readonly outputs: (number[] | undefined)[];
  readonly width: number;
  readonly states: number;
}

/** Breadth first: the longest proper suffix of a state is shorter, so it is complete already. */
function completeTransitions({ next, outputs, width, states }: Tables): void {
  const suffix = new Int32Array(states);
  const waiting: number[] = [];
  for (let edge = 0; edge < width; edge += 1) {
    if (next[edge] === -1) next[edge] = 0;
    else waiting.push(next[edge]!);
  }
  for (const state of waiting) {
    const also = outputs[suffix[state]!];
    if (also !== undefined) outputs[state] = [...(outputs[state] ?? []), ...also];
    for (let edge = 0; edge < width; edge += 1) {
      const child = next[state * width + edge]!;
      const beside = next[suffix[state]! * width + edge]!;
      if (child === -1) {
        next[state * width + edge] = beside;
      } else {
        suffix[child] = beside;
        waiting.push(child);
      }
    }
  }
}
