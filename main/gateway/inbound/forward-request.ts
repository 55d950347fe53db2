import { type IncomingHttpHeaders, type IncomingMessage, request as askOverHttp, type ServerResponse } from 'node:http';
import { request as askOverHttps } from 'node:https';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject, type RpcMessage } from '../../../shared/model/json-rpc';
import { carriedAt } from '../input-required/request-state';
import { readResultUri } from '../results/read-result';
import type { Runtime } from '../runtime';

/** Set on what one gateway hands to another, so that nothing goes round in circles. */
const FORWARDED = 'x-secure-mcp-gateway-forwarded';
/** RFC 9110 §7.6.1: they are about one connection. */
const OF_CONNECTION = new Set('connection keep-alive proxy-connection te trailer transfer-encoding upgrade'.split(' '));

export const wasForwarded = ({ headers }: IncomingMessage): boolean => headers[FORWARDED] !== undefined;

/** True for what may be about something that one gateway alone has. Most messages are not, and wait for nobody. */
export function mayBeElsewhere(message: RpcMessage): boolean {
  if (!('method' in message) || !isJsonObject(message.params)) return false;
  const { method, params } = message;
  return typeof params['requestState'] === 'string' || method === 'resources/read' || method.startsWith('tasks/');
}

/** The gateway that alone can answer a message of this key, where that is another one. */
export async function keeperOf(message: RpcMessage, keyId: string, runtime: Keepers): Promise<URL | undefined> {
  if (!('method' in message) || !isJsonObject(message.params)) return undefined;
  const { requestState, uri, taskId } = message.params as JsonObject;
  if (typeof requestState === 'string') return find(carriedAt(requestState), runtime);
  if (message.method === 'resources/read' && typeof uri === 'string') return find(readResultUri(uri)?.id, runtime);
  return message.method.startsWith('tasks/') ? runtime.taskOwners.keeperOf(taskId, keyId) : undefined;
}

type Keepers = Pick<Runtime, 'instances' | 'taskOwners'>;

const find = async (id: string | undefined, { instances }: Keepers): Promise<URL | undefined> =>
  id === undefined ? undefined : instances.find(id);

export interface Forwarding {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly to: URL;
  /** What was read of the request already; absent: its body is still to come. */
  readonly body?: string;
}

/**
 * Hands a request to the gateway that can answer it, as it came, and its answer to the client, as it comes. Resolves
 * when it was handed over, or when the client has gone; rejects with `unavailable` where that gateway cannot be reached.
 */
export function forwardRequest({ request, response, to, body }: Forwarding): Promise<void> {
  if (response.closed) return Promise.resolve();
  const ask = to.protocol === 'https:' ? askOverHttps : askOverHttp;
  // Only a POST has something to say besides its headers.
  const whole = body ?? (request.method === 'POST' ? undefined : '');
  const headers: IncomingHttpHeaders = { ...withoutConnection(request.headers), [FORWARDED]: '1' };
  // A text may be longer than the bytes it was read from, and what is too much would be taken for the next request.
  if (whole !== undefined) headers['content-length'] = String(Buffer.byteLength(whole));
  return new Promise((resolve, reject) => {
    const asking = ask(new URL(request.url ?? '/', to), { method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, withoutConnection(answer.headers));
      answer.pipe(response);
      // Whoever died half-way leaves an answer that nobody can finish.
      answer.on('error', () => response.destroy());
      resolve();
    });
    asking.on('error', (cause) => {
      if (response.headersSent) return;
      reject(new GatewayError('unavailable', 'The gateway that could answer this cannot be reached', {}, { cause }));
    });
    response.once('close', () => {
      resolve();
      asking.destroy();
    });
    if (whole === undefined) request.pipe(asking);
    else asking.end(whole);
  });
}

function withoutConnection(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const named = (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());
  const isOfConnection = (name: string): boolean => OF_CONNECTION.has(name) || named.includes(name);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !isOfConnection(name)));
}
