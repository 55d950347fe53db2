import { GatewayError } from '../../../shared/errors/gateway-error';
import type { ApprovalScope, Decision, Hold } from '../../../shared/model/approval';
import type { ApprovalChannel, ChannelAnswer } from '../ports/approval-channel';
import type { Logger } from '../ports/logger';
import type { FindLookAlikes } from '../ports/look-alikes';
import { valueAt } from '../guardrails/text-at';
import type { ApprovalQuestion } from './approval-question';
import { askChannels } from './ask-channels';
import { checkDecision, LATE_SCOPES, scopesFor, withinOffer } from './check-decision';
import { DeskAudience } from './desk-audience';
import type { GrantQuestion, Grants, GrantTerms } from './grants';
import {
  endOf,
  type HeldCall,
  HeldCalls,
  isReleased,
  isSameCall,
  isSameUse,
  type Settlement,
  useOf,
} from './held-calls';
import { testQuestion } from './test-question';

export interface DeskNeeds {
  readonly grants: Grants;
  readonly log: Logger;
  readonly findLookAlikes: FindLookAlikes;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** More questions than this within a minute are a sign of a client that has gone astray. */
const MANY_PER_MINUTE = 10;

/** Where calls wait for people, and people find them. */
export class ApprovalDesk extends DeskAudience {
  readonly #needs: DeskNeeds;
  readonly #calls: HeldCalls;
  /** Asked about at every call, so that looking through all that was held is not the way to know. */
  readonly #released = new Set<HeldCall>();

  constructor(needs: DeskNeeds) {
    super();
    this.#needs = needs;
    this.#calls = new HeldCalls(needs.now);
  }

  /** Waits for a decision; the signal takes the question back. Never rejects. */
  ask(question: ApprovalQuestion, signal: AbortSignal): Promise<Settlement> {
    const call = this.#open(question);
    if ('isAllowed' in call) return Promise.resolve(call);
    return new Promise((resolve) => {
      const withdraw = () => this.#finish(call, { isAllowed: false, outcome: 'cancelled_client' }, 'resolved');
      call.settle = (settlement) => {
        signal.removeEventListener('abort', withdraw);
        resolve(settlement);
      };
      if (signal.aborted) return withdraw();
      signal.addEventListener('abort', withdraw, { once: true });
      this.#askAround(call, question.channels);
    });
  }

  /**
   * Keeps a call that was refused already, so that a person can allow the next one like it; returns its id, `undefined`
   * where there is no room for it.
   */
  offer(question: ApprovalQuestion): string | undefined {
    const call = this.#open(question);
    if ('isAllowed' in call) return undefined;
    this.#finish(call, { isAllowed: false, outcome: 'denied_policy' }, 'expired');
    return call.hold.id;
  }

  /** Puts a sample before whoever decides, if none waits; throws `resource_exhausted` where there is no room for it. */
  test(): Hold {
    const waiting = this.#calls.waiting().find(({ hold }) => hold.isTest === true);
    if (waiting !== undefined) return waiting.hold;
    const call = this.#open(testQuestion());
    if ('isAllowed' in call) throw new GatewayError('resource_exhausted', 'So many calls wait that no test can');
    this.#askAround(call, []);
    return call.hold;
  }

  /** Holds a call whose client goes away to ask its user and comes back; `collect` has the answer then. */
  park(question: ApprovalQuestion): Hold | Settlement {
    const call = this.#open(question);
    return 'isAllowed' in call ? call : call.hold;
  }

  /** The answer that waits for this very call, once; `undefined`: none yet. */
  collect(id: string, about: GrantQuestion): Settlement | undefined {
    const call = this.#calls.get(id);
    if (call === undefined || !isSameCall(call.question, about)) return undefined;
    const { settlement } = call;
    call.settlement = undefined;
    return settlement;
  }

  /** What the client of a parked call said, if it is still this very call and still waits. */
  answer(
    id: string,
    about: GrantQuestion,
    { answer, by }: { readonly answer: ChannelAnswer; readonly by: string },
  ): void {
    const call = this.#calls.get(id);
    if (call?.hold.state === 'pending' && isSameCall(call.question, about))
      this.#settle(call, withinOffer(answer, call.hold), by);
  }

  /** Whether results wait for their request to come again. */
  get hasReleased(): boolean {
    return this.#released.size > 0;
  }

  /** The result of an earlier, identical request that was held too long and released afterwards; given out once. */
  takeReleased(requestHash: string, about: GrantQuestion): unknown {
    for (const one of this.#released) if (this.#calls.get(one.hold.id) !== one) this.#released.delete(one);
    const isIt = (one: HeldCall) => one.requestHash === requestHash && isSameUse(one.question, about);
    const call = [...this.#released].find(isIt);
    if (call === undefined) return undefined;
    this.#released.delete(call);
    const { raw } = call;
    call.raw = undefined;
    return raw;
  }

  list(): readonly Hold[] {
    return this.#calls.all().map(({ hold }) => hold);
  }

  /** Of the definition under which such a call was last allowed by a person, since the gateway was started. */
  allowedDefinition(about: GrantQuestion): string | undefined {
    return this.#calls.lastAllowed(about)?.definitionHash;
  }

  /** Throws `unknown_name` for one that is not, or no longer, known. */
  get(id: string): Hold {
    return this.#find(id).hold;
  }

  /** Somebody sees it now; decisions are taken from a moment later on. */
  show(id: string): Hold {
    const call = this.#find(id);
    if (call.hold.shownAt === undefined) {
      const shownAt = this.#needs.now();
      call.hold = { ...call.hold, shownAt };
      this.announce({ type: 'approval.shown', id: call.hold.id, shownAt });
    }
    return call.hold;
  }

  /** Throws for a decision that may not be made: too early, about another one, of a scope that is not offered. */
  decide(id: string, decision: Decision, by: string): Hold {
    const call = this.#find(id);
    checkDecision(call, decision, this.#needs.now());
    if (call.hold.state === 'pending') this.#settle(call, decision, by);
    else this.#settleLate(call, decision, by);
    return call.hold;
  }

  /** The whole text behind a mask; that it was looked at is logged. */
  reveal(id: string, path: string, by: string): string {
    const { raw, hold } = this.#find(id);
    this.#needs.log.info('A masked value of a held call was revealed', { approval: hold.id, path, by });
    const value = valueAt(raw, path);
    if (typeof value === 'string' || typeof value === 'number') return String(value);
    throw new GatewayError('unknown_name', `There is no text at "${path}" of ${hold.id}`);
  }

  /** Denies what waits and is concerned. */
  denyWaiting(isConcerned: (about: GrantQuestion) => boolean, why: 'paused' | 'stopping'): void {
    for (const call of this.#calls.waiting()) {
      if (!isConcerned(call.question)) continue;
      this.#finish(call, { isAllowed: false, outcome: 'denied_policy', [why]: true }, 'resolved');
    }
  }

  #find(id: string): HeldCall {
    const call = this.#calls.get(id);
    if (call !== undefined) return call;
    throw new GatewayError('unknown_name', `There is no call "${id.slice(0, 40)}" that waits, or waited a moment ago`);
  }

  /** Makes the hold, or says at once why there is none. */
  #open(question: ApprovalQuestion): HeldCall | Settlement {
    const { about, shown, waitMs, requestHash, size, raw } = question;
    const id = this.#calls.newId();
    if (!this.#calls.hasRoomFor(question)) return { isAllowed: false, id, outcome: 'denied_queue', waitedMs: 0 };
    const createdAt = this.#needs.now();
    const last = this.#calls.lastAllowed(about)?.content;
    const lookAlikes = this.#needs.findLookAlikes(shown.content);
    const hold: Hold = {
      ...shown,
      id,
      seq: this.#calls.nextSeq(),
      group: useOf(about),
      createdAt,
      deadline: createdAt + waitMs,
      contentHash: about.contentHash,
      ...(last === undefined ? {} : { lastAllowed: last }),
      ...(lookAlikes.length === 0 ? {} : { lookAlikes }),
      state: 'pending',
      scopes: scopesFor(question),
      ...(this.#calls.countRecent(about.keyId) > MANY_PER_MINUTE ? { suggestPause: true } : {}),
    };
    const call: HeldCall = { hold, question: about, raw, size, requestHash, stop: new AbortController() };
    this.#calls.add(call);
    const expire = () => this.#finish(call, { isAllowed: false, outcome: 'denied_timeout' }, 'expired');
    call.timer = setTimeout(expire, waitMs).unref();
    this.announce({ type: 'approval.held', hold });
    return call;
  }

  #askAround(call: HeldCall, channels: readonly ApprovalChannel[]): void {
    const nobody = () => {
      if (call.hold.state !== 'pending' || this.isAttended) return;
      this.#finish(call, { isAllowed: false, outcome: 'denied_policy', nobodyThere: true }, 'expired');
    };
    if (channels.length === 0) return nobody();
    askChannels({
      hold: call.hold,
      channels,
      signal: call.stop.signal,
      log: this.#needs.log,
      onNobody: nobody,
      onAnswer: (answer, by) => {
        if (call.hold.state === 'pending') this.#settle(call, withinOffer(answer, call.hold), by);
      },
    });
  }

  /** Takes an answer to a call that waits. */
  #settle(call: HeldCall, { verdict, scope = 'once', note, ...more }: Answer, by: string): void {
    if (scope !== 'once') this.#grant(call, { effect: verdict, scope, by, note, arguments: more.arguments });
    const facts = { by, ...(note === undefined ? {} : { note }) };
    if (verdict === 'allow') {
      this.#calls.rememberAllowed(call);
      return this.#finish(call, { isAllowed: true, outcome: 'allowed_once', ...facts }, 'resolved');
    }
    const told = more.tellAgent === true && note !== undefined ? { told: note } : {};
    this.#finish(call, { isAllowed: false, outcome: 'denied_user', ...facts, ...told }, 'resolved');
  }

  /** Takes an answer that comes too late for the call: it is for the next one like it. */
  #settleLate(call: HeldCall, { verdict, scope = 'once', note }: Answer, by: string): void {
    if (verdict === 'allow') {
      this.#grant(call, { effect: 'allow', scope: 'next-call', by, note });
      this.#calls.rememberAllowed(call);
    } else if (scope === 'always-deny') {
      this.#grant(call, { effect: 'deny', scope, by, note });
    }
    const outcome = verdict === 'allow' ? 'expired_then_granted' : 'denied_user';
    call.hold = { ...call.hold, state: 'resolved', outcome, scopes: [] };
    this.#calls.forgetContent(call);
    if (isReleased(call)) this.#released.add(call);
    this.announce({ type: 'approval.resolved', id: call.hold.id, outcome, by });
  }

  #grant(call: HeldCall, terms: GrantTerms): void {
    const { id } = this.#needs.grants.add(call.question, terms);
    this.announce({ type: 'grant.changed', id });
  }

  #finish(call: HeldCall, settlement: Omit<Settlement, 'id' | 'waitedMs'>, end: 'expired' | 'resolved'): void {
    // There is no next call that would be like a test.
    const state = call.hold.isTest === true ? 'resolved' : end;
    const { id, createdAt } = call.hold;
    const { outcome, nobodyThere } = settlement;
    clearTimeout(call.timer);
    call.stop.abort();
    call.hold = {
      ...call.hold,
      state,
      outcome,
      scopes: state === 'expired' ? LATE_SCOPES : [],
      ...(nobodyThere === undefined ? {} : { nobodyThere }),
    };
    const whole = { ...settlement, id, waitedMs: this.#needs.now() - createdAt };
    if (call.settle === undefined) call.settlement = whole;
    else call.settle(whole);
    call.settle = undefined;
    this.#calls.forgetContent(call);
    this.announce(endOf(call.hold, settlement));
  }
}

type Answer = Pick<ChannelAnswer, 'verdict' | 'note'> &
  Pick<Decision, 'tellAgent' | 'arguments'> & { readonly scope?: ApprovalScope };
