import type { Finding } from '../../../shared/model/verdict';

/** A call that waits for a person. */
export interface PendingApproval {
  readonly id: string;
  readonly server: string;
  readonly method: string;
  readonly name?: string;
  /** The whole request, as the person must see it. */
  readonly params: unknown;
  readonly findings: readonly Finding[];
  readonly keyId: string;
}

export type ApprovalDecision = { readonly decision: 'approve' | 'deny'; readonly by: string };

/** A way to reach a human. Resolves `nobody-there` when this channel has nobody to ask. */
export interface ApprovalChannel {
  readonly name: string;
  ask(question: PendingApproval, signal: AbortSignal): Promise<ApprovalDecision | 'nobody-there'>;
}
