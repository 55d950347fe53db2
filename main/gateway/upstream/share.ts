import type { UpstreamServer } from '../../../shared/config/upstream-server';
import type { UpstreamClient } from './upstream-client';

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
  readonly onRequest?: UpstreamClient['onRequest'];
  readonly onNotification?: UpstreamClient['onNotification'];
}

/**
 * The client as a server with this sharing sees it. `undefined`: as everybody. A client without a session is its key
 * together with what it can do, so that a server is never told less or more than one client offers.
 */
export function clientFor(share: Share, client: ConnectingClient): UpstreamClient | undefined {
  if (share === 'global') return undefined;
  const { info, capabilities, keyId, sessionId } = client;
  if (share === 'session' && sessionId !== undefined) {
    const { onRequest, onNotification } = client;
    return {
      key: `session ${sessionId}`,
      info,
      capabilities,
      exclusive: true,
      ...(onRequest === undefined ? {} : { onRequest }),
      ...(onNotification === undefined ? {} : { onNotification }),
    };
  }
  return { key: `client ${keyId} ${JSON.stringify(capabilities)}`, info, capabilities, exclusive: false };
}
