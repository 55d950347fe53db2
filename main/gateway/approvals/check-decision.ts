import { GatewayError } from '../../../shared/errors/gateway-error';
import type { ApprovalScope, Decision, Hold } from '../../../shared/model/approval';
import type { ChannelAnswer } from '../ports/approval-channel';
import { redact } from '../../../shared/text/redact';
import type { ApprovalQuestion } from './approval-question';
import type { HeldCall } from './held-calls';

/** A decision that comes sooner after the question appeared was not made by somebody who read it. */
const LEAST_READING_MS = 300;

/** What may be decided about a call beyond itself. Personal data and secrets are let go one at a time. */
export function scopesFor({ about, shown }: Pick<ApprovalQuestion, 'about' | 'shown'>): readonly ApprovalScope[] {
  if (shown.isTest === true) return ['once'];
  if (isLetGoAlone(shown)) return ['once', 'always-deny'];
  const session: readonly ApprovalScope[] = about.sessionId === undefined ? [] : ['session'];
  const forms: readonly ApprovalScope[] = about.method === 'tools/call' ? ['always-these-arguments'] : [];
  return ['once', 'next-call', ...session, 'day', 'always', ...forms, 'always-deny'];
}

/** Secrets, personal data and results are allowed by a decision of their own. */
const isLetGoAlone = ({ reasons, direction }: Pick<Hold, 'reasons' | 'direction'>): boolean =>
  direction === 'response' || reasons.some(({ detector }) => detector === 'secrets' || detector === 'pii');

/** Throws `approval_conflict` for a call that no decision about several may allow. */
export function requireTogether(verdict: Decision['verdict'], hold: Hold): void {
  if (verdict === 'deny' || !isLetGoAlone(hold)) return;
  throw conflict(hold, 'holds a secret, personal data or a result, which are let go one at a time');
}

/** Throws `approval_conflict` for a decision about something else or at another time, `invalid_params` for a wrong scope. */
export function checkDecision({ hold, question }: HeldCall, decision: Decision, now: number): void {
  const { verdict, scope, shownSeq } = decision;
  if (hold.state === 'resolved') throw conflict(hold, `has been decided already (${hold.outcome ?? ''})`);
  if (shownSeq !== hold.seq) throw conflict(hold, 'is not the one that was in view');
  if (hold.shownAt === undefined) throw conflict(hold, 'was not shown to anybody yet');
  if (now - hold.shownAt < LEAST_READING_MS) throw conflict(hold, 'was shown only a moment ago; look again');
  if (hold.isTest === true && scope !== 'once') throw conflict(hold, 'is a test, of which nothing is remembered');
  const offered = verdict === 'deny' ? DENYING : hold.scopes.filter((one) => one !== 'always-deny');
  // “Once” is the next call where this one is over.
  if (hold.state === 'expired' && scope === 'once') return;
  if (!offered.includes(scope)) {
    throw new GatewayError(
      'invalid_params',
      `To ${verdict} ${hold.id} with scope "${scope}" is not possible; choose one of ${offered.join(', ')}`,
    );
  }
  checkForms(decision, question.args);
}

/** For a call that is over. */
export const LATE_SCOPES: readonly ApprovalScope[] = ['next-call', 'always-deny'];
const DENYING: readonly ApprovalScope[] = ['once', 'always-deny'];

/** What a channel may not decide reaches no further than the call. */
export function withinOffer(answer: ChannelAnswer, { scopes }: Hold): ChannelAnswer {
  const { scope = 'once', verdict } = answer;
  const isOffered = scopes.includes(scope) && (scope === 'always-deny') === (verdict === 'deny' && scope !== 'once');
  return isOffered || scope === 'once' ? answer : { ...answer, scope: 'once' };
}

function checkForms({ arguments: forms = {}, scope }: Decision, args: Readonly<Record<string, unknown>>): void {
  const names = Object.keys(forms);
  if (names.length > 0 && scope !== 'always-these-arguments') {
    throw new GatewayError('invalid_params', `"arguments" belong to the scope "always-these-arguments" alone`);
  }
  for (const name of names) {
    if (!Object.hasOwn(args, name)) throw new GatewayError('invalid_params', `The call has no argument "${name}"`);
    const form = forms[name];
    if (typeof form !== 'object') continue;
    const value = args[name];
    if (form.prefix === '' || typeof value !== 'string' || !value.startsWith(form.prefix)) {
      throw new GatewayError('invalid_params', `"${name}" of this call does not begin with that prefix`);
    }
    if (redact(form.prefix) !== form.prefix) {
      throw new GatewayError('invalid_params', `The prefix of "${name}" holds a secret and cannot be kept`);
    }
  }
}

function conflict(hold: Hold, what: string): GatewayError {
  return new GatewayError('approval_conflict', `Call ${hold.id} ${what}`, { approval: hold.id });
}
