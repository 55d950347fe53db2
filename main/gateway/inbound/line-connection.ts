import { randomUUID } from 'node:crypto';
import { asGatewayError, GatewayError } from '../../../shared/errors/gateway-error';
import type { Face } from '../../../shared/model/face';
import {
  isJsonObject,
  isNotification,
  isRequest,
  type JsonObject,
  type RpcId,
  type RpcMessage,
  type RpcNotification,
  type RpcRequest,
} from '../../../shared/model/json-rpc';
import type { GatewayCore } from '../core';
import { handleNotification } from '../handle-notification';
import { admit } from '../pipeline';
import type { Credentials } from '../ports/auth-provider';
import type { Runtime } from '../runtime';
import type { Visitor } from '../stages/request-states';
import { toRpcError } from '../stages/respond';
import { answerRequest, type Exchange } from './answer-request';
import { checkEnvelope, checkVersion, claimedVersion, eraOf, readMessage } from './classify-message';
import { BATCH_VERSION, legacyCodec, MAX_BATCH, negotiateVersion } from './codecs/legacy-codec';
import { modernCodec } from './codecs/modern-codec';
import { LegacySession, requestIdOf } from './legacy-session';
import { countRefusal } from './count-refusal';
import { openListen, type ListenSubscription } from './listen-subscription';
import { parseMessage } from './parse-message';
import { modernClient } from './modern-client';

export interface LineConnectionNeeds {
  readonly core: GatewayCore;
  readonly credentials: Credentials;
  readonly face: Face;
  /** Writes one message; the caller adds the line end. */
  readonly send: (message: RpcMessage) => void;
}

const MAX_SUBSCRIPTIONS = 64;

/**
 * One client on a stream of lines: stdin and stdout, or the socket of the stdio shim. Speaks both eras, also
 * `server/discover` first and `initialize` later. Every message is admitted anew, so a key that is disabled is
 * refused on the next one.
 */
export class LineConnection {
  /** One connection is one session to servers that are not shared, whatever era is spoken on it. */
  readonly #id = randomUUID();
  readonly #needs: LineConnectionNeeds;
  readonly #underWay = new Map<RpcId, AbortController>();
  readonly #subscriptions = new Map<RpcId, ListenSubscription>();
  #session: LegacySession | undefined;
  #stopListening: (() => void) | undefined;
  #closed = false;

  constructor(needs: LineConnectionNeeds) {
    this.#needs = needs;
  }

  /** Handles one line. Never throws; a message that cannot be served is answered with what is wrong. */
  async receive(line: string): Promise<void> {
    const seen: { id?: RpcId } = {};
    const { core } = this.#needs;
    try {
      await core.use((runtime) => this.#read(line, seen, runtime));
    } catch (thrown) {
      const error = asGatewayError(thrown);
      error.correlationId ??= crypto.randomUUID();
      countRefusal(error, core.counters);
      if (error.code === 'internal') {
        core.log.error('A request failed unexpectedly', {
          failure: error.cause,
          correlationId: error.correlationId,
        });
      }
      this.#send({ jsonrpc: '2.0', id: seen.id ?? null, error: toRpcError(error) });
    }
  }

  async #read(line: string, seen: { id?: RpcId }, runtime: Runtime): Promise<void> {
    const value = parseMessage(line, runtime.config.limits, seen);
    if (Array.isArray(value)) return this.#receiveBatch(value);
    if (!isJsonObject(value)) throw new GatewayError('invalid_request', 'A line holds exactly one JSON-RPC message');
    return this.#serve(readMessage(value), runtime);
  }

  /** Batches existed in one revision only. Each answer goes out as soon as it is there. */
  async #receiveBatch(values: readonly unknown[]): Promise<void> {
    if (this.#session?.protocolVersion !== BATCH_VERSION || values.length === 0 || values.length > MAX_BATCH) {
      throw new GatewayError('invalid_request', 'A line holds exactly one JSON-RPC message');
    }
    await Promise.all(values.map((value) => this.receive(JSON.stringify(value))));
  }

  /** The client is gone: whatever it asked for is taken back. */
  close(): void {
    this.#closed = true;
    for (const controller of this.#underWay.values()) controller.abort();
    for (const subscription of this.#subscriptions.values()) subscription.drop();
    this.#session?.end();
    this.#stopListening?.();
    this.#needs.core.endSession(this.#id);
  }

  async #serve(message: RpcMessage, runtime: Runtime): Promise<void> {
    if (isNotification(message)) return this.#hear(message, runtime);
    if (!isRequest(message)) return this.#session?.settle(message);
    // It left while the configuration was being read.
    if (this.#closed) return;
    const { credentials, face } = this.#needs;
    const controller = this.#begin(message.id);
    try {
      const visitor = await admit({ stage: 'arrived', credentials, face }, runtime);
      const answer =
        eraOf(message) === 'modern'
          ? await this.#answerModern(message, visitor, runtime, controller.signal)
          : await this.#answerLegacy(message, visitor, runtime, controller.signal);
      if (answer !== undefined) this.#send(answer);
    } finally {
      this.#underWay.delete(message.id);
    }
  }

  async #answerModern(message: RpcRequest, visitor: Visitor, runtime: Runtime, signal: AbortSignal) {
    checkEnvelope(message);
    checkVersion(message);
    const send = (one: RpcMessage) => this.#send(one);
    const client = modernClient(message, visitor, send);
    if (message.method === 'subscriptions/listen') {
      if (this.#subscriptions.size >= MAX_SUBSCRIPTIONS) {
        throw new GatewayError('resource_exhausted', `This connection already has ${MAX_SUBSCRIPTIONS} subscriptions`);
      }
      const { core } = this.#needs;
      const subscription = await openListen(message, { core, visitor, client, send }, runtime);
      if (signal.aborted) subscription.drop();
      else this.#subscriptions.set(message.id, subscription);
      return undefined;
    }
    const exchange: Exchange = {
      visitor,
      request: message,
      codec: modernCodec,
      transport: 'stdio',
      protocolVersion: claimedVersion(message) ?? '',
      client: { ...client, connecting: { ...client.connecting, sessionId: this.#id } },
      signal,
      limits: this.#needs.core.limits,
    };
    return answerRequest(exchange, runtime);
  }

  async #answerLegacy(message: RpcRequest, visitor: Visitor, runtime: Runtime, signal: AbortSignal) {
    if (message.method === 'initialize') return this.#initialize(message, visitor, runtime, signal);
    const session = this.#session;
    if (session !== undefined) return answerRequest(this.#exchange(message, visitor, session, signal), runtime);
    if (message.method !== 'ping' && message.method !== 'server/discover') {
      throw new GatewayError('session_required', `"${message.method}" came before "initialize"`);
    }
    return answerRequest(this.#exchange(message, visitor, this.#newSession({}, visitor, runtime), signal), runtime);
  }

  async #initialize(message: RpcRequest, visitor: Visitor, runtime: Runtime, signal: AbortSignal) {
    const session = this.#newSession(message.params ?? {}, visitor, runtime);
    const answer = await answerRequest(this.#exchange(message, visitor, session, signal), runtime);
    if (answer === undefined || 'error' in answer) return answer;
    this.#session = session;
    this.#stopListening ??= this.#needs.core.changes.on((change) => this.#session?.announce(change));
    return answer;
  }

  #newSession(params: JsonObject, visitor: Visitor, runtime: Runtime): LegacySession {
    const protocolVersion = negotiateVersion(params['protocolVersion']);
    const { core } = this.#needs;
    const facts = { visitor, transport: 'stdio', protocolVersion, params, core, now: runtime.now() } as const;
    return new LegacySession(facts, this.#id);
  }

  #exchange(request: RpcRequest, visitor: Visitor, session: LegacySession, signal: AbortSignal): Exchange {
    return {
      visitor,
      request,
      codec: legacyCodec,
      transport: 'stdio',
      protocolVersion: session.protocolVersion,
      client: session.client((one) => this.#send(one)),
      signal,
      limits: this.#needs.core.limits,
    };
  }

  async #hear(message: RpcNotification, runtime: Runtime): Promise<void> {
    const session = this.#session;
    if (message.method === 'notifications/initialized') session?.open((one) => this.#send(one));
    const requestId = requestIdOf(message.params);
    if (message.method === 'notifications/cancelled' && requestId !== undefined) {
      this.#underWay.get(requestId)?.abort();
      this.#subscriptions.get(requestId)?.drop();
      this.#subscriptions.delete(requestId);
    }
    if (session === undefined) return;
    const { credentials, face } = this.#needs;
    const visitor = await admit({ stage: 'arrived', credentials, face }, runtime);
    await handleNotification(message, { visitor, client: session.client((one) => this.#send(one)) }, runtime);
  }

  #begin(id: RpcId): AbortController {
    if (this.#underWay.has(id) || this.#subscriptions.has(id)) {
      throw new GatewayError('invalid_request', `A request with id ${JSON.stringify(id)} is still under way`);
    }
    const controller = new AbortController();
    this.#underWay.set(id, controller);
    return controller;
  }

  #send(message: RpcMessage): void {
    if (!this.#closed) this.#needs.send(message);
  }
}
