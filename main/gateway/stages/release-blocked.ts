import { GatewayError } from '../../../shared/errors/gateway-error';
import type { Finding } from '../../../shared/model/verdict';
import { reasonsFound } from '../approvals/reasons-to-ask';
import type { Runtime } from '../runtime';
import {
  approvalQuestion,
  decidedBefore,
  grantQuestion,
  heldContent,
  type PersonQuestion,
  shownContent,
} from './ask-person';
import { deniedForGood } from './approval-refusal';
import type { CheckedRequest } from './request-states';
import { usedDefinition } from './used-definition';

interface BlockedFacts {
  readonly checked: CheckedRequest;
  readonly findings: readonly Finding[];
}

export type Release =
  /** What a person has overruled, for this request alone. */
  { readonly forgiven: ReadonlySet<string> } | { readonly refusal: GatewayError };

/** Content that is blocked for its shape or size is not kept for anybody to look at. */
const UNKEPT = /^(?:limits|sponge)$/;
const MAX_KEPT_CHARACTERS = 256 * 1024;
/** So that no permission for a call that was asked about is taken for one that was blocked. */
const BLOCKED_RULE = 'blocked:';

/**
 * What becomes of a request that a policy blocks: a person may have allowed the next one like it; if not, it is laid
 * before them, and the refusal says so.
 */
export async function releaseFor(refusal: GatewayError, facts: BlockedFacts, runtime: Runtime): Promise<Release> {
  const { checked, findings } = facts;
  const decisive = refusal.detail['findings'] as readonly Finding[] | undefined;
  const isReleasable =
    refusal.code === 'blocked_by_guardrail' &&
    checked.route.kind === 'server' &&
    decisive !== undefined &&
    decisive.length > 0 &&
    !decisive.some(({ detector }) => detector !== undefined && UNKEPT.test(detector));
  if (!isReleasable) return { refusal };
  const rules = new Set(decisive.map(({ rule }) => rule));
  const content = heldContent(checked.params);
  const question: PersonQuestion = {
    request: checked,
    direction: 'request',
    content,
    said: shownContent(checked.params, findings),
    definition: await usedDefinition(checked, runtime),
    findings,
    reasons: reasonsFound(decisive),
    ruleIds: [...rules].map((rule) => BLOCKED_RULE + rule),
  };
  const about = grantQuestion(question, runtime);
  const before = decidedBefore(about, question, runtime);
  // Nobody is offered what a person has denied for good.
  if (before?.effect === 'deny') return { refusal: deniedForGood(before) };
  if (before !== undefined) return { forgiven: rules };
  const laid = approvalQuestion(question, about, runtime);
  const id = laid.size > MAX_KEPT_CHARACTERS ? undefined : runtime.approvals.desk.offer(laid);
  return { refusal: id === undefined ? refusal : withOffer(refusal, id) };
}

function withOffer(refusal: GatewayError, id: string): GatewayError {
  const message = `${refusal.message}. A person can allow the next identical call (request ${id})`;
  return new GatewayError(refusal.code, message, { ...refusal.detail, approval: id }, { cause: refusal });
}
