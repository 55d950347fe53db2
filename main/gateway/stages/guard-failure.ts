import { GatewayError, UpstreamRpcError } from '../../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject, type RpcError } from '../../../shared/model/json-rpc';
import { runGuardrails } from '../guardrails/run-guardrails';
import type { Runtime } from '../runtime';
import type { ReceivedRequest } from './request-states';

/**
 * Judges a failure before it is told: a server’s own error is as much its words as a result is, and what we say of a
 * server that fell may quote it. Resolves with what may be told instead. Never rejects.
 */
export async function guardFailure(
  request: Pick<ReceivedRequest, 'method' | 'trail' | 'signal'>,
  thrown: unknown,
  runtime: Runtime,
): Promise<unknown> {
  if (request.signal.aborted) return thrown instanceof GatewayError ? thrown : takenBack(thrown);
  const words = wordsOfServer(thrown);
  if (words === undefined) return thrown;
  const { server, content } = words;
  const guardrails = runtime.guardrails('output', server);
  if (guardrails.length === 0) return thrown;
  const inspection = { phase: 'output', server, method: request.method, content } as const;
  const { signal, trail } = request;
  const { timeouts, clock } = runtime;
  try {
    const judgement = await runGuardrails({ guardrails, inspection, signal, timeouts, clock });
    trail.judged(judgement.records);
    if (judgement.refusal !== undefined) return judgement.refusal;
    if (judgement.action === 'ask') return nobodyToAsk(server);
    return judgement.content === content ? thrown : retold(thrown, judgement.content);
  } catch (failure) {
    return takenBack(failure);
  }
}

interface ServerWords {
  readonly server: string;
  readonly content: JsonObject;
}

/** `undefined` for failures that are told in our own words alone. */
function wordsOfServer(thrown: unknown): ServerWords | undefined {
  if (thrown instanceof UpstreamRpcError) return { server: thrown.server, content: { ...thrown.error } };
  if (!(thrown instanceof GatewayError) || thrown.row.exposure === 'opaque') return undefined;
  const { server, guardrail } = thrown.detail;
  if (server === undefined || guardrail !== undefined || !QUOTING.test(thrown.code)) return undefined;
  return { server, content: { message: thrown.message, detail: thrown.detail } };
}

/** Failures of servers and of the way to them. */
const QUOTING = /^(?:server_|discovery_|tool_|connection_|network_|protocol_|tls_|dns_|unreachable|operation_)/;

function retold(thrown: unknown, content: unknown): unknown {
  if (!isJsonObject(content) || typeof content['message'] !== 'string') return takenBack(thrown);
  if (thrown instanceof UpstreamRpcError) return new UpstreamRpcError(content as unknown as RpcError, thrown.server);
  const { code } = thrown as GatewayError;
  const detail = isJsonObject(content['detail']) ? content['detail'] : {};
  return new GatewayError(code, content['message'], detail, { cause: thrown });
}

function takenBack(cause: unknown): GatewayError {
  return new GatewayError('cancelled', 'The client took this request back', {}, { cause });
}

function nobodyToAsk(server: string): GatewayError {
  const message = 'A person must approve what this server says, and there is nobody to ask here';
  return new GatewayError('approval_unavailable', message, { server, phase: 'output' });
}
