import { randomInt } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { ApprovalEvent, ApprovalOutcome, Hold } from '../../../shared/model/approval';
import type { ApprovalQuestion } from './approval-question';
import type { GrantQuestion } from './grants';

/** How a question ended for the call that asked it. */
export interface Settlement {
  readonly isAllowed: boolean;
  readonly id: string;
  readonly outcome: ApprovalOutcome;
  readonly by?: string;
  readonly note?: string;
  /** Told to the model. */
  readonly told?: string;
  readonly waitedMs: number;
  /** A pause began while it waited. */
  readonly paused?: true;
  /** There was nobody to ask. */
  readonly nobodyThere?: true;
  readonly stopping?: true;
}

/** A hold with what people do not see. */
export interface HeldCall {
  hold: Hold;
  readonly question: GrantQuestion;
  /** What is held, unmasked; dropped when nobody can need it any more. */
  raw: unknown;
  readonly size: number;
  readonly requestHash: string | undefined;
  /** Tells the call that waits; absent when none waits any more, or not yet again. */
  settle?: ((settlement: Settlement) => void) | undefined;
  /** For a client that went away to ask its user: the answer that waits for it. */
  settlement?: Settlement | undefined;
  readonly stop: AbortController;
  timer?: NodeJS.Timeout;
}

/** What a person let pass. */
export interface AllowedCall {
  readonly definitionHash: string;
  /** As it was shown; absent for one that was too large to be kept. */
  readonly content: unknown;
}

const KEPT_AFTERWARDS_MS = 10 * 60_000;
const MAX_KEPT = 500;
/** Of everything that is held at once, in characters. */
const MAX_HELD_SIZE = 64 * 1024 * 1024;
/** Larger contents are not kept for comparison with later ones. */
const MAX_REMEMBERED_SIZE = 64 * 1024;
/** Without letters and digits that look alike. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const ID_LENGTH = 6;

/** The calls that wait, in the order in which they came, and for a while those that waited. */
export class HeldCalls {
  readonly #calls = new Map<string, HeldCall>();
  readonly #recent: { readonly keyId: string; readonly at: number }[] = [];
  readonly #now: () => number;
  readonly #allowed = new LRUCache<string, AllowedCall>({ max: 500 });
  #lastSeq = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  nextSeq(): number {
    return ++this.#lastSeq;
  }

  newId(): string {
    const draw = () => Array.from({ length: ID_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
    let id = draw();
    while (this.#calls.has(id)) id = draw();
    return id;
  }

  add(call: HeldCall): void {
    this.#sweep();
    this.#calls.set(call.hold.id, call);
  }

  get(id: string): HeldCall | undefined {
    this.#sweep();
    return this.#calls.get(id.toUpperCase());
  }

  all(): readonly HeldCall[] {
    this.#sweep();
    return [...this.#calls.values()];
  }

  waiting(): readonly HeldCall[] {
    return this.all().filter(({ hold }) => hold.state === 'pending');
  }

  /** Whether one more may wait, for its key and for all of them. */
  hasRoomFor({ about, limits, size }: ApprovalQuestion): boolean {
    const waiting = this.waiting();
    const mine = waiting.filter(({ question }) => question.keyId === about.keyId);
    const held = this.all().reduce((sum, call) => sum + (call.raw === undefined ? 0 : call.size), 0);
    return waiting.length < limits.waiting && mine.length < limits.waitingPerClient && held + size <= MAX_HELD_SIZE;
  }

  /** What was last allowed for this tool and key, as it was shown. */
  lastAllowed(question: GrantQuestion): AllowedCall | undefined {
    return this.#allowed.get(useOf(question));
  }

  rememberAllowed({ question, hold, size }: HeldCall): void {
    if (hold.isTest === true) return;
    const content = size <= MAX_REMEMBERED_SIZE ? hold.content : undefined;
    this.#allowed.set(useOf(question), { definitionHash: question.definitionHash, content });
  }

  /** Lets go of what nobody can need any more: a result that is to be released when it is asked for again stays. */
  forgetContent(call: HeldCall): void {
    const { state, outcome, direction } = call.hold;
    const isNeeded = state === 'expired' || (outcome === 'expired_then_granted' && direction === 'response');
    if (isNeeded) return;
    call.raw = undefined;
    if (call.size > MAX_REMEMBERED_SIZE) call.hold = { ...call.hold, content: undefined };
  }

  /** Counts a question of a key; the answer is how many it had within the last minute. */
  countRecent(keyId: string): number {
    const now = this.#now();
    this.#recent.push({ keyId, at: now });
    while (this.#recent[0] !== undefined && this.#recent[0].at < now - 60_000) this.#recent.shift();
    return this.#recent.filter((one) => one.keyId === keyId).length;
  }

  #sweep(): void {
    const over = this.#now() - KEPT_AFTERWARDS_MS;
    const ended = [...this.#calls.values()].filter(({ hold }) => hold.state !== 'pending');
    for (const [index, { hold }] of ended.entries()) {
      const isCrowded = index < ended.length - MAX_KEPT;
      if (isCrowded || hold.deadline < over) this.#calls.delete(hold.id);
    }
  }
}

/** Calls of one key to one tool are of one kind. */
export const useOf = ({ keyId, configId, server, method, name, direction }: GrantQuestion): string =>
  [keyId, configId, server, method, name, direction].join(' ');

/** Whether its result was released after its request was over, and is to be given to the same one. */
export const isReleased = ({ hold, raw }: HeldCall): boolean =>
  hold.outcome === 'expired_then_granted' && hold.direction === 'response' && raw !== undefined;

export const isSameUse = (one: GrantQuestion, other: GrantQuestion): boolean =>
  one.keyId === other.keyId &&
  one.configId === other.configId &&
  one.server === other.server &&
  one.definitionHash === other.definitionHash;

export const isSameCall = (one: GrantQuestion, other: GrantQuestion): boolean =>
  isSameUse(one, other) && one.contentHash === other.contentHash;

/** What is told of a call that waits no more. */
export function endOf({ id, state }: Hold, { outcome, by }: Pick<Settlement, 'outcome' | 'by'>): ApprovalEvent {
  if (state === 'expired') return { type: 'approval.expired', id };
  return { type: 'approval.resolved', id, outcome, ...(by === undefined ? {} : { by }) };
}
