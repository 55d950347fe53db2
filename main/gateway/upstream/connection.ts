import type { JsonObject, RpcNotification } from '../../../shared/model/json-rpc';
import type { ServerDescription, UpstreamStatus } from '../../../shared/model/server';
import type { ReverseHandler } from './upstream-client';

export interface ConnectionRequestOptions {
  readonly signal: AbortSignal;
  readonly onNotification?: (notification: RpcNotification) => void;
  /** Takes what the server asks while it works on this request. */
  readonly onRequest?: ReverseHandler;
}

/** Something that carries requests to one server, before anything is known about the server. */
export interface RpcSession {
  request(method: string, params: JsonObject | undefined, options: ConnectionRequestOptions): Promise<JsonObject>;
  notify(method: string, params: JsonObject | undefined): Promise<void>;
}

/** A session past its handshake. Requests in flight when it ends are rejected with ConnectionLost. */
export interface Connection extends RpcSession {
  readonly description: ServerDescription;
  readonly pid?: number;
  /** Resolves when nothing of it is left. */
  close(deadlineMs: number): Promise<void>;
}

export interface ConnectionEnd {
  /** A clause that follows the server’s name, such as `exited with code 1`. */
  readonly reason: string;
  /** True when the server fell over; false when it merely ended the session. */
  readonly crashed: boolean;
}

export interface ConnectionListener {
  readonly onNotification: (notification: RpcNotification) => void;
  /** Takes what the server asks outside of any request; absent when it could not be known whom to ask. */
  readonly onRequest?: ReverseHandler;
  /** True when everything on this connection belongs to one client session. */
  readonly exclusive?: boolean;
  /** Called once, before requests in flight are rejected; not for a connection that we closed. */
  readonly onEnd: (end: ConnectionEnd) => void;
}

/** Knows how to reach one server, and does it as often as asked. */
export interface Connector {
  readonly transport: UpstreamStatus['transport'];
  /** `eagerly`: restarted as soon as it may be while it is in use. `lazily`: with the next call. */
  readonly heals: 'eagerly' | 'lazily';
  /** 0 means that it is never stopped for idleness. */
  readonly idleTimeoutMs: number;
  connect(listener: ConnectionListener, signal: AbortSignal): Promise<Connection>;
  stderrTail(): readonly string[] | undefined;
}
