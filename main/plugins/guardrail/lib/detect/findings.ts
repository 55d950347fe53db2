import { SEVERITIES } from '../../../../../shared/model/detectors';
import type { DetectedFinding } from '../../../../../shared/model/verdict';

/** Findings as they come in, each thing once. */
export interface Findings {
  /** Takes a finding in a string that has few. */
  add(finding: DetectedFinding): void;
  /** Takes one of what may be very many in one string. */
  addOfMany(finding: DetectedFinding): void;
  /** There are more than anybody reads. Looking on is of no use: what is full is refused. */
  isFull(): boolean;
  all(): readonly DetectedFinding[];
}

const MAX_FINDINGS = 5_000;
/** Units of text; two findings that overlap share one of these. */
const BUCKET = 64;
const MAX_BUCKETS = 64;

/** Holds findings; the same thing seen in two forms, or on both sides of a cut, is one: the graver one. */
export function createFindings(): Findings {
  const found: DetectedFinding[] = [];
  const byBucket = new Map<string, number[]>();

  function put(finding: DetectedFinding, known: number | undefined): number | undefined {
    if (found.length >= MAX_FINDINGS) return undefined;
    if (known !== undefined && weight(finding) <= weight(found[known]!)) return undefined;
    const index = known ?? found.length;
    found[index] = finding;
    return index;
  }

  return {
    add(finding) {
      let known: number | undefined;
      for (let index = found.length - 1; index >= 0 && found[index]!.at === finding.at; index -= 1) {
        if (isSame(found[index]!, finding)) known = index;
      }
      put(finding, known);
    },
    addOfMany(finding) {
      const buckets = bucketsOf(finding);
      const known = buckets.flatMap((one) => byBucket.get(one) ?? []).find((one) => isSame(found[one]!, finding));
      const index = put(finding, known);
      if (index === undefined) return;
      for (const bucket of buckets) byBucket.set(bucket, [...(byBucket.get(bucket) ?? []), index]);
    },
    isFull: () => found.length >= MAX_FINDINGS,
    all: () => (found.length < MAX_FINDINGS ? found : [...found, FULL]),
  };
}

function bucketsOf({ detector, rule, at, start = 0, end = 0 }: DetectedFinding): readonly string[] {
  const first = Math.floor(start / BUCKET);
  const last = Math.min(Math.floor((end - 1) / BUCKET), first + MAX_BUCKETS);
  return Array.from(
    { length: Math.max(1, last - first + 1) },
    (_, index) => `${detector} ${rule} ${at} ${first + index}`,
  );
}

function isSame(a: DetectedFinding, b: DetectedFinding): boolean {
  return a.detector === b.detector && a.rule === b.rule && overlap(a, b);
}

const FULL: DetectedFinding = {
  detector: 'limits',
  rule: 'findings',
  severity: 'high',
  score: 1,
  message: `more than ${MAX_FINDINGS} findings`,
  at: '',
};

const overlap = (a: DetectedFinding, b: DetectedFinding): boolean =>
  (a.start ?? 0) < (b.end ?? 0) && (b.start ?? 0) < (a.end ?? 0);
const weight = ({ severity, score }: DetectedFinding): number => SEVERITIES.indexOf(severity) + score;
