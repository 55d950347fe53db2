import type { DetectedFinding } from '../../../../../shared/model/verdict';
import type { Inspection } from '../../../../gateway/ports/guardrail';

/** What the thread is told: to judge something, or, without an inspection, that nobody waits for it any more. */
export interface ToThread {
  readonly id: number;
  readonly inspection?: Inspection;
}

/** What the thread says: what it found, or why it could not look. */
export type FromThread =
  | { readonly id: number; readonly findings: readonly DetectedFinding[] }
  | { readonly id: number; readonly failure: string };
