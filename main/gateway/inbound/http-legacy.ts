import { randomUUID } from 'node:crypto';
import { GatewayError } from '../../../shared/errors/gateway-error';
import {
  isNotification,
  isRequest,
  type RpcNotification,
  type RpcMessage,
  type RpcRequest,
  type RpcResponse,
} from '../../../shared/model/json-rpc';
import { handleNotification } from '../handle-notification';
import { answerRequest } from './answer-request';
import { readMessage } from './classify-message';
import { BATCH_VERSION, legacyCodec, LEGACY_VERSIONS, MAX_BATCH, negotiateVersion } from './codecs/legacy-codec';
import { type HttpCall, traceOfHeaders } from './http-call';
import { HttpReply, sendEmpty, sendJson } from './http-reply';
import { LegacySession } from './legacy-session';
import { statusOfAnswer } from './refusal-status';
import type { SessionStore } from './session-store';

/** Serves one legacy POST: `initialize` opens a session, everything else belongs to one. */
export async function serveLegacy(call: HttpCall, body: unknown, sessions: SessionStore): Promise<void> {
  if (Array.isArray(body)) return serveBatch(call, body, sessions);
  const message = readMessage(body);
  if (isRequest(message) && message.method === 'initialize') return initialize(call, message, sessions);
  const session = sessionOf(call, sessions);
  if (!isRequest(message)) {
    if (isNotification(message)) await hear(call, session, message);
    else session.settle(message);
    return sendEmpty(call.response, 202);
  }
  const reply = new HttpReply(call.response, () => session.streams.open(call.response, streamHeaders(session)));
  const answer = await answerInSession(call, session, message, reply);
  if (answer === undefined) reply.abandon();
  else reply.finish(answer);
}

/** The stream is the session’s, so that a client may come back to it when its connection breaks. */
const streamHeaders = (session: LegacySession) => ({ 'mcp-session-id': session.id });

async function hear(
  { visitor, runtime }: HttpCall,
  session: LegacySession,
  notification: RpcNotification,
): Promise<void> {
  session.hear(notification);
  await handleNotification(notification, { visitor, client: session.client(() => undefined) }, runtime);
}

async function initialize(call: HttpCall, message: RpcRequest, sessions: SessionStore): Promise<void> {
  const { visitor, runtime, core } = call;
  const protocolVersion = negotiateVersion(message.params?.['protocolVersion']);
  const { sessionIdle, sessions: maxSessions } = runtime.config.limits;
  const facts = { visitor, transport: 'http', protocolVersion, params: message.params ?? {}, core } as const;
  const session = new LegacySession({ ...facts, now: runtime.now() }, runtime.instances.mark(randomUUID()));
  const answer = await answerRequest(
    {
      visitor,
      request: message,
      codec: legacyCodec,
      transport: 'http',
      trace: traceOfHeaders(call.request.headers),
      client: session.client(() => undefined),
      protocolVersion,
      signal: call.gone,
      limits: core.limits,
    },
    runtime,
  );
  if (answer === undefined) return sendEmpty(call.response, 202);
  if ('error' in answer) return sendJson(call.response, { ...statusOfAnswer(answer), body: answer });
  sessions.add(session, { idleMs: sessionIdle * 1_000, maxSessions });
  sendJson(call.response, { status: 200, body: answer, headers: { 'mcp-session-id': session.id } });
}

async function answerInSession(
  call: HttpCall,
  session: LegacySession,
  request: RpcRequest,
  reply: { send(message: RpcMessage): void },
): Promise<RpcResponse | undefined> {
  // A dropped connection is no cancellation in this era (2025-11-25, Transports → Sending Messages).
  const signal = session.begin(request.id);
  try {
    return await answerRequest(
      {
        visitor: call.visitor,
        request,
        codec: legacyCodec,
        transport: 'http',
        trace: traceOfHeaders(call.request.headers),
        client: { ...session.client((one) => reply.send(one)), gone: call.gone },
        protocolVersion: session.protocolVersion,
        signal,
        limits: call.core.limits,
      },
      call.runtime,
    );
  } finally {
    session.finish(request.id);
  }
}

/** Batches existed in one revision only and are answered in no other. */
async function serveBatch(call: HttpCall, body: readonly unknown[], sessions: SessionStore): Promise<void> {
  const session = sessionOf(call, sessions);
  if (session.protocolVersion !== BATCH_VERSION) {
    throw new GatewayError('invalid_request', `Batches exist in protocol version ${BATCH_VERSION} only`);
  }
  if (body.length === 0 || body.length > MAX_BATCH) {
    throw new GatewayError('invalid_request', `A batch holds 1 to ${MAX_BATCH} messages; this one has ${body.length}`);
  }
  const messages = body.map(readMessage);
  for (const message of messages) if (isNotification(message)) await hear(call, session, message);
  const requests = messages.filter(isRequest);
  if (new Set(requests.map(({ id }) => id)).size < requests.length) {
    throw new GatewayError('invalid_request', 'Two requests of this batch have the same id');
  }
  if (requests.length === 0) return sendEmpty(call.response, 202);
  const silent = { send: () => undefined };
  const answers = await Promise.all(requests.map((request) => answerInSession(call, session, request, silent)));
  sendJson(call.response, { status: 200, body: answers.filter((answer) => answer !== undefined) });
}

/** Serves GET: the one stream on which a session hears what belongs to no request. */
export function openSessionStream(call: HttpCall, sessions: SessionStore): void {
  const session = sessionOf(call, sessions);
  if (!/text\/event-stream|\*\/\*/.test(call.request.headers.accept ?? '')) {
    throw new GatewayError('not_acceptable', 'A GET opens an event stream, which the Accept header does not allow');
  }
  const lastEventId = call.request.headers['last-event-id'];
  const headers = streamHeaders(session);
  const resumed =
    typeof lastEventId === 'string' ? session.streams.resume(lastEventId, call.response, headers) : undefined;
  // A stream of one request goes on as that; only the session's own stream carries what belongs to no request.
  if (resumed !== undefined && resumed !== session.ownStream) return;
  if (resumed === undefined && session.hasOutlet) {
    throw new GatewayError('session_conflict', 'This session already has an open stream');
  }
  session.openOn(resumed ?? session.streams.open(call.response, headers), call.response);
}

/** Serves DELETE: the client ends its session. */
export function endSession(call: HttpCall, sessions: SessionStore): void {
  sessions.end(sessionOf(call, sessions));
  sendEmpty(call.response, 204);
}

function sessionOf(call: HttpCall, sessions: SessionStore): LegacySession {
  const { headers } = call.request;
  const id = headers['mcp-session-id'];
  if (typeof id !== 'string' || id === '') {
    throw new GatewayError('session_required', 'This request belongs to no session');
  }
  const session = sessions.find(id, call.visitor);
  const version = headers['mcp-protocol-version'];
  if (typeof version === 'string' && !LEGACY_VERSIONS.includes(version.trim())) {
    throw new GatewayError('invalid_request', `MCP-Protocol-Version "${version}" is not one this session can speak`);
  }
  return session;
}
