import { GatewayError } from '../../../shared/errors/gateway-error';
import { faceName } from '../../../shared/model/face';
import type { RpcRequest, RpcResponse } from '../../../shared/model/json-rpc';
import { handleRequest } from '../pipeline';
import type { Runtime } from '../runtime';
import { clientFacts, type RequestClient } from '../stages/request-client';
import type { ReceivedRequest, Visitor } from '../stages/request-states';
import { refuse, type Reply } from '../stages/respond';
import type { TraceContext } from '../tracing/trace-context';
import { startTrail } from '../trail';
import { carriedDescription, isCarried, type Pairing, withKeptResults } from './carried-capabilities';
import { shareOf } from '../upstream/share';
import { type ClientLimits, requestsOf } from './client-limits';
import type { EraCodec } from './codecs/era-codec';

/** One request of an admitted visitor, with the way back to its client. */
export interface Exchange {
  readonly visitor: Visitor;
  readonly request: RpcRequest;
  readonly codec: EraCodec;
  readonly transport: 'http' | 'stdio';
  readonly client: RequestClient;
  /** Of the HTTP request; what the message itself says goes first. */
  readonly trace?: TraceContext | undefined;
  readonly compareMirrored?: ReceivedRequest['compareMirrored'];
  readonly protocolVersion: string;
  readonly signal: AbortSignal;
  readonly limits: ClientLimits;
}

/** Answers one request in its client’s era. `undefined` when the client took it back: then nothing is sent. */
export async function answerRequest(exchange: Exchange, runtime: Runtime): Promise<RpcResponse | undefined> {
  const { request, codec } = exchange;
  if (request.method === 'ping' && codec.era === 'legacy') return { jsonrpc: '2.0', id: request.id, result: {} };
  const received = receive(exchange, runtime);
  const reply = await replyTo(received, exchange, runtime);
  if (exchange.signal.aborted) return undefined;
  return dress(withCarried(reply, received, runtime), received, exchange);
}

function receive(exchange: Exchange, runtime: Runtime): ReceivedRequest {
  const { visitor, request, codec, transport } = exchange;
  const { trace = exchange.trace, ...decoded } = codec.decode(request);
  const { client } = exchange;
  const { keyId, projectId, userId } = visitor.principal;
  const told = clientFacts(client);
  const facts = {
    transport,
    face: faceName(visitor.face),
    ...told,
    keyId,
    projectId,
    userId,
    requestId: request.id,
    method: request.method,
  };
  const { now, clock, telemetry: sinks, tracers, count: onEnd } = runtime;
  const { protocolVersion } = exchange;
  const origin = { context: trace, admission: visitor.admission, protocolVersion, session: told.session };
  return {
    stage: 'received',
    visitor,
    transport,
    id: request.id,
    method: request.method,
    ...decoded,
    client,
    ...(exchange.compareMirrored === undefined ? {} : { compareMirrored: exchange.compareMirrored }),
    trail: startTrail(facts, { sinks, tracers, now, clock, onEnd }, origin),
    signal: exchange.signal,
  };
}

async function replyTo(received: ReceivedRequest, exchange: Exchange, runtime: Runtime): Promise<Reply> {
  const { method, visitor, trail } = received;
  const pairing = pairingOf(received, runtime);
  if (exchange.codec.absentMethods.has(method) || (pairing !== undefined && !isCarried(method, pairing))) {
    const unknown = new GatewayError('unknown_method', `"${method}" is not offered here`);
    return trail.end(refuse(received, unknown));
  }
  const { keyId } = visitor.principal;
  const limit = requestsOf(keyId, runtime.config);
  const leave = exchange.limits.enter(keyId, limit);
  if (leave === undefined) {
    runtime.counters.count('key_at_capacity');
    const message = `This key already has ${limit} requests under way`;
    const busy = new GatewayError('too_many_requests_at_once', message, { retry_after_seconds: 1 });
    return trail.end(refuse(received, busy));
  }
  try {
    return await handleRequest(received, runtime);
  } finally {
    leave();
  }
}

function dress(reply: Reply, received: ReceivedRequest, { codec, protocolVersion }: Exchange): RpcResponse {
  const { id, method } = received;
  if (reply.kind === 'error') return { jsonrpc: '2.0', id, error: codec.encodeError(reply.error) };
  try {
    return { jsonrpc: '2.0', id, result: codec.encodeResult(reply, { method, protocolVersion }) };
  } catch (undressable) {
    const refused = refuse(received, undressable);
    if (refused.kind === 'error') return { jsonrpc: '2.0', id, error: refused.error };
    return { jsonrpc: '2.0', id, result: codec.encodeResult(refused as never, { method, protocolVersion }) };
  }
}

/** A server’s description as this client gets to see it: without what cannot be carried between the two. */
function withCarried(reply: Reply, received: ReceivedRequest, runtime: Runtime): Reply {
  if (reply.kind !== 'result' || reply.description === undefined) return reply;
  const pairing = pairingOf(received, runtime);
  if (pairing === undefined) return reply;
  const { description } = reply;
  const carried = carriedDescription(description, { ...pairing, server: description.era });
  return { ...reply, description: keepsResults(received, runtime) ? withKeptResults(carried) : carried };
}

function keepsResults({ visitor: { face, profile } }: ReceivedRequest, { config }: Runtime): boolean {
  const settings = face.kind === 'server' ? config.configs[profile.configId]?.servers[face.server] : undefined;
  return (settings?.limits?.resultSize ?? config.limits.resultSize) > 0;
}

/** `undefined` where many servers stand behind the face. */
function pairingOf({ visitor, client }: ReceivedRequest, runtime: Runtime): Pairing | undefined {
  const { face, profile } = visitor;
  if (face.kind !== 'server') return undefined;
  const config = runtime.config.configs[profile.configId]?.servers[face.server];
  if (config === undefined) return undefined;
  const server = runtime.catalogs.get(profile.configId)?.forClient(client.connecting).upstream(face.server)?.era;
  return { client: client.era, server: server ?? 'legacy', share: shareOf(config) };
}
