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

export const ALLOW: Verdict = { action: 'allow' };
