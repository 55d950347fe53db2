/** The phrases that end at a node. */
interface Ending {
  readonly whole: number[];
  /** Those that take any ending of their last word. */
  readonly open: number[];
}

/**
 * Phrases by their beginnings, laid out flat: tens of thousands of nodes as objects would take as much memory as the rest
 * of the program. The edges of a node lie side by side; node 0 is the beginning of all, and nobody’s child.
 */
export interface Trie {
  readonly firstEdge: Uint32Array;
  readonly codes: Uint16Array;
  readonly children: Uint32Array;
  readonly endings: ReadonlyMap<number, Ending>;
  /** Whether a node has endings. */
  readonly isEnd: Uint8Array;
}

interface Entry {
  readonly letters: string;
  readonly number: number;
  readonly isOpen: boolean;
}

/** Entries that begin alike, and the node that stands for what they share. */
interface Range {
  readonly from: number;
  readonly to: number;
  readonly depth: number;
}

/** Lays phrases out; those that end in `*` are open. */
export function trieOf(phrases: readonly string[]): Trie {
  const entries = phrases.map(entryOf).sort((a, b) => (a.letters < b.letters ? -1 : a.letters > b.letters ? 1 : 0));
  const endings = new Map<number, Ending>();
  const firstEdge: number[] = [];
  const codes: number[] = [];
  const children: number[] = [];
  // Breadth first, so that the number of a node is its place in this list.
  const ranges: Range[] = [{ from: 0, to: entries.length, depth: 0 }];
  for (let node = 0; node < ranges.length; node += 1) {
    firstEdge.push(codes.length);
    const { from, to, depth } = ranges[node]!;
    let at = from;
    for (; at < to && entries[at]!.letters.length === depth; at += 1) noteEnding(endings, node, entries[at]!);
    while (at < to) {
      const code = entries[at]!.letters.charCodeAt(depth);
      const begin = at;
      while (at < to && entries[at]!.letters.charCodeAt(depth) === code) at += 1;
      codes.push(code);
      children.push(ranges.length);
      ranges.push({ from: begin, to: at, depth: depth + 1 });
    }
  }
  firstEdge.push(codes.length);
  const isEnd = new Uint8Array(ranges.length);
  for (const node of endings.keys()) isEnd[node] = 1;
  return {
    isEnd,
    firstEdge: Uint32Array.from(firstEdge),
    codes: Uint16Array.from(codes),
    children: Uint32Array.from(children),
    endings,
  };
}

function entryOf(phrase: string, number: number): Entry {
  const isOpen = phrase.endsWith('*');
  const letters = (isOpen ? phrase.slice(0, -1) : phrase).toLowerCase();
  if (letters.length < 2) throw new RangeError(`The phrase "${phrase}" is too short`);
  return { letters, number, isOpen };
}

function noteEnding(endings: Map<number, Ending>, node: number, { number, isOpen }: Entry): void {
  const ending = endings.get(node) ?? { whole: [], open: [] };
  (isOpen ? ending.open : ending.whole).push(number);
  endings.set(node, ending);
}

/** The node behind an edge; 0 when there is no such edge. */
export function childOf({ firstEdge, codes, children }: Trie, node: number, code: number): number {
  let edge = firstEdge[node]!;
  let end = firstEdge[node + 1]!;
  // Edges are in the order of their codes; of a few, it is quicker to look at all.
  while (end - edge > FEW) {
    const middle = (edge + end) >> 1;
    if (codes[middle]! <= code) edge = middle;
    else end = middle;
  }
  for (; edge < end; edge += 1) if (codes[edge] === code) return children[edge]!;
  return 0;
}

const FEW = 4;

export function edgesOf({ firstEdge, codes, children }: Trie, node: number) {
  const edges: { readonly code: number; readonly child: number }[] = [];
  for (let edge = firstEdge[node]!; edge < firstEdge[node + 1]!; edge += 1) {
    edges.push({ code: codes[edge]!, child: children[edge]! });
  }
  return edges;
}
