import { createHash } from 'node:crypto';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { ResolvedOAuth } from './resolved-oauth';
import type { TokenPlace } from './token-record';
import type { TokenStore } from './token-store';

/**
 * Credentials of a client belong to the authorization server that knows it (protocol revision 2026-07-28, Authorization
 * Server Binding). Where the settings do not say which that is, it is the one that gave the first token, whatever
 * the server names later.
 */
export interface KnownIssuer {
  /** Throws for another one. */
  check(oauth: ResolvedOAuth, issuer: string): Promise<void>;
  remember(oauth: ResolvedOAuth, issuer: string): Promise<void>;
  forget(): Promise<void>;
}

export function createKnownIssuer(store: TokenStore, { configId, server }: TokenPlace, mark: string): KnownIssuer {
  const text = JSON.stringify([configId, server, mark]);
  const id = `oauth-issuer.${createHash('sha256').update(text).digest('hex').slice(0, 40)}`;
  return {
    async check(oauth, issuer) {
      const known = isOpen(oauth) ? await store.read(id) : undefined;
      if (known === undefined || known === issuer) return;
      const remedy = `If that is right, disconnect it and connect it again, or set "issuer" in ${oauth.place}`;
      const message = `${server} names the authorization server ${issuer}, which does not know our client: that was ${known}. ${remedy}`;
      throw new GatewayError('authorization_server_failed', message, { server });
    },
    async remember(oauth, issuer) {
      if (isOpen(oauth) && (await store.read(id)) !== issuer) await store.write(id, issuer);
    },
    async forget() {
      await store.remove(id);
    },
  };
}

/** Whether a configured client goes to whoever the server names. Other clients are registered where they are used. */
const isOpen = ({ clientId, settings }: ResolvedOAuth): boolean =>
  clientId !== undefined && settings.issuer === undefined && settings.tokenEndpoint === undefined;
