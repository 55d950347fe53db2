import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { GatewayError } from '../../../shared/errors/gateway-error';
import {
  isJsonObject,
  type JsonObject,
  type RpcId,
  type RpcMessage,
  type RpcNotification,
  type RpcResponse,
} from '../../../shared/model/json-rpc';
import type { ServerName } from '../../../shared/model/server';
import type { ListChange } from '../catalog/list-changes';
import type { GatewayCore } from '../core';
import { handleReverseRequest } from '../handle-reverse-request';
import type { ClientSession, RequestClient } from '../stages/request-client';
import type { Visitor } from '../stages/request-states';
import { relayNotifications } from '../stages/relay-notifications';
import type { ConnectingClient } from '../upstream/share';
import type { ReverseRequest } from '../upstream/upstream-client';
import { ClientQuestions } from './client-questions';
import { knowsResourceLinks } from './codecs/legacy-codec';
import { changeNotification, concerns } from './list-change-notifications';
import { createSessionStreams, type ReplayableStream } from './replayable-stream';

/** Takes what belongs to no request of the client. */
export type Outlet = (message: RpcMessage) => void;

export interface LegacySessionFacts {
  readonly visitor: Visitor;
  readonly transport: 'http' | 'stdio';
  readonly protocolVersion: string;
  /** Of the client’s `initialize`. */
  readonly params: JsonObject;
  readonly core: GatewayCore;
  readonly now: number;
}

/** Messages kept for a client that has not opened its stream yet. */
const MAX_EARLY = 64;
/** How long a server’s first question waits for that stream. */
const OUTLET_WITHIN_MS = 5_000;

/** A legacy-era client between `initialize` and its end: what it agreed on and what it has under way. */
export class LegacySession {
  readonly id: string;
  readonly protocolVersion: string;
  readonly #facts: LegacySessionFacts;
  readonly #connecting: ConnectingClient;
  /** What was said on its streams, for a client whose connection broke. */
  readonly streams = createSessionStreams();
  /** The stream for what belongs to no request. */
  ownStream: ReplayableStream | undefined;
  readonly #questions = new ClientQuestions();
  readonly #underWay = new Map<RpcId, AbortController>();
  readonly #early: RpcNotification[] = [];
  readonly #kept: ClientSession = { tell: (notification) => this.tell(notification), subscriptions: new Map() };
  #outlet: Outlet | undefined;
  #hadOutlet = false;
  /** Questions of servers that wait for the stream. */
  readonly #awaiting = new Set<() => void>();
  /** Epoch milliseconds. */
  lastUsedAt: number;

  constructor(facts: LegacySessionFacts, id: string = randomUUID()) {
    this.id = id;
    this.#facts = facts;
    this.protocolVersion = facts.protocolVersion;
    this.lastUsedAt = facts.now;
    this.#connecting = {
      ...identityOf(facts.params),
      keyId: facts.visitor.principal.keyId,
      userId: facts.visitor.principal.userId,
      sessionId: this.id,
      onRequest: (server, request, signal) => this.#askOutside(server, request, signal),
      onNotification: (server, notification) => this.#tellOutside(server, notification),
    };
  }

  /** The client as a request of this session knows it; `send` writes to the stream of that request. */
  client(send: (message: RpcMessage) => void): RequestClient {
    const name = clientNameOf(this.#facts.params);
    return {
      era: 'legacy',
      knowsResourceLinks: knowsResourceLinks(this.protocolVersion),
      ...(name === undefined ? {} : { name }),
      connecting: this.#connecting,
      session: this.#kept,
      ask: (request, signal) => this.#questions.ask(request, send, signal),
      notify: send,
    };
  }

  /** A session belongs to the key and the face that made it; its id alone opens nothing. */
  belongsTo(visitor: Visitor): boolean {
    const mine = this.#facts.visitor;
    if (mine.principal.keyId !== visitor.principal.keyId || mine.face.kind !== visitor.face.kind) return false;
    return (
      mine.face.kind === 'aggregate' || visitor.face.kind === 'aggregate' || mine.face.server === visitor.face.server
    );
  }

  get keyId(): string {
    return this.#facts.visitor.principal.keyId;
  }

  /** What the client says that it is. Nobody checked it. */
  get clientName(): string | undefined {
    return clientNameOf(this.#facts.params);
  }

  get isIdle(): boolean {
    return this.#underWay.size === 0;
  }

  get hasOutlet(): boolean {
    return this.#outlet !== undefined;
  }

  /** Registers a request so that the client can take it back. */
  begin(id: RpcId): AbortSignal {
    if (this.#underWay.has(id)) {
      throw new GatewayError('invalid_request', `A request with id ${JSON.stringify(id)} is still under way`);
    }
    const controller = new AbortController();
    this.#underWay.set(id, controller);
    return controller.signal;
  }

  finish(id: RpcId): void {
    this.#underWay.delete(id);
  }

  /** Handles what a client says without waiting for an answer. */
  hear(notification: RpcNotification): void {
    if (notification.method !== 'notifications/cancelled') return;
    const id = requestIdOf(notification.params);
    if (id !== undefined) this.#underWay.get(id)?.abort();
  }

  /** Takes the client’s answer to a question. */
  settle(answer: RpcResponse): void {
    this.#questions.settle(answer);
  }

  /** Opens the way for what belongs to no request; what came too early goes first. */
  open(outlet: Outlet): void {
    this.#outlet = outlet;
    this.#hadOutlet = true;
    for (const settle of [...this.#awaiting]) settle();
    for (const notification of this.#early.splice(0)) outlet(notification);
  }

  /** Opens the way over a stream; it closes with the connection, and what comes then waits for the next. */
  openOn(stream: ReplayableStream, connection: ServerResponse): void {
    this.ownStream = stream;
    const outlet: Outlet = (message) => stream.send(message);
    this.open(outlet);
    connection.once('close', () => {
      if (this.#outlet === outlet) this.#outlet = undefined;
    });
  }

  announce(change: ListChange): void {
    const { visitor } = this.#facts;
    if (!concerns(change, visitor.profile.configId, visitor.face)) return;
    this.tell({ jsonrpc: '2.0', method: changeNotification(change) });
  }

  /** Tells the client something that belongs to no request, now or when it opens its stream. */
  tell(notification: RpcNotification): void {
    if (this.#outlet !== undefined) return this.#outlet(notification);
    // Saying twice that a list changed says no more than once.
    const isKnown =
      /list_changed$/.test(notification.method) && this.#early.some((one) => one.method === notification.method);
    if (this.#early.length < MAX_EARLY && !isKnown) this.#early.push(notification);
  }

  /** Ends whatever is under way. */
  end(): void {
    for (const controller of this.#underWay.values()) controller.abort();
    this.#underWay.clear();
    this.#questions.end();
    for (const unsubscribe of this.#kept.subscriptions.values()) unsubscribe();
    this.#kept.subscriptions.clear();
    this.ownStream?.end();
    this.#outlet = undefined;
    for (const settle of [...this.#awaiting]) settle();
  }

  /** A client opens its stream a moment after it has introduced itself, and servers may be quicker than that. */
  #outletSoon(signal: AbortSignal): Promise<Outlet | undefined> {
    if (this.#outlet !== undefined || this.#hadOutlet) return Promise.resolve(this.#outlet);
    return new Promise((resolve) => {
      const settle = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', settle);
        this.#awaiting.delete(settle);
        resolve(this.#outlet);
      };
      const timer = setTimeout(settle, OUTLET_WITHIN_MS).unref();
      signal.addEventListener('abort', settle, { once: true });
      this.#awaiting.add(settle);
    });
  }

  async #askOutside(server: ServerName, request: ReverseRequest, signal: AbortSignal): Promise<JsonObject> {
    const outlet = await this.#outletSoon(signal);
    const ask =
      outlet === undefined
        ? undefined
        : (asked: ReverseRequest, until: AbortSignal) => this.#questions.ask(asked, outlet, until);
    const { visitor, transport, core } = this.#facts;
    const client = { connecting: this.#connecting };
    return core.use((runtime) =>
      handleReverseRequest({ server, request, visitor, transport, client, ask, signal }, runtime),
    );
  }

  #tellOutside(server: ServerName, notification: RpcNotification): void {
    // The catalog and the subscriptions tell of these, once for all servers.
    if (/list_changed$|resources\/updated$/.test(notification.method)) return;
    void this.#facts.core
      .use(async (runtime) => {
        const source = { server, visitor: this.#facts.visitor, client: { connecting: this.#connecting } };
        const relay = relayNotifications(source, runtime, (passed) => this.tell(passed));
        relay.accept(notification);
        await relay.drained();
      })
      .catch(() => undefined);
  }
}

export function requestIdOf(params: JsonObject | undefined): RpcId | undefined {
  const id = params?.['requestId'];
  return typeof id === 'string' || typeof id === 'number' ? id : undefined;
}

/** What a client says of itself in `initialize`. */
export function identityOf(params: JsonObject): { readonly info: JsonObject; readonly capabilities: JsonObject } {
  const { clientInfo, capabilities } = params;
  return {
    info: isJsonObject(clientInfo) ? clientInfo : {},
    capabilities: isJsonObject(capabilities) ? capabilities : {},
  };
}

/** The name that a client gives itself; for display only, since anybody can claim it. */
export function clientNameOf(params: JsonObject): string | undefined {
  const { name } = identityOf(params).info;
  return typeof name === 'string' ? name.slice(0, 200) : undefined;
}
