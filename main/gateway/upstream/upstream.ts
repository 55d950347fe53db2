import type { JsonObject, RpcNotification } from '../../../shared/model/json-rpc';
import type { ReverseHandler, UpstreamClient } from './upstream-client';
import type { Era, ServerDescription, ServerName, UpstreamStatus } from '../../../shared/model/server';

export interface UpstreamRequestOptions {
  readonly signal: AbortSignal;
  /** The gateway key that it is for; absent: the gateway’s own. Keys take turns where calls wait in line. */
  readonly keyId?: string;
  /** Notifications that belong to this request, progress tokens already mapped back. */
  readonly onNotification?: (notification: RpcNotification) => void;
  /** Takes what the server asks while it works on this request (legacy era). Absent: it may ask nothing. */
  readonly onRequest?: ReverseHandler;
  /** True when sending it twice does no harm: lists, reads, tools that say they are read-only or idempotent. */
  readonly replaySafe?: boolean;
}

export interface UpstreamAnswer {
  readonly result: JsonObject;
  readonly era: Era;
}

/** What a server must be told anew after a restart. */
export interface KeptRequest {
  readonly method: string;
  readonly params: JsonObject;
}

export type UpstreamEvent =
  | { readonly kind: 'state'; readonly status: UpstreamStatus }
  /** What it said so far may have been said to somebody with other credentials. */
  | { readonly kind: 'renewed' }
  /** Any notification that belongs to no request, `list_changed` among them. */
  | { readonly kind: 'notification'; readonly notification: RpcNotification };

/** One MCP server as we reach it: started when first needed, healed when it falls, stopped when idle. */
export interface Upstream {
  readonly server: ServerName;
  /** Known from the first start on. */
  readonly era: Era | undefined;
  status(): UpstreamStatus;
  /** What the server said of itself, if it runs; never waits. */
  readonly present: ServerDescription | undefined;
  /** Starts the server if needed. Throws `server_unavailable`, or `discovery_…` codes, saying why. */
  describe(signal: AbortSignal): Promise<ServerDescription>;
  /**
   * Sends one request and resolves with the result exactly as the server gave it. Throws UpstreamRpcError for the
   * server’s own JSON-RPC errors, and `server_unavailable` when the connection is lost and a replay is not safe.
   * Aborting tells the server (`notifications/cancelled`, or by closing the stream).
   */
  request(method: string, params: JsonObject | undefined, options: UpstreamRequestOptions): Promise<UpstreamAnswer>;
  notify(method: string, params: JsonObject | undefined): Promise<void>;
  /** A request that is sent again after every restart, such as a subscription; `undefined` forgets it. */
  keep(key: string, request: KeptRequest | undefined): void;
  /**
   * Has the next request open a new connection, with references resolved anew; one that rests after crashes may start at
   * once. Requests in flight finish on the old connection. A server that was lately in use is connected to right away.
   */
  renew(): void;
  on(listener: (event: UpstreamEvent) => void): () => void;
}

/** The upstreams of one configuration. Releasing it stops those that no later set took over. */
export interface UpstreamSet {
  /** The upstream that serves this client, as the server’s `share` says; without a client everybody’s. */
  get(server: ServerName, client?: UpstreamClient): Upstream | undefined;
  readonly servers: readonly ServerName[];
  release(): Promise<void>;
}
