/** Area under the curve: how often an attack scores higher than a benign text. */
export function areaUnderCurve(positive, negative) {
  const all = [...positive.map((score) => [score, 1]), ...negative.map((score) => [score, 0])].sort(
    (a, b) => a[0] - b[0],
  );
  let ranks = 0;
  for (let from = 0; from < all.length;) {
    let to = from;
    while (to < all.length && all[to][0] === all[from][0]) to += 1;
    for (let index = from; index < to; index += 1) if (all[index][1] === 1) ranks += (from + to + 1) / 2;
    from = to;
  }
  return (ranks - (positive.length * (positive.length + 1)) / 2) / (positive.length * negative.length);
}

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
