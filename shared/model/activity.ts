import type { ApprovalRecord } from './approval';
import type { RpcId } from './json-rpc';
import type { Finding, VerdictAction } from './verdict';

/** One guardrail's part in a request: who judged, when, how it ended and how long it took. */
export interface JudgementRecord {
  readonly guardrail: string;
  /** Who judged: the word after `use`. */
  readonly provider: string;
  readonly phase: 'server' | 'listing' | 'input' | 'output';
  readonly action: VerdictAction | 'failed-closed' | 'failed-open';
  /** Rules that spoke; never the text they found. */
  readonly rules: readonly string[];
  /** What was found and where, without the text itself; the first of many. */
  readonly findings?: readonly Omit<Finding, 'message'>[];
  /** Why it could not judge, where that has a code of the error table. */
  readonly failure?: string;
  /** The policy only monitors: this is what would have been done, and nothing was. */
  readonly monitored?: true;
  readonly ms: number;
}

/** How a request ended. */
export type Outcome = 'ok' | 'tool-error' | 'blocked' | 'denied' | 'refused' | 'failed' | 'timed-out' | 'cancelled';

/** One row of the audit trail: one request, who asked, what was decided. Holds no argument or result values. */
export interface ActivityRecord {
  /** Epoch milliseconds of arrival. */
  readonly at: number;
  /** W3C trace id (32 hex digits); shared by every hop of one request. */
  readonly traceId: string;
  /** Also in the error that the client received, if it received one. */
  readonly correlationId: string;
  /** `desk`: no request, but what a person decided about one that was over. */
  readonly transport: 'http' | 'stdio' | 'gateway-tool' | 'desk' | 'admin';
  readonly face: string;
  readonly clientName?: string;
  /** Legacy era: the beginning of the id of its session, enough to tell it from others, too little to use it. */
  readonly session?: string;
  readonly keyId?: string;
  readonly projectId?: string;
  readonly userId?: string;
  readonly requestId: RpcId;
  readonly method: string;
  readonly server?: string;
  /** Tool, prompt or resource, as its server calls it. */
  readonly name?: string;
  /** What the operator has it shown as, where that differs. */
  readonly shownAs?: string;
  /** The stage the request reached, from request-states.ts. */
  readonly stage: string;
  readonly judgements: readonly JudgementRecord[];
  /** What people had a say in. */
  readonly approvals?: readonly ApprovalRecord[];
  readonly outcome: Outcome;
  /** Error id such as `GUARD_004`, when the request did not succeed. */
  readonly error?: string;
  /** Milliseconds from arrival to answer. */
  readonly ms: number;
}
