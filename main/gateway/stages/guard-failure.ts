import { GatewayError, UpstreamRpcError } from '../../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject, type RpcError } from '../../../shared/model/json-rpc';
import { judgeContent } from '../guardrails/judge-content';
import type { Runtime } from '../runtime';
import { panelFor } from './panel-for';
import type { ReceivedRequest } from './request-states';

/**
 * Judges a failure before it is told: a server’s own error is as much its words as a result is, and what we say of a
 * server that fell may quote it. Resolves with what may be told instead. Never rejects.
 */
export async function guardFailure(
  request: Pick<ReceivedRequest, 'method' | 'trail' | 'signal' | 'visitor' | 'client'>,
  thrown: unknown,
  runtime: Runtime,
): Promise<unknown> {
  if (request.signal.aborted) return thrown instanceof GatewayError ? thrown : takenBack(thrown);
  const words = wordsOfServer(thrown);
  if (words === undefined) return thrown;
  const { server, content } = words;
  const { signal, trail, visitor, method, client } = request;
  const panel = panelFor('output', { visitor, server }, runtime);
  if (panel.guardrails.length === 0) return thrown;
  const book = runtime.placeholders.bookOf(client);
  try {
    const judgement = await judgeContent({ panel, method, content, book, signal, trail }, runtime);
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
