import { isRequest, type RpcMessage, type RpcRequest, type RpcResponse } from '../../../shared/model/json-rpc';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { answerRequest } from './answer-request';
import { requestsOf } from './client-limits';
import { checkEnvelope, checkVersion, claimedVersion } from './classify-message';
import { modernCodec } from './codecs/modern-codec';
import { type HttpCall, traceOfHeaders } from './http-call';
import { type EventStream, HttpReply, openEventStream, sendEmpty } from './http-reply';
import { openListen } from './listen-subscription';
import { checkMirroredArguments } from './mirrored-arguments';
import { modernClient } from './modern-client';
import { checkModernHeaders } from './modern-headers';
import { type AnswerStatus, statusOfAnswer } from './refusal-status';

/** HTTP statuses that the modern era gives to protocol errors (2026-07-28, Transports → Streamable HTTP). */
const STATUS_OF_ERROR: Readonly<Record<number, number>> = {
  [-32_601]: 404,
  [-32_020]: 400,
  [-32_021]: 400,
  [-32_022]: 400,
};

/** Serves one modern POST: every request stands alone, and going away takes it back. */
export async function serveModern(call: HttpCall, message: RpcMessage): Promise<void> {
  checkEnvelope(message);
  checkModernHeaders(call.request.headers, message);
  checkVersion(message);
  if (!isRequest(message)) {
    if (!('method' in message)) throw new GatewayError('invalid_request', 'Responses cannot be posted in this era');
    return sendEmpty(call.response, 202);
  }
  if (message.method === 'subscriptions/listen') return serveListen(call, message);
  const reply = new HttpReply(call.response);
  const answer = await answerRequest(
    {
      visitor: call.visitor,
      request: message,
      codec: modernCodec,
      transport: 'http',
      trace: traceOfHeaders(call.request.headers),
      protocolVersion: claimedVersion(message) ?? '',
      signal: call.gone,
      client: modernClient(message, call.visitor, (one) => reply.send(one)),
      compareMirrored: (inputSchema, args) => checkMirroredArguments(call.request.headers, inputSchema, args),
      limits: call.core.limits,
    },
    call.runtime,
  );
  if (answer === undefined) reply.abandon();
  else reply.finish(answer, statusOf(answer));
}

function statusOf(answer: RpcResponse): AnswerStatus {
  const status = 'error' in answer ? STATUS_OF_ERROR[answer.error.code] : undefined;
  return status === undefined ? statusOfAnswer(answer) : { status, headers: {} };
}

/** Returns at once: an open subscription must not keep the configuration alive that it was opened under. */
async function serveListen(call: HttpCall, message: RpcRequest): Promise<void> {
  const { visitor, core, gone, runtime } = call;
  const { keyId } = visitor.principal;
  const limit = requestsOf(keyId, runtime.config);
  const leave = core.limits.enter(`listen ${keyId}`, limit);
  if (leave === undefined) {
    runtime.counters.count('key_at_capacity');
    throw new GatewayError('too_many_requests_at_once', `This key already has ${limit} subscriptions open`);
  }
  try {
    await listen(call, message);
    if (gone.aborted) leave();
    else gone.addEventListener('abort', leave, { once: true });
  } catch (failure) {
    leave();
    throw failure;
  }
}

async function listen({ visitor, core, response, gone, runtime }: HttpCall, message: RpcRequest): Promise<void> {
  let stream: EventStream | undefined;
  const send = (one: RpcMessage) => (stream ??= openEventStream(response)).send(one);
  const client = modernClient(message, visitor, send);
  const subscription = await openListen(message, { core, visitor, client, send }, runtime);
  if (gone.aborted) return subscription.drop();
  core.onStop(() => {
    subscription.end();
    stream?.end();
  }, gone);
  gone.addEventListener('abort', () => subscription.drop());
}
