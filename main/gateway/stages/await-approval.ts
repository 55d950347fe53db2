import type { AskAbout } from '../../../shared/config/approvals';
import type { ApprovalReason } from '../../../shared/model/approval';
import type { JsonObject } from '../../../shared/model/json-rpc';
import { reasonsFound, reasonToAsk } from '../approvals/reasons-to-ask';
import type { GrantQuestion } from '../approvals/grants';
import type { Settlement } from '../approvals/held-calls';
import { trustedDefinition } from '../curation/dress-definition';
import type { Runtime } from '../runtime';
import { approvalRefusal, deniedForGood } from './approval-refusal';
import { askPerson, contentOf, decidedBefore, grantQuestion, type PersonQuestion } from './ask-person';
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
    return { ...cleared(guarded, about), prepared: { kind: 'released', result: released as JsonObject } };
  }
  if (reasons.length === 0) return clearedByPolicy(guarded);
  if (isContinued(guarded, runtime) || isListed(guarded, question, runtime)) return cleared(guarded, about);
  return decide(guarded, { question, about }, runtime);
}

interface Asked {
  readonly question: PersonQuestion;
  readonly about: GrantQuestion;
}

async function decide(guarded: RuledRequest, { question, about }: Asked, runtime: Runtime): Promise<ClearedRequest> {
  const fresh = withoutApprovalRound(guarded);
  const answered = answeredByClient(guarded, question, { about, runtime });
  if (answered !== undefined) return settled(fresh, answered, { question, about });
  if (decidedBefore(about, question, runtime) !== undefined) return cleared(fresh, about);
  const parked = askOverClient(guarded, question, { about, runtime });
  if (parked !== undefined) return { ...cleared(fresh, about), prepared: { kind: 'question', result: parked } };
  const channels = clientChannel(guarded, runtime);
  return settled(fresh, await askPerson({ ...question, channels }, about, runtime), { question, about });
}

function settled(guarded: RuledRequest, settlement: Settlement, { question, about }: Asked): ClearedRequest {
  if (settlement.isAllowed) return cleared(guarded, about);
  const { server, name: tool } = about;
  throw approvalRefusal(settlement, { server, tool, direction: 'request', reasons: question.reasons });
}

function clearedByPolicy(guarded: RuledRequest): ClearedRequest {
  return { ...guarded, stage: 'cleared', clearedBy: 'policy' };
}

function cleared(guarded: RuledRequest, { contentHash }: GrantQuestion): ClearedRequest {
  return { ...guarded, stage: 'cleared', clearedBy: 'approval', allowedContent: contentHash };
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
    content: contentOf(params),
    said: contentOf(said),
    definition: await usedDefinition(guarded, runtime),
    findings,
    reasons: [...reasons, ...noted],
    ruleIds: reasons.map(({ ruleId }) => ruleId),
  };
}

/** A later round of a call that was allowed; its server asked something in between. Each round opens once. */
function isContinued({ params }: RuledRequest, { approvals }: Runtime): boolean {
  const { requestState } = params;
  return typeof requestState === 'string' && approvals.continuations.take(requestState);
}

/** Whether the configuration lets it pass where nobody can be asked; what was found is not forgiven by that. */
function isListed({ route, needsApproval }: RuledRequest, { ruleIds }: PersonQuestion, runtime: Runtime): boolean {
  const { headless, allowed } = runtime.config.approvals;
  if (headless !== 'allow-listed' || route.kind !== 'server' || needsApproval || ruleIds.length === 0) return false;
  return allowed.some((entry) => {
    const slash = entry.indexOf('/');
    const [server, tool] = [entry.slice(0, slash), entry.slice(slash + 1)];
    return (server === '*' || server === route.server) && (tool === '*' || tool === route.name);
  });
}
