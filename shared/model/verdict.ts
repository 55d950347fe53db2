import type { DetectorName } from './detectors';

/** How bad a finding is, from note to emergency. */
export type Severity = 'low' | 'medium' | 'high' | 'critical';

/** One observation of a guardrail. Its message never repeats the offending text. */
export interface Finding {
  /** The rule that spoke, for example `custom-keyword`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** JSON Pointer (RFC 6901) into the inspected content; absent when the finding is about the whole. */
  readonly at?: string;
  /** What was looked for. Absent from guardrails that decide by themselves. */
  readonly detector?: DetectorName;
  /** How sure the detector is, 0 to 1. */
  readonly score?: number;
  /** Where in the string at `at`: offsets in UTF-16 code units, the end exclusive. */
  readonly start?: number;
  readonly end?: number;
}

/** A finding of a known detector, with what a policy needs to decide about it. */
export interface DetectedFinding extends Finding {
  readonly detector: DetectorName;
  readonly score: number;
  /** The finding is in the name of a member, which cannot be replaced without changing what the content means. */
  readonly isKey?: true;
}

/** What was found, without a word on what to do about it: the policy says that, detector by detector. */
export interface Report {
  readonly action: 'report';
  readonly findings: readonly DetectedFinding[];
}

/** Replaces the string at a JSON Pointer (RFC 6901) of the inspected content. */
export interface Edit {
  readonly at: string;
  readonly value: string;
}

/** A guardrail's opinion. Ordered from mildest to hardest; the hardest wins. */
export type Verdict =
  | { readonly action: 'allow' }
  | { readonly action: 'flag'; readonly findings: readonly Finding[] }
  | { readonly action: 'redact'; readonly findings: readonly Finding[]; readonly edits: readonly Edit[] }
  | { readonly action: 'ask'; readonly findings: readonly Finding[] }
  | { readonly action: 'block'; readonly findings: readonly Finding[] };

export type VerdictAction = Verdict['action'];

/** What a guardrail answers: a verdict of its own, or a report for the policy to decide about. */
export type Opinion = Verdict | Report;

export const ALLOW: Verdict = { action: 'allow' };
