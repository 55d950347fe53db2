import { SEVERITIES } from '../../../../../shared/model/detectors';
import type { DetectedFinding } from '../../../../../shared/model/verdict';

/** Findings as they come in, each thing once. */
export interface Findings {
  add(finding: DetectedFinding): void;
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

  function bucketsOf({ detector, rule, at, start, end }: DetectedFinding): readonly string[] {
    if (start === undefined || end === undefined) return [];
    const first = Math.floor(start / BUCKET);
    const last = Math.min(Math.floor((end - 1) / BUCKET), first + MAX_BUCKETS);
    return Array.from({ length: last - first + 1 }, (_, index) => `${detector} ${rule} ${at} ${first + index}`);
  }

  function knownAs(finding: DetectedFinding, buckets: readonly string[]): number | undefined {
    for (const bucket of buckets) {
      const index = byBucket.get(bucket)?.find((one) => overlap(found[one]!, finding));
      if (index !== undefined) return index;
    }
    return undefined;
  }

  return {
    add(finding) {
      if (found.length >= MAX_FINDINGS) return;
      const buckets = bucketsOf(finding);
      const known = knownAs(finding, buckets);
      if (known !== undefined && weight(finding) <= weight(found[known]!)) return;
      const index = known ?? found.length;
      found[index] = finding;
      for (const bucket of buckets) byBucket.set(bucket, [...(byBucket.get(bucket) ?? []), index]);
    },
    isFull: () => found.length >= MAX_FINDINGS,
    all: () => (found.length < MAX_FINDINGS ? found : [...found, FULL]),
  };
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
