import { GatewayError } from '../../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import { judgeContent } from '../guardrails/judge-content';
import { restoreArguments } from '../placeholders/restore';
import type { Runtime } from '../runtime';
import { guardDefinitions } from './guard-definitions';
import { panelFor } from './panel-for';
import type { CheckedRequest, GuardedRequest } from './request-states';

/** Judges what the request says, and what it is about: a server or tool that is blocked cannot be used either. */
export async function guardInput(checked: CheckedRequest, runtime: Runtime): Promise<GuardedRequest> {
  const { route } = checked;
  // Nothing of a handshake or of a list request travels on to a server; what comes back is judged there.
  if (route.kind === 'describe' || route.kind === 'list' || route.kind === 'everywhere') {
    return { ...checked, stage: 'guarded', findings: [], needsApproval: false, said: checked.params };
  }
  const about = await guardDefinitions(checked, runtime);
  const server = route.kind === 'server' ? route.server : 'gateway';
  const name = 'name' in route ? route.name : undefined;
  const { visitor, method, signal, trail } = checked;
  const panel = panelFor('input', { visitor, server, tool: name }, runtime);
  const book = runtime.placeholders.bookOf(checked.client);
  const { policy } = panel;
  const restored = (content: unknown) =>
    keepTarget(checked.params, restoreArguments(content, { book, server, policy }));
  if (panel.guardrails.length === 0) {
    const needsApproval = about.action === 'ask';
    const { findings } = about;
    const params = restored(checked.params);
    return { ...checked, stage: 'guarded', params, findings, needsApproval, said: checked.params };
  }
  const judgement = await judgeContent({ panel, method, name, content: checked.params, book, signal }, runtime);
  trail.judged(judgement.records);
  if (judgement.refusal !== undefined) throw judgement.refusal;
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

/** Redaction may change what is said, never who it is said to: the target was chosen before the judges looked. */
function keepTarget(before: JsonObject, after: unknown): JsonObject {
  if (!isJsonObject(after)) throw new GatewayError('guardrail_answer_invalid', 'A redaction left no parameters');
  for (const member of ['name', 'uri', 'ref', 'taskId']) {
    if (after[member] === before[member]) continue;
    throw new GatewayError('blocked_by_guardrail', `A guardrail objects to the ${member} that this request names`);
  }
  return after;
}
