import { randomUUID } from 'node:crypto';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { PendingApproval } from '../ports/approval-channel';
import type { Runtime } from '../runtime';
import type { ClearedRequest, GuardedRequest } from './request-states';

/** Asks a person where policy wants one; the first channel with somebody there decides. Nobody there: refused. */
export async function awaitApproval(guarded: GuardedRequest, runtime: Runtime): Promise<ClearedRequest> {
  if (!guarded.needsApproval) return { ...guarded, stage: 'cleared', clearedBy: 'policy' };
  const question = questionOf(guarded);
  for (const channel of runtime.approvals) {
    const answer = await channel.ask(question, guarded.signal);
    if (answer === 'nobody-there') continue;
    if (answer.decision === 'approve') return { ...guarded, stage: 'cleared', clearedBy: 'approval' };
    throw new GatewayError('approval_denied', `${answer.by} denied this call`, targetOf(question));
  }
  const reasons = guarded.findings.map((finding) => finding.message).join('; ');
  throw new GatewayError(
    'approval_unavailable',
    `A person must approve this call (${reasons}), and there is nobody to ask here`,
    targetOf(question),
  );
}

function questionOf(guarded: GuardedRequest): PendingApproval {
  const { route } = guarded;
  return {
    id: randomUUID(),
    server: route.kind === 'server' ? route.server : 'gateway',
    method: guarded.method,
    ...('name' in route && route.name !== undefined ? { name: route.name } : {}),
    params: guarded.params,
    findings: guarded.findings,
    keyId: guarded.visitor.principal.keyId,
  };
}

function targetOf(question: PendingApproval) {
  return { server: question.server, ...(question.name === undefined ? {} : { tool: question.name }) };
}
