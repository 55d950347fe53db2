import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { asGatewayError, GatewayError } from '../../../shared/errors/gateway-error';
import type { Face } from '../../../shared/model/face';
import { isRequest, type RpcId } from '../../../shared/model/json-rpc';
import type { GatewayCore } from '../core';
import { admit } from '../pipeline';
import type { Runtime } from '../runtime';
import { toRpcError } from '../stages/respond';
import { eraOf, readMessage } from './classify-message';
import { countRefusal } from './count-refusal';
import { isJson, readBody } from './http-body';
import type { HttpCall } from './http-call';
import { forwardRequest, keeperOf, mayBeElsewhere, wasForwarded } from './forward-request';
import { httpCredentials } from './http-credentials';
import { answerCors } from './http-cors';
import { checkSource } from './http-guard';
import { endSession, openSessionStream, serveLegacy } from './http-legacy';
import { serveModern } from './http-modern';
import { sendJson } from './http-reply';
import { claimsModern } from './modern-headers';
import { parseMessage } from './parse-message';
import { answerMetadata, challengeFor, type OwnResource, ownResource, resourcesAt } from './protected-resource';
import { retryAfter } from './refusal-status';
import type { SessionStore } from './session-store';

export interface HttpListener {
  readonly port: number;
  /** Takes no new connections; those that are open go on. */
  refuseNew(): void;
  /** Ends every connection. */
  close(): Promise<void>;
}

const CLOSE_MS = 50;

export interface HttpListenerNeeds {
  readonly core: GatewayCore;
  readonly sessions: SessionStore;
  readonly host: string;
  readonly port: number;
}

/** Listens for MCP over HTTP, both eras on the same addresses. Rejects with the system’s error if it cannot. */
export async function createHttpListener({ core, sessions, host, port }: HttpListenerNeeds): Promise<HttpListener> {
  const timing = {
    keepAliveTimeout: 65_000,
    requestTimeout: 30_000,
    headersTimeout: 30_000,
    connectionsCheckingInterval: 500,
  };
  const server = createServer(
    timing,
    (request, response) => void serve(request, response, { core, sessions, host, server }),
  );
  server.on('clientError', (failure, socket) => refuseSocket(failure, socket, core));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      // Too many open files, for example: costs that one connection.
      server.on('error', (failure) => core.log.error('A connection could not be accepted', { failure }));
      resolve();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    refuseNew() {
      server.close();
      server.closeIdleConnections();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Answers that were just written get a moment to leave.
        setTimeout(() => server.closeAllConnections(), CLOSE_MS);
      }),
  };
}

/** What Node itself finds wrong with a request, before or while it arrives. */
function refuseSocket(failure: Error, socket: Duplex, core: GatewayCore): void {
  const isLate = 'code' in failure && failure.code === 'ERR_HTTP_REQUEST_TIMEOUT';
  const late = new GatewayError('request_timed_out', 'The request did not arrive in time');
  if (isLate) countRefusal(late, core.counters);
  if (!socket.writable) return;
  if (!isLate) return void socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
  const body = JSON.stringify({ jsonrpc: '2.0', id: null, error: toRpcError(late) });
  const head = `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}`;
  socket.end(`HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n${head}\r\n\r\n${body}`);
}

interface Listening {
  readonly server: Server;
  readonly core: GatewayCore;
  readonly sessions: SessionStore;
  readonly host: string;
}

/** What is known of a request so far, for an answer to those that are refused. */
interface Seen {
  /** Lets a refusal be matched to its request. */
  id?: RpcId;
  face?: Face;
  resource?: OwnResource | undefined;
}

async function serve(request: IncomingMessage, response: ServerResponse, listening: Listening): Promise<void> {
  const gone = lazilyGone(response);
  const seen: Seen = {};
  try {
    await listening.core.use((runtime) => serveUnder(runtime, { request, response, gone, seen, ...listening }));
  } catch (thrown) {
    refuseHttp(response, { request, thrown, seen, core: listening.core });
  }
}

/** Aborts when the client goes away before it was answered. Made when it is asked for: most requests never ask. */
function lazilyGone(response: ServerResponse): () => AbortSignal {
  let controller: AbortController | undefined;
  return () => {
    if (controller !== undefined) return controller.signal;
    const made = new AbortController();
    controller = made;
    const abort = () => {
      if (!response.writableFinished) made.abort();
    };
    if (response.closed) abort();
    else response.once('close', abort);
    return made.signal;
  };
}

interface Serving extends Listening {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly gone: () => AbortSignal;
  readonly seen: Seen;
}

async function serveUnder(runtime: Runtime, serving: Serving): Promise<void> {
  const { request, response, gone, core, sessions, server, seen } = serving;
  const { allowedHosts: hosts, allowedOrigins: origins, maxBodyBytes } = runtime.config.listen;
  // Of requests whose beginning came before the configuration changed, too: Node looks at it again and again.
  server.requestTimeout = runtime.config.limits.requestArrival * 1_000;
  server.headersTimeout = server.requestTimeout;
  checkSource(request.headers, { hosts, origins });
  if (answerCors(request, response, origins)) return;
  seen.resource = ownResource(runtime, { host: serving.host, port: (server.address() as AddressInfo | null)?.port });
  if (seen.resource !== undefined && answerMetadata(request, response, seen.resource)) return;
  const face = (seen.face = faceOf(request.url ?? '/'));
  const credentials = { ...httpCredentials(request), ...resourcesAt(face, seen.resource) };
  const visitor = await admit({ stage: 'arrived', credentials, face }, runtime);
  const call: HttpCall = {
    request,
    response,
    visitor,
    core,
    runtime,
    get gone() {
      return gone();
    },
  };
  const session = foreignSession(request, sessions);
  if (session !== undefined) {
    const to = await runtime.instances.find(session);
    if (to !== undefined) return forwardRequest({ request, response, to });
  }
  switch (request.method) {
    case 'POST':
      break;
    case 'GET':
      return void (hasSession(request) ? openSessionStream(call, sessions) : refuseMethod(request));
    case 'DELETE':
      return void (hasSession(request) ? endSession(call, sessions) : refuseMethod(request));
    default:
      return refuseMethod(request);
  }
  if (!isJson(request.headers['content-type'])) {
    throw new GatewayError(
      'unsupported_media_type',
      `Content-Type "${request.headers['content-type'] ?? ''}" is not JSON`,
    );
  }
  const text = await readBody(request, maxBodyBytes);
  const body = parseMessage(text, runtime.config.limits, seen);
  if (Array.isArray(body)) return serveLegacy(call, body, sessions);
  const message = readMessage(body);
  if (mayBeElsewhere(message) && !wasForwarded(request)) {
    const to = await keeperOf(message, visitor.principal.keyId, runtime);
    if (to !== undefined) return forwardRequest({ request, response, to, body: text });
  }
  const isHandshake = isRequest(message) && message.method === 'initialize';
  const isModern =
    eraOf(message) === 'modern' || ('method' in message && !isHandshake && claimsModern(request.headers));
  return isModern ? serveModern(call, message) : serveLegacy(call, body, sessions);
}

/** The id of a session that is not ours: another gateway may have it. */
function foreignSession(request: IncomingMessage, sessions: SessionStore): string | undefined {
  const id = request.headers['mcp-session-id'];
  return typeof id !== 'string' || sessions.has(id) || wasForwarded(request) ? undefined : id;
}

/** `/mcp` is all servers, `/servers/<name>/mcp` one; a slash at the end makes no difference. */
function faceOf(url: string): Face {
  const path = url.split('?', 1)[0] ?? '';
  if (/^\/mcp\/?$/.test(path)) return { kind: 'aggregate' };
  const server = /^\/servers\/([A-Za-z0-9_-]+)\/mcp\/?$/.exec(path)?.[1];
  if (server !== undefined) return { kind: 'server', server };
  throw new GatewayError('unknown_path', 'There is nothing at this path');
}

const hasSession = (request: IncomingMessage): boolean => request.headers['mcp-session-id'] !== undefined;

function refuseMethod(request: IncomingMessage): never {
  throw new GatewayError('method_not_allowed', `${request.method ?? 'This method'} needs a session here`);
}

interface HttpRefusal {
  readonly request: IncomingMessage;
  readonly thrown: unknown;
  readonly seen: Seen;
  readonly core: GatewayCore;
}

function refuseHttp(response: ServerResponse, { request, thrown, seen, core }: HttpRefusal): void {
  const error = asGatewayError(thrown);
  error.correlationId ??= crypto.randomUUID();
  countRefusal(error, core.counters);
  const facts = { code: error.row.id, correlationId: error.correlationId, method: request.method, path: request.url };
  if (error.code === 'internal') core.log.error('A request failed unexpectedly', { ...facts, failure: error.cause });
  else {
    // Of what the gateway itself cannot do now the client is told little; who runs it must be able to read why.
    const level = error.row.http >= 500 ? 'warn' : 'debug';
    core.log[level]('A request was refused at the door', { ...facts, reason: error.message });
  }
  if (response.headersSent) return void response.end();
  sendJson(response, {
    status: error.row.http,
    body: { jsonrpc: '2.0', id: seen.id ?? null, error: toRpcError(error) },
    headers: { ...challengeFor(error, seen), ...refusalHeaders(error, request) },
  });
}

function refusalHeaders(error: GatewayError, request: IncomingMessage): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  if (error.row.http === 405) headers['allow'] = 'POST, GET, DELETE';
  Object.assign(headers, retryAfter(error));
  // A body that was not read to its end cannot be followed by another request.
  if (!request.complete) headers['connection'] = 'close';
  return headers;
}
