import type { JsonObject, RpcError, RpcNotification } from '../../../shared/model/json-rpc';

/** What a server asks of the client behind us: sampling, elicitation, roots, or a method that we do not know. */
export interface ReverseRequest {
  readonly method: string;
  readonly params?: JsonObject;
}

/** Resolves with the client’s result; rejects with ReverseRefusal for an error that the server is to see. */
export type ReverseHandler = (request: ReverseRequest, signal: AbortSignal) => Promise<JsonObject>;

/** The answer to a server’s request that is an error: the client’s own, or ours in its place. */
export class ReverseRefusal extends Error {
  override readonly name = 'ReverseRefusal';

  constructor(readonly error: RpcError) {
    super(error.message);
  }
}

/** The client for whom a connection to a server is made. */
export interface UpstreamClient {
  /** Clients with the same key share a connection; the empty key is everybody’s. */
  readonly key: string;
  /** Whose tokens it uses; absent on connections that are everybody’s. */
  readonly user?: string;
  readonly info: JsonObject;
  /** What the server may ask of it; empty for a connection that clients share. */
  readonly capabilities: JsonObject;
  /** True when the connection belongs to one client session, so that everything on it belongs to that session. */
  readonly exclusive: boolean;
  /** Takes what the server asks outside of any call. */
  readonly onRequest?: ReverseHandler;
  /** Takes what the server says outside of any call. */
  readonly onNotification?: (notification: RpcNotification) => void;
}
