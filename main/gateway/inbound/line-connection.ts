import { asGatewayError, GatewayError } from '../../../shared/errors/gateway-error';
import type { Face } from '../../../shared/model/face';
import {
  isJsonObject,
  isNotification,
  isRequest,
  type RpcId,
  type RpcMessage,
  type RpcRequest,
  type RpcResponse,
} from '../../../shared/model/json-rpc';
import type { GatewayCore } from '../core';
import { admit } from '../pipeline';
import type { Credentials } from '../ports/auth-provider';
import type { Runtime } from '../runtime';
import type { Visitor } from '../stages/request-states';
import { toRpcError } from '../stages/respond';
import { answerRequest, type Exchange } from './answer-request';
import { checkEnvelope, claimedVersion, eraOf, readMessage } from './classify-message';
import { legacyCodec, negotiateVersion } from './codecs/legacy-codec';
import { modernCodec } from './codecs/modern-codec';
import { clientNameOf, LegacySession, requestIdOf } from './legacy-session';
import { openListen, type ListenSubscription } from './listen-subscription';

export interface LineConnectionNeeds {
  readonly core: GatewayCore;
  readonly credentials: Credentials;
  readonly face: Face;
  /** Writes one message; the caller adds the line end. */
  readonly send: (message: RpcMessage) => void;
}

/**
 * One client on a stream of lines: stdin and stdout, or the socket of the stdio shim. Speaks both eras, also
 * `server/discover` first and `initialize` later. Every message is admitted anew, so a key that is disabled is
 * refused on the next one.
 */
export class LineConnection {
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
    let id: RpcId | null = null;
    try {
      const message = readMessage(parse(line));
      if (isRequest(message)) id = message.id;
      await this.#needs.core.use((runtime) => this.#serve(message, runtime));
    } catch (thrown) {
      const error = asGatewayError(thrown);
      error.correlationId ??= crypto.randomUUID();
      if (error.code === 'internal') {
        this.#needs.core.log.error('A request failed unexpectedly', {
          failure: error.cause,
          correlationId: error.correlationId,
        });
      }
      this.#send({ jsonrpc: '2.0', id, error: toRpcError(error) });
    }
  }

  /** The client is gone: whatever it asked for is taken back. */
  close(): void {
    this.#closed = true;
    for (const controller of this.#underWay.values()) controller.abort();
    for (const subscription of this.#subscriptions.values()) subscription.drop();
    this.#session?.end();
    this.#stopListening?.();
  }

  async #serve(message: RpcMessage, runtime: Runtime): Promise<void> {
    if (isNotification(message)) return this.#hear(message.method, requestIdOf(message.params));
    // Answers to requests of ours: we send none on this connection.
    if (!isRequest(message)) return;
    const { credentials, face } = this.#needs;
    const controller = this.#begin(message.id);
    try {
      const visitor = await admit({ stage: 'arrived', credentials, face, signal: controller.signal }, runtime);
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
    if (message.method === 'subscriptions/listen') {
      const { changes } = this.#needs.core;
      this.#subscriptions.set(message.id, openListen(message, visitor, { changes, send: (one) => this.#send(one) }));
      return undefined;
    }
    const exchange = this.#exchange(message, visitor, signal);
    return answerRequest({ ...exchange, codec: modernCodec, protocolVersion: claimedVersion(message) ?? '' }, runtime);
  }

  async #answerLegacy(message: RpcRequest, visitor: Visitor, runtime: Runtime, signal: AbortSignal) {
    const exchange = this.#exchange(message, visitor, signal);
    if (message.method === 'initialize') return this.#initialize(exchange, runtime);
    const session = this.#session;
    if (session === undefined && message.method !== 'ping' && message.method !== 'server/discover') {
      throw new GatewayError('session_required', `"${message.method}" came before "initialize"`);
    }
    const clientName = session?.clientName;
    const protocolVersion = session?.protocolVersion ?? '';
    return answerRequest(
      { ...exchange, ...(clientName === undefined ? {} : { clientName }), protocolVersion },
      runtime,
    );
  }

  async #initialize(exchange: Exchange, runtime: Runtime): Promise<RpcResponse | undefined> {
    const { request, visitor } = exchange;
    const protocolVersion = negotiateVersion(request.params?.['protocolVersion']);
    const clientName = clientNameOf(request.params);
    const named = clientName === undefined ? {} : { clientName };
    const answer = await answerRequest({ ...exchange, ...named, protocolVersion }, runtime);
    if (answer === undefined || 'error' in answer) return answer;
    this.#session = new LegacySession({ visitor, protocolVersion, clientName, now: runtime.now() });
    this.#stopListening ??= this.#needs.core.changes.on((change) => this.#session?.announce(change));
    return answer;
  }

  #exchange(request: RpcRequest, visitor: Visitor, signal: AbortSignal): Exchange {
    return {
      visitor,
      request,
      codec: legacyCodec,
      transport: 'stdio',
      protocolVersion: '',
      signal,
      notify: (notification) => this.#send(notification),
      limits: this.#needs.core.limits,
    };
  }

  #hear(method: string, requestId: RpcId | undefined): void {
    if (method === 'notifications/initialized') this.#session?.open((notification) => this.#send(notification));
    if (method !== 'notifications/cancelled' || requestId === undefined) return;
    this.#underWay.get(requestId)?.abort();
    this.#subscriptions.get(requestId)?.drop();
    this.#subscriptions.delete(requestId);
  }

  #begin(id: RpcId): AbortController {
    if (this.#underWay.has(id)) {
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

function parse(line: string): unknown {
  try {
    const value: unknown = JSON.parse(line);
    if (isJsonObject(value)) return value;
  } catch (cause) {
    throw new GatewayError('parse_failed', 'The line is not well-formed JSON', {}, { cause });
  }
  throw new GatewayError('invalid_request', 'A line holds exactly one JSON-RPC message');
}
