import type { Hit } from './detector';

/** Of findings about the same characters the surest, and of equally sure ones the longest; in the order of the text. */
export function surestHits(hits: readonly Hit[]): readonly Hit[] {
  if (hits.length < 2) return hits;
  const ranked = hits.toSorted((one, other) => other.score - one.score || lengthOf(other) - lengthOf(one));
  const last = hits.reduce((most, { end }) => Math.max(most, end), 0);
  const taken = new Uint8Array(last);
  const kept = ranked.filter(({ start, end }) => {
    if (taken.subarray(start, end).includes(1)) return false;
    taken.fill(1, start, end);
    return true;
  });
  return kept.toSorted((one, other) => one.start - other.start);
}

const lengthOf = ({ start, end }: Hit) => end - start;
