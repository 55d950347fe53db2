import { GatewayError } from '../../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import { runGuardrails } from '../guardrails/run-guardrails';
import type { Runtime } from '../runtime';
import { guardDefinitions } from './guard-definitions';
import type { CheckedRequest, GuardedRequest } from './request-states';

/** Judges what the request says, and what it is about: a server or tool that is blocked cannot be used either. */
export async function guardInput(checked: CheckedRequest, runtime: Runtime): Promise<GuardedRequest> {
  const { route } = checked;
  // Nothing of a handshake or of a list request travels on to a server; what comes back is judged there.
  if (route.kind === 'describe' || route.kind === 'list' || route.kind === 'everywhere') {
    return { ...checked, stage: 'guarded', findings: [], needsApproval: false };
  }
  const about = await guardDefinitions(checked, runtime);
  const server = route.kind === 'server' ? route.server : 'gateway';
  const guardrails = runtime.guardrails('input', server);
  if (guardrails.length === 0) {
    return { ...checked, stage: 'guarded', findings: about.findings, needsApproval: about.action === 'ask' };
  }
  const name = 'name' in route ? route.name : undefined;
  const judgement = await runGuardrails({
    guardrails,
    inspection: {
      phase: 'input',
      server,
      method: checked.method,
      ...(name === undefined ? {} : { name }),
      content: checked.params,
    },
    signal: checked.signal,
    timeouts: runtime.timeouts,
    clock: runtime.clock,
  });
  checked.trail.judged(judgement.records);
  if (judgement.refusal !== undefined) throw judgement.refusal;
  return {
    ...checked,
    stage: 'guarded',
    params: keepTarget(checked.params, judgement.content),
    findings: [...about.findings, ...judgement.findings],
    needsApproval: about.action === 'ask' || judgement.action === 'ask',
  };
}

/** Redaction may change what is said, never who it is said to: the target was chosen before the judges looked. */
function keepTarget(before: JsonObject, after: unknown): JsonObject {
  if (!isJsonObject(after)) throw new GatewayError('guardrail_answer_invalid', 'A redaction left no parameters');
  for (const member of ['name', 'uri', 'ref']) {
    if (after[member] === before[member]) continue;
    throw new GatewayError('blocked_by_guardrail', `A guardrail objects to the ${member} that this request names`);
  }
  return after;
}
