import type { JudgementRecord } from '../../shared/model/activity';
import type { JsonObject } from '../../shared/model/json-rpc';
import { admit, handleRequest } from './pipeline';
import type { Principal } from './ports/auth-provider';
import type { Runtime } from './runtime';
import type { Reply } from './stages/respond';
import { startTrail, type Trail } from './trail';

export interface OperatorCall {
  readonly server: string;
  /** As clients know it. */
  readonly tool: string;
  readonly args: JsonObject;
  /** As whom. */
  readonly principal: Omit<Principal, 'provider'>;
  readonly signal: AbortSignal;
}

export interface OperatorCallOutcome {
  readonly reply: Reply;
  readonly correlationId: string;
  readonly judgements: readonly JudgementRecord[];
  readonly ms: number;
}

/** Sends a call of a person through the whole pipeline, as a client’s would go. Rejects only for whom it is not let in. */
export async function callAsOperator(call: OperatorCall, runtime: Runtime): Promise<OperatorCallOutcome> {
  const { server, tool, args, principal, signal } = call;
  const pass = runtime.operatorPasses.issue(principal);
  try {
    const visitor = await admit(
      { stage: 'arrived', credentials: pass.credentials, face: { kind: 'server', server } },
      runtime,
    );
    const { keyId, projectId, userId } = visitor.principal;
    const facts = { transport: 'admin', face: `server:${server}`, keyId, projectId, userId } as const;
    const { telemetry: sinks, tracers, now, clock, count: onEnd } = runtime;
    const judgements: JudgementRecord[] = [];
    const startedAt = clock();
    const needs = { sinks, tracers, now, clock, onEnd };
    const { admission } = visitor;
    const trail = startTrail({ ...facts, requestId: 'admin', method: 'tools/call' }, needs, { admission });
    const reply = await handleRequest(
      {
        stage: 'received',
        visitor,
        transport: 'admin',
        id: 'admin',
        method: 'tools/call',
        params: { name: tool, arguments: args },
        trail: alsoInto(trail, judgements),
        signal,
        client: {
          era: 'modern',
          name: 'admin',
          connecting: { keyId, userId, info: {}, capabilities: {} },
          notify: () => undefined,
        },
      },
      runtime,
    );
    return { reply, correlationId: trail.correlationId, judgements, ms: clock() - startedAt };
  } finally {
    pass.giveBack();
  }
}

/** A trail whose judgements are gathered besides. */
export function alsoInto(trail: Trail, judgements: JudgementRecord[]): Trail {
  return {
    ...trail,
    judged(records) {
      judgements.push(...records);
      trail.judged(records);
    },
  };
}
