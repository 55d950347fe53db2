import { UpstreamRpcError } from '../../../shared/errors/gateway-error';
import { isRequest } from '../../../shared/model/json-rpc';
import type { JsonObject, RpcMessage, RpcNotification, RpcRequest, RpcResponse } from '../../../shared/model/json-rpc';
import type { Era, ServerName } from '../../../shared/model/server';
import type { Logger } from '../ports/logger';
import type { ConnectionRequestOptions, RpcSession } from './connection';
import { ConnectionLost } from './connection-lost';
import { SUBSCRIPTION_ID, type Seal } from './envelope';
import { ReverseRequests } from './reverse-requests';
import type { ReverseHandler } from './upstream-client';

const REMEMBERED_CANCELLATIONS = 256;

interface Pending {
  readonly resolve: (result: JsonObject) => void;
  readonly reject: (failure: unknown) => void;
  readonly method: string;
  readonly options: ConnectionRequestOptions;
  readonly onAbort: () => void;
  /** The caller’s own progress token. */
  readonly token: unknown;
}

export interface RpcChannelNeeds {
  readonly server: ServerName;
  readonly era: Era;
  readonly log: Logger;
  /** Prepares the parameters of every request: the modern envelope, or nothing. */
  readonly seal: Seal;
  /** Hands one message to the wire; requests with an aborted signal need not be sent any more. */
  readonly send: (message: RpcMessage, signal?: AbortSignal) => void;
  /** Notifications that belong to no request. */
  readonly onNotification: (notification: RpcNotification) => void;
  /** Takes what the server asks while no single request can be meant. */
  readonly onRequest?: ReverseHandler | undefined;
  /** True when everything on this channel belongs to one client session. */
  readonly exclusive?: boolean | undefined;
}

/** Many requests over one stream of messages: our ids, our progress tokens, answers matched to questions. */
export class RpcChannel implements RpcSession {
  readonly #needs: RpcChannelNeeds;
  readonly #pending = new Map<number, Pending>();
  readonly #cancelled = new Set<number>();
  readonly #reverse: ReverseRequests;
  #lastId = 0;
  #strays = 0;
  #lost: string | undefined;

  constructor(needs: RpcChannelNeeds) {
    this.#needs = needs;
    this.#reverse = new ReverseRequests((message) => needs.send(message));
  }

  get inFlight(): number {
    return this.#pending.size;
  }

  request(method: string, params: JsonObject | undefined, options: ConnectionRequestOptions): Promise<JsonObject> {
    const { signal } = options;
    if (signal.aborted) return Promise.reject(signal.reason);
    if (this.#lost !== undefined) return Promise.reject(new ConnectionLost(this.#lost, false));
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      const onAbort = () => this.#cancel(id, method);
      signal.addEventListener('abort', onAbort, { once: true });
      const sealed = this.#needs.seal(params);
      const meta = sealed?.['_meta'] as JsonObject | undefined;
      const token = meta?.['progressToken'];
      this.#pending.set(id, { method, resolve, reject, options, onAbort, token });
      const sent = token === undefined ? sealed : { ...sealed, _meta: { ...meta, progressToken: id } };
      const message: RpcRequest = { jsonrpc: '2.0', id, method, ...(sent === undefined ? {} : { params: sent }) };
      this.#needs.send(message, signal);
    });
  }

  notify(method: string, params: JsonObject | undefined): Promise<void> {
    if (this.#lost !== undefined) return Promise.reject(new ConnectionLost(this.#lost, false));
    this.#needs.send({ jsonrpc: '2.0', method, ...(params === undefined ? {} : { params }) });
    return Promise.resolve();
  }

  /** True when the message answered a request of ours; anything else a server may send without end. */
  receive(message: RpcMessage): boolean {
    if (!('method' in message)) return this.#settle(message);
    if (isRequest(message)) this.#reverse.receive(message, this.#whomToAsk());
    else this.#route(message);
    return false;
  }

  /** Fails the request with this id; false when there is none. */
  failOne(id: number | undefined, failure: unknown): boolean {
    const pending = id === undefined ? undefined : this.#take(id);
    pending?.reject(failure);
    return pending !== undefined;
  }

  /** Fails the only request in flight; false when there is none or more than one. */
  failSole(failure: unknown): boolean {
    const [id] = this.#pending.keys();
    return this.#pending.size === 1 && this.failOne(id, failure);
  }

  /** Rejects everything in flight and everything to come with ConnectionLost. */
  lose(reason: string): void {
    if (this.#lost !== undefined) return;
    this.#lost = reason;
    this.#reverse.end();
    for (const id of [...this.#pending.keys()]) this.#take(id)?.reject(new ConnectionLost(reason, true));
  }

  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    if (pending === undefined) return undefined;
    this.#pending.delete(id);
    pending.options.signal.removeEventListener('abort', pending.onAbort);
    return pending;
  }

  #cancel(id: number, method: string): void {
    const pending = this.#take(id);
    if (pending === undefined) return;
    this.#cancelled.add(id);
    if (this.#cancelled.size > REMEMBERED_CANCELLATIONS) {
      for (const oldest of this.#cancelled) {
        this.#cancelled.delete(oldest);
        break;
      }
    }
    // 2025-11-25, Cancellation: the initialize request must not be cancelled.
    if (method !== 'initialize') {
      this.#needs.send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: id } });
    }
    pending.reject(pending.options.signal.reason);
  }

  #settle(message: RpcResponse): boolean {
    const { id } = message;
    const pending = typeof id === 'number' ? this.#take(id) : undefined;
    if (pending === undefined) {
      this.#stray(message);
      return false;
    }
    if ('error' in message) pending.reject(new UpstreamRpcError(message.error, this.#needs.server));
    else pending.resolve(message.result);
    return true;
  }

  #stray(message: RpcResponse): void {
    const { id } = message;
    const { log, server } = this.#needs;
    if (typeof id === 'number' && this.#cancelled.delete(id)) return;
    if (id === null && 'error' in message && this.failSole(new UpstreamRpcError(message.error, server))) return;
    this.#strays += 1;
    // Powers of two, so that a server cannot fill the log.
    if ((this.#strays & (this.#strays - 1)) !== 0) return;
    log.warn('Dropped an answer to a question nobody asked', { server, id, dropped: this.#strays });
  }

  /** A request that is alone in flight is the one that a question belongs to; among several nobody can tell. */
  #whomToAsk(): ReverseHandler | undefined {
    const [sole, ...others] = [...this.#pending.values()].filter(isWork);
    const handler = others.length === 0 ? sole?.options.onRequest : undefined;
    return handler ?? this.#needs.onRequest;
  }

  #route(message: RpcNotification): void {
    if (message.method === 'notifications/progress') return this.#progress(message);
    if (message.method === 'notifications/cancelled') return this.#reverse.cancel(message.params?.['requestId']);
    const meta = message.params?.['_meta'] as JsonObject | undefined;
    const subscription = meta?.[SUBSCRIPTION_ID];
    const listening = subscription === undefined ? undefined : this.#pending.get(Number(subscription));
    if (listening !== undefined) return listening.options.onNotification?.(message);
    if (message.method === 'notifications/message') return this.#logMessage(message);
    if (OF_THE_SERVER.test(message.method)) return this.#needs.onNotification(message);
    const mayBelong = this.#needs.era === 'modern' || this.#needs.exclusive === true;
    const [sole, ...others] = mayBelong ? [...this.#pending.values()].filter(isWork) : [];
    if (sole !== undefined && others.length === 0) return sole.options.onNotification?.(message);
    this.#needs.onNotification(message);
  }

  #progress(message: RpcNotification): void {
    const pending = this.#pending.get(Number(message.params?.['progressToken']));
    if (pending?.token === undefined) return;
    pending.options.onNotification?.({ ...message, params: { ...message.params, progressToken: pending.token } });
  }

  // Log lines belong to a request but do not say which; a sole one is certain, and on a channel that clients share
  // only in the modern era, where nothing is said outside of requests (2026-07-28).
  #logMessage(message: RpcNotification): void {
    if (this.#needs.era === 'legacy' && this.#needs.exclusive !== true) return;
    const wanting = [...this.#pending.values()].filter(isWork);
    const [sole] = wanting;
    if (wanting.length === 1 && sole !== undefined) return sole.options.onNotification?.(message);
    this.#needs.onNotification(message);
  }
}

/** What a server says of itself, whatever request it may be working on. */
const OF_THE_SERVER =
  /^notifications\/(?:(?:tools|prompts|resources)\/list_changed|resources\/updated|tasks\b|elicitation\/complete)/;

/** A subscription is open all the time and asks for nothing but changes. */
const isWork = ({ method, options }: Pending): boolean =>
  options.onNotification !== undefined && method !== 'subscriptions/listen';
