import { GatewayError } from '../../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import { type ContentQuestion, judgeContent } from '../guardrails/judge-content';
import type { Judgement } from '../guardrails/run-guardrails';
import { restoreArguments } from '../placeholders/restore';
import type { Runtime } from '../runtime';
import { guardDefinitions } from './guard-definitions';
import { panelFor } from './panel-for';
import { releaseFor } from './release-blocked';
import type { CheckedRequest, GuardedRequest } from './request-states';

/** Judges what the request says, and what it is about: a server or tool that is blocked cannot be used either. */
export async function guardInput(checked: CheckedRequest, runtime: Runtime): Promise<GuardedRequest> {
  const { route } = checked;
  // Nothing of a handshake or of a list request travels on to a server; what comes back is judged there. What was kept
  // of a result has been judged before.
  if (route.kind !== 'server' && route.kind !== 'gateway') {
    return { ...checked, stage: 'guarded', findings: [], needsApproval: false, said: checked.params };
  }
  const about = await guardDefinitions(checked, runtime);
  const server = route.kind === 'server' ? route.server : 'gateway';
  const name = 'name' in route ? route.name : undefined;
  const { visitor, method, signal } = checked;
  const panel = panelFor('input', { visitor, server, tool: name }, runtime);
  const book = runtime.placeholders.bookOf(checked.client);
  const { policy } = panel;
  const restored = (content: unknown) =>
    keepTarget(checked.params, restoreArguments(content, { book, server, policy }));
  if (panel.guardrails.length === 0) {
    const needsApproval = about.action === 'ask';
    const { findings } = about;
    holdArguments(checked, checked.params);
    const params = restored(checked.params);
    return { ...checked, stage: 'guarded', params, findings, needsApproval, said: checked.params };
  }
  const question: ContentQuestion = {
    panel,
    method,
    name,
    content: checked.params,
    book,
    signal,
    trail: checked.trail,
  };
  const judgement = await judgeUnlessForgiven(question, checked, runtime);
  holdArguments(checked, judgement.content);
  return {
    ...checked,
    stage: 'guarded',
    // What a server knows already is put back after the judges looked: they would take it out again.
    params: restored(judgement.content),
    findings: [...about.findings, ...judgement.findings],
    needsApproval: about.action === 'ask' || judgement.action === 'ask',
    said: checked.params,
  };
}

/** As the judges let them pass: with placeholders in place of what was replaced. */
function holdArguments({ method, trail }: CheckedRequest, params: unknown): void {
  if (method === 'tools/call' && isJsonObject(params)) trail.holds({ arguments: params['arguments'] });
}

/** A block that a person overruled for this very request blocks it no longer, once; everything else is judged as before. */
async function judgeUnlessForgiven(
  question: ContentQuestion,
  checked: CheckedRequest,
  runtime: Runtime,
): Promise<Judgement> {
  const judgement = await judgeContent(question, runtime);
  checked.trail.judged(judgement.records);
  if (judgement.refusal === undefined) return judgement;
  const release = await releaseFor(judgement.refusal, { checked, findings: judgement.findings }, runtime);
  if ('refusal' in release) throw release.refusal;
  const again = await judgeContent({ ...question, forgiven: release.forgiven }, runtime);
  checked.trail.judged(again.records);
  if (again.refusal !== undefined) throw again.refusal;
  return again;
}

/** Redaction may change what is said, never who it is said to: the target was chosen before the judges looked. */
function keepTarget(before: JsonObject, after: unknown): JsonObject {
  if (!isJsonObject(after)) throw new GatewayError('guardrail_answer_invalid', 'A redaction left no parameters');
  for (const member of ['name', 'uri', 'ref', 'taskId']) {
    if (after[member] === before[member]) continue;
    throw new GatewayError('blocked_by_guardrail', `A guardrail objects to the ${member} that this request names`);
  }
  return after;
}
