import { asGatewayError, GatewayError } from '../../shared/errors/gateway-error';
import { DecisionInput, DecisionsInput, PauseInput, RevealInput } from '../../shared/contract/approval-inputs';
import type { ApprovalEvent, ApprovalOutcome, Decision, Grant, Hold, Pause } from '../../shared/model/approval';
import type { ApprovalOffice } from '../gateway/approvals/approval-office';
import { requireTogether } from '../gateway/approvals/check-decision';
import { parseInput } from './parse-input';

/** What people may do at the desk of a running gateway, over any door. Bad input throws `invalid_params`. */
export interface ApprovalAdmin {
  list(): Promise<readonly Hold[]>;
  get(id: string): Promise<Hold>;
  /** Puts a sample before whoever decides, of which nothing comes. */
  test(): Promise<Hold>;
  /** Says that somebody looks at it now. */
  show(id: string): Promise<Hold>;
  decide(id: string, input: unknown): Promise<Hold>;
  /** The same, once, about several calls that were all looked at; each answer is by itself. */
  decideMany(input: unknown): Promise<readonly DecidedOne[]>;
  /** The text behind a mask. */
  reveal(id: string, input: unknown): Promise<string>;
  grants(): Promise<readonly Grant[]>;
  revokeGrant(id: string): Promise<void>;
  pauses(): Promise<readonly Pause[]>;
  pause(input: unknown): Promise<Pause>;
  resume(id: string): Promise<void>;
  /** Calls back with what happens until the signal aborts; whoever `decides` counts as somebody to ask. */
  watch(onEvent: (event: ApprovalEvent) => void, options: WatchOptions): Promise<void>;
}

/** What became of one of several decisions. */
export interface DecidedOne {
  readonly id: string;
  readonly outcome?: ApprovalOutcome;
  /** Why it was not taken. */
  readonly problem?: string;
}

export interface WatchOptions {
  readonly decides: boolean;
  /** They want to be told and not interrupted: what has the patience waits longer for them. */
  readonly isUnhurried?: () => boolean;
  readonly signal: AbortSignal;
  /** Called once the watching has begun. */
  readonly onOpen?: () => void;
}

/** The desk of the gateway in this process. */
export function createApprovalAdmin({ desk, grants, pauses }: ApprovalOffice): ApprovalAdmin {
  // Everything that throws rejects: over other doors it is a promise that fails.
  return {
    list: async () => desk.list(),
    get: async (id) => desk.get(id),
    test: async () => desk.test(),
    show: async (id) => desk.show(id),
    decide: async (id, input) => {
      const { at, ...decision } = parseInput(DecisionInput, input);
      return desk.decide(id, decision as Decision, at);
    },
    decideMany: async (input) => {
      const { verdict, calls, note, at } = parseInput(DecisionsInput, input);
      const noted = note === undefined ? {} : { note };
      return calls.map(({ id, shownSeq }): DecidedOne => {
        try {
          requireTogether(verdict, desk.get(id));
          const { outcome } = desk.decide(id, { verdict, scope: 'once', shownSeq, ...noted }, at);
          return { id, ...(outcome === undefined ? {} : { outcome }) };
        } catch (failure) {
          return { id, problem: asGatewayError(failure).message };
        }
      });
    },
    reveal: async (id, input) => {
      const { path, at } = parseInput(RevealInput, input);
      return desk.reveal(id, path, at);
    },
    grants: async () => grants.list(),
    revokeGrant: async (id) => {
      if (!grants.revoke(id)) throw new GatewayError('unknown_name', `There is no grant "${id.slice(0, 100)}"`);
      desk.announce({ type: 'grant.changed', id });
    },
    pauses: async () => pauses.list(),
    pause: async (input) => {
      const { target, seconds, reason } = parseInput(PauseInput, input);
      return pauses.add(target, {
        ...(seconds === undefined ? {} : { forMs: seconds * 1_000 }),
        ...(reason === undefined ? {} : { reason }),
      });
    },
    resume: async (id) => {
      if (!pauses.resume(id)) throw new GatewayError('unknown_name', `There is no pause "${id.slice(0, 100)}"`);
    },
    watch: (onEvent, { decides, isUnhurried, signal, onOpen }) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const leave = desk.watch(onEvent, decides, isUnhurried);
        signal.addEventListener('abort', () => (leave(), resolve()), { once: true });
        onOpen?.();
      }),
  };
}
