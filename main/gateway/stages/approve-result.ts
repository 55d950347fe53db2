import type { JsonObject } from '../../../shared/model/json-rpc';
import type { Finding } from '../../../shared/model/verdict';
import type { ApprovalReason } from '../../../shared/model/approval';
import { reasonsFound } from '../approvals/reasons-to-ask';
import type { Panel } from '../guardrails/select-guardrails';
import type { Runtime } from '../runtime';
import { approvalRefusal } from './approval-refusal';
import { grantQuestion, type PersonQuestion, refusedBy } from './ask-person';
import type { AnsweredRequest } from './request-states';
import { usedDefinition } from './used-definition';

interface ResultFacts {
  readonly answered: AnsweredRequest;
  readonly panel: Panel;
  readonly findings: readonly Finding[];
  /** What was found wants a person asked. */
  readonly isAsked: boolean;
}

const EVERY_RESULT: ApprovalReason = {
  ruleId: 'every-result',
  severity: 'low',
  text: 'The policy asks about every result',
  evidence: [],
};

/** Asks a person whether the client may have a result, where the policy or a finding wants that; throws the refusal. */
export async function approveResult(result: JsonObject, facts: ResultFacts, runtime: Runtime): Promise<void> {
  const { answered, panel, findings, isAsked } = facts;
  const { mode, approvals } = panel.policy;
  const everything = approvals.results === 'everything' && mode === 'enforce' && answered.route.kind === 'server';
  if (!isAsked && !everything) return;
  const found = isAsked ? reasonsFound(findings) : [];
  const asked = everything ? [EVERY_RESULT, ...found] : found;
  const question: PersonQuestion = {
    request: answered,
    direction: 'response',
    content: result,
    said: result,
    definition: await usedDefinition(answered, runtime),
    findings,
    reasons: [...asked, ...(isAsked ? [] : reasonsFound(findings))],
    ruleIds: asked.map(({ ruleId }) => ruleId),
  };
  const about = grantQuestion(question, runtime);
  const refused = await refusedBy(question, about, runtime);
  if (refused === undefined) return;
  const { server, name: tool } = about;
  throw approvalRefusal(refused, { server, tool, direction: 'response', reasons: asked });
}
