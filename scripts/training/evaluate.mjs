/** The lowest threshold at which no more than `share` of the benign scores pass. */
export function thresholdAt(benign, share) {
  const sorted = [...benign].sort((a, b) => b - a);
  const allowed = Math.floor(share * sorted.length);
  const [above, below] = [sorted[allowed - 1] ?? sorted[0] + 0.5, sorted[allowed]];
  return (above + below) / 2;
}

export const shareAbove = (scores, threshold) => scores.filter((score) => score > threshold).length / scores.length;

/** One number per set, in the order in which sets first occur. */
export function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
