/** Precision, recall and F1 of a decision. */
export function decisionMeasures(judged, isFound) {
  let [hits, misses, alarms, quiet] = [0, 0, 0, 0];
  for (const one of judged) {
    const found = isFound(one);
    if (one.row.label === 1) found ? (hits += 1) : (misses += 1);
    else found ? (alarms += 1) : (quiet += 1);
  }
  const recall = ratio(hits, hits + misses);
  const precision = ratio(hits, hits + alarms);
  return {
    recall,
    precision,
    f1: f1Of(precision, recall),
    falsePositives: ratio(alarms, alarms + quiet),
    hits,
    alarms,
  };
}

export const ratio = (part, whole) => (whole === 0 ? undefined : part / whole);

export function f1Of(precision, recall) {
  if (precision === undefined || recall === undefined) return undefined;
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}

/** Area under the ROC curve by ranks (Mann and Whitney), ties counted half. */
export function areaUnderCurve(positives, negatives) {
  if (positives.length === 0 || negatives.length === 0) return undefined;
  const all = [...positives.map((score) => [score, 1]), ...negatives.map((score) => [score, 0])].sort(
    (a, b) => a[0] - b[0],
  );
  let rankSum = 0;
  for (let from = 0; from < all.length;) {
    let to = from;
    while (to < all.length && all[to][0] === all[from][0]) to += 1;
    const rank = (from + 1 + to) / 2;
    for (let index = from; index < to; index += 1) rankSum += all[index][1] * rank;
    from = to;
  }
  const pairs = positives.length * negatives.length;
  return (rankSum - (positives.length * (positives.length + 1)) / 2) / pairs;
}

/** The share of positives above the threshold that one in a hundred negatives passes. */
export function recallAtOnePercent(positives, negatives) {
  if (positives.length === 0 || negatives.length < 100) return undefined;
  const sorted = [...negatives].sort((a, b) => b - a);
  const threshold = sorted[Math.floor(negatives.length / 100)];
  return positives.filter((score) => score > threshold).length / positives.length;
}

/** Span F1 of one kind: a span is found when a finding of a fitting rule overlaps it by more than half of both. */
export function spanMeasures(judged, type, rules) {
  let [found, wanted, given, right] = [0, 0, 0, 0];
  for (const { row, answer } of judged) {
    const spans = (row.spans ?? []).filter((span) => span.type === type);
    const findings = answer.findings.filter(({ detector, rule }) => detector === 'pii' && rules.includes(rule));
    wanted += spans.length;
    given += findings.length;
    found += spans.filter((span) => findings.some((finding) => overlaps(span, finding))).length;
    right += findings.filter((finding) => spans.some((span) => overlaps(span, finding))).length;
  }
  const precision = ratio(right, given);
  const recall = ratio(found, wanted);
  return { precision, recall, f1: f1Of(precision, recall), wanted };
}

function overlaps(a, b) {
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return shared / (Math.max(a.end, b.end) - Math.min(a.start, b.start)) > 0.5;
}
