/** Reads texts into features through the product's own code, given as `features`. */
export function createWindowReader({ createFeatureReader }) {
  const readFeatures = createFeatureReader();

  /** All features of a text in a row, with the place where each word's begin and the offset where each word begins. */
  function readWords(text) {
    const { words, buckets, firsts, starts } = readFeatures(text);
    return {
      found: buckets.slice(0, firsts[words]),
      firsts: firsts.slice(0, words + 1),
      starts: Array.from(starts.subarray(0, words)),
    };
  }

  // In a window a feature counts once.
  const part = ({ found, firsts }, from, to) => Uint32Array.from(new Set(found.subarray(firsts[from], firsts[to])));

  /** The windows that the product looks at: a half and the one after it, the last one perhaps shorter. */
  function windowsOf(read, size) {
    const words = read.starts.length;
    const half = size >> 1;
    if (words === 0) return [];
    const windows = [part(read, 0, Math.min(words, size))];
    for (let from = half; from + half < words; from += half)
      windows.push(part(read, from, Math.min(words, from + size)));
    return windows;
  }

  /** The window of `size` words that shows most of an attack put into a carrier; `random` says where. */
  function windowWithAttack({ carrier, attack, size, random }) {
    const breaks = [...carrier.matchAll(/\n+|(?<=[.!?]) /g)].map((found) => found.index);
    const cut = breaks.length === 0 || random.below(4) === 0 ? carrier.length : random.pick(breaks);
    const gap = random.pick(['\n', '\n\n', ' ', ' ']);
    const before = carrier.slice(0, cut) + gap;
    const read = readWords(before + attack + gap + carrier.slice(cut).trimStart());
    const first = read.starts.findIndex((start) => start >= before.length);
    const after = read.starts.findIndex((start) => start >= before.length + attack.length);
    const end = after === -1 ? read.starts.length : after;
    const earliest = Math.max(0, Math.min(first, end - size));
    const latest = Math.max(earliest, Math.min(first, read.starts.length - size));
    const from = earliest + random.below(latest - earliest + 1);
    return part(read, from, Math.min(read.starts.length, from + size));
  }

  return { readWords, windowsOf, windowWithAttack };
}
