import type * as McpClient from '@modelcontextprotocol/client';
import { UpstreamRpcError } from '../../../shared/errors/gateway-error';
import { isRequest } from '../../../shared/model/json-rpc';
import type { JsonObject, RpcMessage, RpcNotification, RpcRequest } from '../../../shared/model/json-rpc';
import type { ServerName } from '../../../shared/model/server';
import type { Logger } from '../ports/logger';
import { createBoundedFetch, type Fetch } from './bounded-fetch';
import type { ConnectionListener, ConnectionRequestOptions, RpcSession } from './connection';
import { ConnectionLost } from './connection-lost';
import { openStreamEarly } from './early-stream';
import type { Seal } from './envelope';
import { acceptedOnly, settle, withToken } from './http-exchange';
import { httpStatusOf, isUnreachable, rpcErrorOf, toHttpFailure } from './http-errors';
import type { MessageBounds } from './message-bounds';
import { ParamHeaders, taskHeader, traceHeaders } from './param-headers';
import { ReverseRequests } from './reverse-requests';
import type { ReverseHandler } from './upstream-client';

/** The SDK’s module, which only gateways with HTTP servers load. */
type McpClientModule = typeof McpClient;
type StreamableHTTPClientTransport = McpClient.StreamableHTTPClientTransport;
type WireMessage = Parameters<StreamableHTTPClientTransport['send']>[0];

/** A dropped standalone stream is sought again this often before the session counts as ended. */
const STREAM_RETRIES = 6;
const REQUEST_RETRIES = 2;
/** Pages of a tool list that are read to learn which arguments a server wants in headers. */
const TOOL_PAGES = 20;
const HEADER_MISMATCH = -32020;

export interface HttpSessionNeeds {
  readonly sdk: McpClientModule;
  readonly server: ServerName;
  readonly url: URL;
  readonly shownUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: Fetch;
  readonly bounds: MessageBounds;
  readonly seal: Seal;
  readonly era: 'legacy' | 'modern';
  readonly log: Logger;
  readonly listener: ConnectionListener;
}

/** Requests over Streamable HTTP, each on a transport of its own, so that what its stream brings is surely its own. */
export class HttpSession implements RpcSession {
  readonly #needs: HttpSessionNeeds;
  readonly #paramHeaders = new ParamHeaders();
  /** Those in flight that may be asked something. */
  readonly #askable = new Set<ReverseHandler>();
  readonly #reverse = new ReverseRequests((message) => this.#say(message));
  #main: StreamableHTTPClientTransport | undefined;
  #sessionId: string | undefined;
  #protocolVersion: string | undefined;
  #lastId = 0;
  #ended: string | undefined;

  constructor(needs: HttpSessionNeeds) {
    this.#needs = needs;
  }

  async request(
    method: string,
    params: JsonObject | undefined,
    options: ConnectionRequestOptions,
  ): Promise<JsonObject> {
    if (this.#needs.era === 'legacy') return this.#ask(method, params, options);
    try {
      const result = await this.#ask(method, params, options);
      if (method === 'tools/list') this.#paramHeaders.learn(result);
      return result;
    } catch (failure) {
      // Header and body disagreed, so nothing was carried out: the tool wants arguments in headers that we had not read.
      const isMismatch = failure instanceof UpstreamRpcError && failure.error.code === HEADER_MISMATCH;
      if (!isMismatch || method !== 'tools/call' || this.#paramHeaders.knows(params?.['name'])) throw failure;
      await this.#learnTools(options.signal);
      return this.#ask(method, params, options);
    }
  }

  async notify(method: string, params: JsonObject | undefined): Promise<void> {
    // 2026-07-28 knows no notifications from clients over HTTP.
    if (this.#needs.era === 'modern') return;
    try {
      await this.#mainTransport().send(toWire({ jsonrpc: '2.0', method, ...(params === undefined ? {} : { params }) }));
    } catch (failure) {
      throw toHttpFailure(this.#needs, failure);
    }
  }

  /** Called with the version of the handshake, before anything else is sent. */
  begin(protocolVersion: string): void {
    this.#protocolVersion = protocolVersion;
  }

  /** Tells the server that the session is over, as far as it listens. */
  async close(deadlineMs: number): Promise<void> {
    this.#ended ??= 'was stopped';
    const main = this.#main ?? (this.#sessionId === undefined ? undefined : this.#mainTransport());
    const waited = new Promise((resolve) => setTimeout(resolve, Math.max(deadlineMs, 1)).unref());
    await Promise.race([main?.terminateSession().catch(() => undefined), waited]);
    await main?.close();
  }

  async #ask(method: string, params: JsonObject | undefined, options: ConnectionRequestOptions): Promise<JsonObject> {
    if (this.#ended !== undefined) throw new ConnectionLost(this.#ended, false);
    options.signal.throwIfAborted();
    const id = ++this.#lastId;
    const sealed = this.#needs.seal(params);
    const meta = sealed?.['_meta'] as JsonObject | undefined;
    const token = meta?.['progressToken'];
    const sent = token === undefined ? sealed : { ...sealed, _meta: { ...meta, progressToken: id } };
    const message: RpcRequest = { jsonrpc: '2.0', id, method, ...(sent === undefined ? {} : { params: sent }) };
    const onNotification = (notification: RpcNotification) =>
      options.onNotification?.(withToken(notification, id, token));
    const { signal, onRequest } = options;
    return this.#exchange(message, { signal, onNotification, onRequest });
  }

  async #learnTools(signal: AbortSignal): Promise<void> {
    let cursor: unknown;
    for (let page = 0; page < TOOL_PAGES; page++) {
      const result = await this.#ask('tools/list', cursor === undefined ? undefined : { cursor }, { signal });
      this.#paramHeaders.learn(result);
      cursor = result['nextCursor'];
      if (typeof cursor !== 'string') return;
    }
  }

  async #exchange(message: RpcRequest, { signal, onNotification, onRequest }: ExchangeOptions): Promise<JsonObject> {
    if (onRequest !== undefined) this.#askable.add(onRequest);
    const ending = new AbortController();
    const { server, era, bounds } = this.#needs;
    let transport: StreamableHTTPClientTransport | undefined;
    let giveUp: (() => void) | undefined;
    try {
      return await new Promise<JsonObject>((resolve, reject) => {
        giveUp = () => reject(signal.reason);
        signal.addEventListener('abort', giveUp, { once: true });
        const onTooLarge = (bytes: number) => reject(bounds.tooLarge(bytes));
        const onAccepted = () => reject(acceptedOnly(server, message.method));
        const named = { ...traceHeaders(message), ...(era === 'modern' ? taskHeader(message) : {}) };
        transport = this.#transport({ onTooLarge, onAccepted, maxRetries: REQUEST_RETRIES }, named);
        transport.onmessage = (received) => {
          const answer = received as unknown as RpcMessage;
          if ('method' in answer) return this.#hear(answer, onNotification, onRequest);
          if (answer.id !== message.id) return;
          settle(answer, bounds.excessOfValue(answer), { server, resolve, reject });
        };
        const onRequestStreamEnd = () => reject(new ConnectionLost('ended the stream without an answer', true));
        const headers = message.method === 'tools/call' ? this.#paramHeaders.headersFor(message.params) : {};
        this.#send(transport, message, { requestSignal: ending.signal, onRequestStreamEnd, headers }).catch(reject);
      });
    } catch (failure) {
      if (signal.aborted) this.#cancel(message);
      throw failure;
    } finally {
      if (onRequest !== undefined) this.#askable.delete(onRequest);
      if (giveUp !== undefined) signal.removeEventListener('abort', giveUp);
      ending.abort();
      void transport?.close();
    }
  }

  async #send(
    transport: StreamableHTTPClientTransport,
    message: RpcRequest,
    options: Parameters<StreamableHTTPClientTransport['send']>[1],
  ): Promise<void> {
    try {
      await transport.start();
      await transport.send(toWire(message), options);
    } catch (failure) {
      throw this.#translate(failure);
    }
    if (message.method === 'initialize') this.#sessionId = transport.sessionId;
  }

  #translate(failure: unknown): Error {
    const { server } = this.#needs;
    const status = httpStatusOf(failure);
    const error = rpcErrorOf(failure);
    // 2025-11-25, Session Management: 404 means that this session is over, and the request was not looked at.
    // Servers built on the SDK’s example say it with 400 and a sentence.
    const isOver = status === 404 || (status === 400 && /session/i.test(error?.message ?? ''));
    if (isOver && this.#sessionId !== undefined) {
      this.#end('ended the session');
      return new ConnectionLost('ended the session', false, { cause: failure });
    }
    // During the handshake a 5xx says nothing about the server’s era, whatever its body.
    const isHandshake = this.#protocolVersion === undefined;
    const mayAnswer = status !== 401 && status !== 403 && !(isHandshake && (status ?? 0) >= 500);
    if (error !== undefined && mayAnswer) return new UpstreamRpcError(error, server);
    const translated = toHttpFailure(this.#needs, failure);
    if (isHandshake || status !== undefined || !isUnreachable(translated)) return translated;
    this.#end('is not reachable any more');
    return new ConnectionLost('is not reachable any more', false, { cause: translated });
  }

  #hear(
    message: RpcMessage,
    onNotification: (notification: RpcNotification) => void,
    onRequest: ReverseHandler | undefined,
  ): void {
    if (!('method' in message) || this.#needs.bounds.excessOfValue(message) !== undefined) return;
    if (!isRequest(message)) {
      if (message.method !== 'notifications/cancelled') return onNotification(message);
      return this.#reverse.cancel(message.params?.['requestId']);
    }
    // Nothing can be asked before there is a session to answer in.
    if (this.#protocolVersion === undefined) return;
    // What comes on a request's own stream belongs to it, however many others are in flight.
    this.#reverse.receive(message, onRequest);
  }

  /** On the standalone stream a question is of the one request in flight; among several nobody can tell. */
  #whomToAsk(): ReverseHandler | undefined {
    const [sole, ...others] = this.#askable;
    return others.length === 0 && sole !== undefined ? sole : this.#needs.listener.onRequest;
  }

  #say(message: RpcMessage): void {
    this.#mainTransport()
      .send(toWire(message))
      .catch(() => undefined);
  }

  // 2025-11-25 wants to be told; for 2026-07-28 the closed stream says it.
  #cancel(message: RpcRequest): void {
    if (this.#needs.era === 'modern' || message.method === 'initialize' || this.#ended !== undefined) return;
    this.notify('notifications/cancelled', { requestId: message.id }).catch(() => undefined);
  }

  #end(reason: string): void {
    if (this.#ended !== undefined) return;
    this.#ended = reason;
    this.#reverse.end();
    void this.#main?.close();
    this.#needs.listener.onEnd({ reason, crashed: false });
  }

  #mainTransport(): StreamableHTTPClientTransport {
    if (this.#main !== undefined) return this.#main;
    const { log, server, listener } = this.#needs;
    const main = this.#transport({
      onTooLarge: (bytes) => log.warn('Dropped a message that is too large', { server, bytes }),
      maxRetries: STREAM_RETRIES,
      around: openStreamEarly,
    });
    main.onmessage = (message) =>
      this.#hear(message as unknown as RpcMessage, listener.onNotification, this.#whomToAsk());
    main.onerror = (failure) => {
      if (failure.message.startsWith('Maximum reconnection attempts')) this.#end('is not reachable any more');
    };
    void main.start();
    this.#main = main;
    return main;
  }

  #transport(rules: TransportRules, more: HttpSessionNeeds['headers'] = {}): StreamableHTTPClientTransport {
    const { sdk, url, headers, bounds, fetch } = this.#needs;
    const { around = (inner: Fetch) => inner } = rules;
    const fetchBounded = around(createBoundedFetch(fetch, bounds.maxBytes, rules.onTooLarge));
    return new sdk.StreamableHTTPClientTransport(url, {
      requestInit: { headers: { ...headers, ...more } },
      fetch: async (target, init) => {
        const response = await fetchBounded(target, init);
        if (response.status === 202) rules.onAccepted?.();
        return response;
      },
      reconnectionOptions: {
        initialReconnectionDelay: 500,
        maxReconnectionDelay: 30_000,
        reconnectionDelayGrowFactor: 2,
        maxRetries: rules.maxRetries,
      },
      ...(this.#sessionId === undefined ? {} : { sessionId: this.#sessionId }),
      ...(this.#protocolVersion === undefined ? {} : { protocolVersion: this.#protocolVersion }),
    });
  }
}

interface ExchangeOptions {
  readonly signal: AbortSignal;
  readonly onNotification: (notification: RpcNotification) => void;
  readonly onRequest: ReverseHandler | undefined;
}

interface TransportRules {
  readonly onTooLarge: (bytes: number) => void;
  /** For requests: the server took it like a notification and will never answer. */
  readonly onAccepted?: () => void;
  readonly maxRetries: number;
  readonly around?: (fetch: Fetch) => Fetch;
}

/** Our messages are the SDK’s, with members of the parameters left open. */
function toWire(message: RpcMessage): WireMessage {
  return message as unknown as WireMessage;
}
