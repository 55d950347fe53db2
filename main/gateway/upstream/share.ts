import { tokenOwner } from '../../../shared/config/oauth';
import type { UpstreamServer } from '../../../shared/config/upstream-server';
import type { JsonObject, RpcNotification } from '../../../shared/model/json-rpc';
import type { ServerName } from '../../../shared/model/server';
import type { ReverseRequest, UpstreamClient } from './upstream-client';

export type Share = 'global' | 'client' | 'session';

/** A process costs memory for every copy, a connection to a URL next to nothing. A user’s token is for that user alone. */
export function shareOf({ share, oauth, ...config }: UpstreamServer): Share {
  const isUsersOwn = oauth?.enabled === true && tokenOwner(oauth) === 'user';
  return share ?? ('url' in config || isUsersOwn ? 'client' : 'global');
}

/** A client of the gateway, before it is known how much of itself a server gets to see. */
export interface ConnectingClient {
  readonly keyId: string;
  readonly userId: string;
  /** Absent for modern clients over HTTP, which have no session. */
  readonly sessionId?: string;
  /** What stands for the session of one that has none, while it uses a server that is nobody else’s. */
  readonly slotId?: string;
  readonly info: UpstreamClient['info'];
  readonly capabilities: UpstreamClient['capabilities'];
  readonly onRequest?: (server: ServerName, request: ReverseRequest, signal: AbortSignal) => Promise<JsonObject>;
  readonly onNotification?: (server: ServerName, notification: RpcNotification) => void;
}

/**
 * The client as a server with this sharing sees it. `undefined`: as everybody. A client without a session is its key
 * together with what it can do, so that a server is never told less or more than one client offers. It goes by our
 * name then, since the next client of the key may be another program.
 */
export function clientFor(share: Share, server: ServerName, client: ConnectingClient): UpstreamClient | undefined {
  if (share === 'global') return undefined;
  const { userId: user, info, capabilities, onRequest, onNotification } = client;
  if (share === 'client') return { key: `client ${identity(client)}`, user, info: {}, capabilities, exclusive: false };
  return {
    user,
    key: sessionClientKey(client.sessionId ?? client.slotId ?? slotId(client, 0)),
    info: client.sessionId === undefined && client.slotId === undefined ? {} : info,
    capabilities,
    exclusive: true,
    ...(onRequest === undefined ? {} : { onRequest: (request, signal) => onRequest(server, request, signal) }),
    ...(onNotification === undefined ? {} : { onNotification: (notification) => onNotification(server, notification) }),
  };
}

const identity = ({ keyId, capabilities }: ConnectingClient): string => `${keyId} ${JSON.stringify(capabilities)}`;

/** Stands for the session of a client that has none: one of several places of its key. */
export function slotId(client: ConnectingClient, place: number): string {
  return `${identity(client)} #${place}`;
}

/** The key of the connections that were made for one session; they end with it. */
export function sessionClientKey(sessionId: string): string {
  return `session ${sessionId}`;
}
