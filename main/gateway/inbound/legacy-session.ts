import { randomUUID } from 'node:crypto';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { JsonObject, RpcId, RpcNotification } from '../../../shared/model/json-rpc';
import type { ListChange } from '../catalog/list-changes';
import type { Visitor } from '../stages/request-states';
import { changeNotification, concerns } from './list-change-notifications';

/** Takes notifications that belong to no request. */
export type Outlet = (notification: RpcNotification) => void;

/** Notifications kept for a client that has not opened its stream yet. */
const MAX_EARLY = 64;

/** A legacy-era client between `initialize` and its end: what it agreed on and what it has under way. */
export class LegacySession {
  readonly id = randomUUID();
  readonly protocolVersion: string;
  readonly clientName: string | undefined;
  readonly #visitor: Visitor;
  readonly #underWay = new Map<RpcId, AbortController>();
  readonly #early: RpcNotification[] = [];
  #outlet: Outlet | undefined;
  /** Epoch milliseconds. */
  lastUsedAt: number;

  constructor(facts: {
    readonly visitor: Visitor;
    readonly protocolVersion: string;
    readonly clientName: string | undefined;
    readonly now: number;
  }) {
    this.#visitor = facts.visitor;
    this.protocolVersion = facts.protocolVersion;
    this.clientName = facts.clientName;
    this.lastUsedAt = facts.now;
  }

  /** A session belongs to the key and the face that made it; its id alone opens nothing. */
  belongsTo(visitor: Visitor): boolean {
    const mine = this.#visitor;
    if (mine.principal.keyId !== visitor.principal.keyId || mine.face.kind !== visitor.face.kind) return false;
    return (
      mine.face.kind === 'aggregate' || visitor.face.kind === 'aggregate' || mine.face.server === visitor.face.server
    );
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

  /** Opens the way for notifications; what came too early goes first. */
  open(outlet: Outlet): void {
    this.#outlet = outlet;
    for (const notification of this.#early.splice(0)) outlet(notification);
  }

  closeOutlet(): void {
    this.#outlet = undefined;
  }

  announce(change: ListChange): void {
    if (!concerns(change, this.#visitor.profile.configId, this.#visitor.face)) return;
    const notification: RpcNotification = { jsonrpc: '2.0', method: changeNotification(change) };
    if (this.#outlet !== undefined) return this.#outlet(notification);
    // Saying twice that a list changed says no more than once.
    if (this.#early.length < MAX_EARLY && !this.#early.some((one) => one.method === notification.method)) {
      this.#early.push(notification);
    }
  }

  /** Ends whatever is under way. */
  end(): void {
    for (const controller of this.#underWay.values()) controller.abort();
    this.#underWay.clear();
    this.#outlet = undefined;
  }
}

export function requestIdOf(params: JsonObject | undefined): RpcId | undefined {
  const id = params?.['requestId'];
  return typeof id === 'string' || typeof id === 'number' ? id : undefined;
}

/** The name that a client gives itself in `initialize`; for display only, since anybody can claim it. */
export function clientNameOf(params: JsonObject | undefined): string | undefined {
  const info = params?.['clientInfo'];
  if (typeof info !== 'object' || info === null || !('name' in info)) return undefined;
  return typeof info.name === 'string' ? info.name.slice(0, 200) : undefined;
}
