import type { AskAbout } from '../../../shared/config/approvals';
import type { ApprovalReason } from '../../../shared/model/approval';
import type { JsonObject } from '../../../shared/model/json-rpc';
import { continuedCall } from '../approvals/continuations';
import { reasonsFound, reasonToAsk } from '../approvals/reasons-to-ask';
import type { GrantQuestion } from '../approvals/grants';
import type { Settlement } from '../approvals/held-calls';
import { trustedDefinition } from '../curation/dress-definition';
import type { Runtime } from '../runtime';
import { approvalRefusal, deniedForGood } from './approval-refusal';
import {
  askPerson,
  contentOf,
  decidedBefore,
  grantQuestion,
  heldContent,
  type PersonQuestion,
  shownContent,
} from './ask-person';
import { answeredByClient, askOverClient, clientChannel, withoutApprovalRound } from './client-approval';
import { panelFor } from './panel-for';
import type { ClearedRequest, RuledRequest } from './request-states';
import { usedDefinition } from './used-definition';

/**
 * Asks a person where the policy, a rule or a finding wants one. What somebody decided before is not asked again;
 * nobody there, nobody in time, too many at once: refused.
 */
export async function awaitApproval(guarded: RuledRequest, runtime: Runtime): Promise<ClearedRequest> {
  const reasons = reasonsOf(guarded, runtime);
  const { grants, desk } = runtime.approvals;
  // The common case costs nothing but the question whether there is one.
  const isSettled = !grants.hasDenials && !desk.hasReleased;
  if (reasons.length === 0 && (isSettled || guarded.route.kind !== 'server')) return clearedByPolicy(guarded);
  const question = await questionOf(guarded, reasons, runtime);
  const about = grantQuestion(question, runtime);
  if (grants.find(about)?.effect === 'deny') {
    const denial = decidedBefore(about, question, runtime);
    if (denial !== undefined) throw deniedForGood(denial);
  }
  const released = desk.takeReleased(about.contentHash, about);
  if (released !== undefined) {
    return { ...cleared(guarded, about, runtime), prepared: { kind: 'released', result: released as JsonObject } };
  }
  if (reasons.length === 0) return clearedByPolicy(guarded);
  if (isContinued(guarded, about, runtime) || isListed(guarded, question, runtime))
    return cleared(guarded, about, runtime);
  return decide(guarded, { question, about }, runtime);
}

interface Asked {
  readonly question: PersonQuestion;
  readonly about: GrantQuestion;
}

async function decide(guarded: RuledRequest, { question, about }: Asked, runtime: Runtime): Promise<ClearedRequest> {
  const fresh = withoutApprovalRound(guarded);
  const answered = answeredByClient(guarded, question, { about, runtime });
  if (answered !== undefined) return settled(fresh, answered, { question, about }, runtime);
  const before = decidedBefore(about, question, runtime);
  if (before?.effect === 'allow') return cleared(fresh, about, runtime);
  const parked = askOverClient(guarded, question, { about, runtime });
  if (parked !== undefined)
    return { ...cleared(fresh, about, runtime), prepared: { kind: 'question', result: parked } };
  const channels = clientChannel(guarded, runtime);
  return settled(fresh, await askPerson({ ...question, channels }, about, runtime), { question, about }, runtime);
}

function settled(
  guarded: RuledRequest,
  settlement: Settlement,
  { question, about }: Asked,
  runtime: Runtime,
): ClearedRequest {
  if (settlement.isAllowed) return cleared(guarded, about, runtime);
  const { server, name: tool } = about;
  throw approvalRefusal(settlement, { server, tool, direction: 'request', reasons: question.reasons });
}

function clearedByPolicy(guarded: RuledRequest): ClearedRequest {
  return { ...guarded, stage: 'cleared', clearedBy: 'policy' };
}

function cleared(guarded: RuledRequest, about: GrantQuestion, runtime: Runtime): ClearedRequest {
  const allowedContent = contentHash(guarded, about, runtime);
  const allowedCall = continuedCall(about, allowedContent);
  return { ...guarded, stage: 'cleared', clearedBy: 'approval', allowedContent, allowedCall };
}

/** Of what stays the same in every round of a request. */
function contentHash({ params }: RuledRequest, about: GrantQuestion, { approvals }: Runtime): string {
  return params['inputResponses'] === undefined ? about.contentHash : approvals.fingerprints.of(contentOf(params));
}

/** The reasons to ask, of the tool and of what was found; none: nobody is asked. */
function reasonsOf(guarded: RuledRequest, runtime: Runtime): readonly ApprovalReason[] {
  const { route, visitor, findings, needsApproval } = guarded;
  if (route.kind !== 'server') return needsApproval ? reasonsFound(findings) : [];
  const ofTool =
    route.tool === undefined
      ? undefined
      : knownReason(
          trustedDefinition(route.tool),
          panelFor('input', { visitor, server: route.server, tool: route.name }, runtime).policy,
        );
  const found = needsApproval ? reasonsFound(findings) : [];
  return ofTool === undefined ? found : [ofTool, ...found];
}

const reasonsByTool = new WeakMap<JsonObject, Map<AskAbout, ApprovalReason | undefined>>();

/** Worked out once per definition. A policy that only monitors asks nobody. */
function knownReason(
  definition: JsonObject,
  {
    mode,
    approvals: { ask },
  }: { readonly mode: 'enforce' | 'monitor'; readonly approvals: { readonly ask: AskAbout } },
): ApprovalReason | undefined {
  if (ask === 'nothing' || mode === 'monitor') return undefined;
  const known = reasonsByTool.get(definition) ?? new Map<AskAbout, ApprovalReason | undefined>();
  reasonsByTool.set(definition, known);
  if (!known.has(ask)) known.set(ask, reasonToAsk(definition, ask));
  return known.get(ask);
}

async function questionOf(
  guarded: RuledRequest,
  reasons: readonly ApprovalReason[],
  runtime: Runtime,
): Promise<PersonQuestion> {
  const { findings, said, params } = guarded;
  const noted = reasonsFound(findings).filter(({ ruleId }) => reasons.every((reason) => reason.ruleId !== ruleId));
  return {
    request: guarded,
    direction: 'request',
    content: heldContent(params),
    said: shownContent(said, findings),
    definition: await usedDefinition(guarded, runtime),
    findings,
    reasons: [...reasons, ...noted],
    ruleIds: reasons.map(({ ruleId }) => ruleId),
  };
}

/** Where a round says what no earlier one did. */
const OF_THIS_ROUND = /^\/(?:inputResponses|_meta)(?:\/|$)/;

/**
 * A later round of a call that was allowed; its server asked something in between. Each round opens once. Nobody was
 * asked about what is found in the answers, which are new.
 */
function isContinued(guarded: RuledRequest, about: GrantQuestion, runtime: Runtime): boolean {
  const { params, needsApproval, findings } = guarded;
  const { requestState } = params;
  if (needsApproval && findings.some(({ at }) => at !== undefined && OF_THIS_ROUND.test(at))) return false;
  const call = () => continuedCall(about, contentHash(guarded, about, runtime));
  return typeof requestState === 'string' && runtime.approvals.continuations.take(requestState, call());
}

/** Whether the configuration lets it pass where nobody can be asked; what was found is not forgiven by that. */
function isListed(
  { route, needsApproval, trail }: RuledRequest,
  { ruleIds }: PersonQuestion,
  runtime: Runtime,
): boolean {
  const { headless, allowed } = runtime.config.approvals;
  if (headless !== 'allow-listed' || route.kind !== 'server' || needsApproval || ruleIds.length === 0) return false;
  const entry = allowed.find((one) => {
    const slash = one.indexOf('/');
    const [server, tool] = [one.slice(0, slash), one.slice(slash + 1)];
    return (server === '*' || server === route.server) && (tool === '*' || tool === route.name);
  });
  if (entry === undefined) return false;
  const outcome = `allowed_by_grant:${entry}` as const;
  trail.decided({ id: entry, outcome, by: 'configuration', direction: 'request', waitedMs: 0 });
  return true;
}
