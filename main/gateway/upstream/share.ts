import type { UpstreamServer } from '../../../shared/config/upstream-server';
import type { JsonObject, RpcNotification } from '../../../shared/model/json-rpc';
import type { ServerName } from '../../../shared/model/server';
import type { ReverseRequest, UpstreamClient } from './upstream-client';

export type Share = 'global' | 'client' | 'session';

/** A process costs memory for every copy, a connection to a URL next to nothing. */
export function shareOf(config: UpstreamServer): Share {
  return config.share ?? ('url' in config ? 'client' : 'global');
}

/** A client of the gateway, before it is known how much of itself a server gets to see. */
export interface ConnectingClient {
  readonly keyId: string;
  /** Absent for modern clients over HTTP, which have no session. */
  readonly sessionId?: string;
  readonly info: UpstreamClient['info'];
  readonly capabilities: UpstreamClient['capabilities'];
  readonly onRequest?: (server: ServerName, request: ReverseRequest, signal: AbortSignal) => Promise<JsonObject>;
  readonly onNotification?: (server: ServerName, notification: RpcNotification) => void;
}

/**
 * The client as a server with this sharing sees it. `undefined`: as everybody. A client without a session is its key
 * together with what it can do, so that a server is never told less or more than one client offers.
 */
export function clientFor(share: Share, server: ServerName, client: ConnectingClient): UpstreamClient | undefined {
  if (share === 'global') return undefined;
  const { info, capabilities, keyId, sessionId } = client;
  if (share === 'session' && sessionId !== undefined) {
    const { onRequest, onNotification } = client;
    return {
      key: sessionClientKey(sessionId),
      info,
      capabilities,
      exclusive: true,
      ...(onRequest === undefined ? {} : { onRequest: (request, signal) => onRequest(server, request, signal) }),
      ...(onNotification === undefined
        ? {}
        : { onNotification: (notification) => onNotification(server, notification) }),
    };
  }
  return { key: `client ${keyId} ${JSON.stringify(capabilities)}`, info, capabilities, exclusive: false };
}

/** The key of the connections that were made for one session; they end with it. */
export function sessionClientKey(sessionId: string): string {
  return `session ${sessionId}`;
}
