import type { ApprovalEvent, ApprovalScope, Decision, Hold } from '../../shared/model/approval';
import { eventually, type TestHouse } from './test-house';

/** Somebody who sits at the approval desk of a house and does what the test says. */
export interface Clerk {
  readonly events: readonly ApprovalEvent[];
  /** The call that waits; there must be one soon. */
  waiting(): Promise<Hold>;
  /** Looks at a call long enough and decides. */
  decide(hold: Hold, verdict: 'allow' | 'deny', scope?: ApprovalScope, more?: Partial<Decision>): Promise<Hold>;
  /** Decides about the call that waits. */
  answer(verdict: 'allow' | 'deny', scope?: ApprovalScope, more?: Partial<Decision>): Promise<Hold>;
  leave(): void;
}

const READING_MS = 320;

export function seatClerk({ house }: TestHouse): Clerk {
  const { desk } = house.gateway.approvals;
  const events: ApprovalEvent[] = [];
  const leave = desk.watch((event) => events.push(event), true);
  const pending = () => desk.list().find(({ state }) => state === 'pending');

  async function waiting(): Promise<Hold> {
    await eventually(() => pending() !== undefined);
    return pending()!;
  }

  async function decide(hold: Hold, verdict: 'allow' | 'deny', scope: ApprovalScope = 'once', more = {}) {
    const { seq } = desk.show(hold.id);
    await new Promise((resolve) => setTimeout(resolve, READING_MS));
    return desk.decide(hold.id, { verdict, scope, shownSeq: seq, ...more }, 'test');
  }

  return {
    events,
    waiting,
    decide,
    answer: async (verdict, scope, more) => decide(await waiting(), verdict, scope, more),
    leave,
  };
}
