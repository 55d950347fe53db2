import { asGatewayError, GatewayError } from '../../shared/errors/gateway-error';
import { faceName } from '../../shared/model/face';
import { isJsonObject, type JsonObject } from '../../shared/model/json-rpc';
import type { ServerName } from '../../shared/model/server';
import { judgeContent } from './guardrails/judge-content';
import { restoreAnswer, restoreArguments } from './placeholders/restore';
import { reasonsFound } from './approvals/reasons-to-ask';
import type { Finding } from '../../shared/model/verdict';
import type { Runtime } from './runtime';
import { approvalRefusal } from './stages/approval-refusal';
import { grantQuestion, type PersonQuestion, refusedBy } from './stages/ask-person';
import { panelFor } from './stages/panel-for';
import { offers, type RequestClient } from './stages/request-client';
import type { ReceivedRequest, Visitor } from './stages/request-states';
import { toRpcError } from './stages/respond';
import type { TraceContext } from './tracing/trace-context';
import { startTrail, type Trail } from './trail';
import { ReverseRefusal, type ReverseHandler, type ReverseRequest } from './upstream/upstream-client';

/** A question of a server, and the client that it may be put to. */
export interface ReverseQuestion {
  readonly server: ServerName;
  readonly request: ReverseRequest;
  readonly visitor: Visitor;
  readonly transport: ReceivedRequest['transport'];
  readonly client: Pick<RequestClient, 'connecting'>;
  readonly ask: ReverseHandler | undefined;
  readonly signal: AbortSignal;
  /** Of the call that the question belongs to, if it is known. */
  readonly trace?: TraceContext;
}

/**
 * Carries a server’s question to its client and the answer back. The question is judged like a result, since the
 * client reads it; the answer like a request, since the server does. Rejects with ReverseRefusal: what the server sees.
 */
export async function handleReverseRequest(question: ReverseQuestion, runtime: Runtime): Promise<JsonObject> {
  const { server, request, ask, signal, client } = question;
  const { capabilities } = client.connecting;
  const trail = trailOf(question, runtime);
  trail.about({ server });
  try {
    if (ask === undefined || !offers(capabilities, request.method)) {
      throw new GatewayError('unknown_method', `The client cannot be asked for "${request.method}" here`);
    }
    const asked = await judge('output', request.params ?? {}, question, { runtime, trail });
    const params = request.params === undefined ? {} : { params: asked };
    const answer = await ask({ method: request.method, ...params }, signal);
    const result = await judge('input', answer, question, { runtime, trail });
    trail.end({ kind: 'result', result, era: 'legacy' });
    return result;
  } catch (failure) {
    trail.end({ kind: 'error', error: { code: 0, message: '' }, cause: failure });
    if (failure instanceof ReverseRefusal) throw failure;
    const error = asGatewayError(failure);
    error.correlationId ??= trail.correlationId;
    throw new ReverseRefusal(toRpcError(error));
  }
}

async function judge(
  phase: 'input' | 'output',
  content: JsonObject,
  { server, request, visitor, client, signal }: ReverseQuestion,
  { runtime, trail }: { readonly runtime: Runtime; readonly trail: Trail },
): Promise<JsonObject> {
  const panel = panelFor(phase, { visitor, server }, runtime);
  const book = runtime.placeholders.bookOf(client);
  const judgement = await judgeContent({ panel, method: request.method, content, book, signal, trail }, runtime);
  trail.judged(judgement.records);
  if (judgement.refusal !== undefined) throw judgement.refusal;
  if (judgement.action === 'ask') {
    const { findings } = judgement;
    await approveReverse(content, { phase, server, request, visitor, client, signal, findings, trail }, runtime);
  }
  const facts = { book, server, policy: panel.policy };
  const restored =
    phase === 'output'
      ? restoreAnswer(judgement.content, { ...facts, request: undefined })
      : restoreArguments(judgement.content, facts);
  if (isJsonObject(restored)) return restored;
  throw new GatewayError('guardrail_answer_invalid', 'A redaction left nothing to send');
}

type ReverseContent = Pick<ReverseQuestion, 'server' | 'request' | 'visitor' | 'client' | 'signal'> & {
  readonly phase: 'input' | 'output';
  readonly findings: readonly Finding[];
  readonly trail: Trail;
};

/** Asks a person about what a server asks of its client, or about what the client answers; throws the refusal. */
async function approveReverse(content: JsonObject, facts: ReverseContent, runtime: Runtime): Promise<void> {
  const { phase, server, request, visitor, client, signal, findings, trail } = facts;
  const direction = phase === 'output' ? 'response' : 'request';
  const reasons = reasonsFound(findings);
  const question: PersonQuestion = {
    request: {
      visitor,
      method: request.method,
      route: { kind: 'server', server },
      params: request.params ?? {},
      client: { era: 'legacy', connecting: client.connecting, notify: () => undefined },
      trail,
      signal,
    },
    direction,
    content,
    said: content,
    definition: undefined,
    findings,
    reasons,
    ruleIds: reasons.map(({ ruleId }) => ruleId),
  };
  const about = grantQuestion(question, runtime);
  const refused = await refusedBy(question, about, runtime);
  if (refused !== undefined) throw approvalRefusal(refused, { server, direction, reasons });
}

function trailOf({ visitor, transport, request, trace }: ReverseQuestion, runtime: Runtime): Trail {
  const { keyId, projectId, userId } = visitor.principal;
  const { now, clock, telemetry: sinks, tracers, count: onEnd } = runtime;
  const facts = {
    transport,
    face: faceName(visitor.face),
    keyId,
    projectId,
    userId,
    requestId: 'reverse',
    method: request.method,
  };
  return startTrail(facts, { sinks, tracers, now, clock, onEnd }, { context: trace });
}
