import type { AuthorizationServer, TokenEndpointResponse } from 'oauth4webapi';
import type { OAuthGrant } from '../../../shared/config/oauth';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { Disconnection } from '../../../shared/model/oauth';
import type { Logger } from '../ports/logger';
import { acceptToken } from './accept-token';
import type { Challenge } from './challenge';
import { openDpopKey } from './dpop-key';
import { type AuthorizationFacts, discoverAuthorization } from './discover-authorization';
import { createKnownIssuer } from './known-issuer';
import { chooseClient } from './oauth-client';
import { createOAuthHttp, type OAuthHttp } from './oauth-http';
import type { ResolvedOAuth } from './resolved-oauth';
import { revokeToken } from './revoke-token';
import {
  requestByAssertion,
  requestByClient,
  requestByIdentity,
  requestByRefresh,
  type TokenExchange,
} from './token-exchange';
import type { TokenPlace, TokenRecord } from './token-record';
import type { TokenStore } from './token-store';

export interface TokenSourceNeeds {
  readonly place: TokenPlace;
  readonly mark: string;
  /** At each use: what references stand for may have changed. */
  readonly resolve: () => Promise<ResolvedOAuth>;
  readonly store: TokenStore;
  readonly log: Logger;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** For one request to the authorization server. */
  readonly timeoutMs: () => number;
  readonly firstWaitMs?: number;
}

/** Gets tokens for one place, with and without a person; remembers nothing. */
export interface TokenSource {
  /** What a sign-in begins with. */
  open(challenge: Challenge | undefined): Promise<OpenedSource>;
  /** By a grant that needs nobody. */
  obtain(request: ObtainRequest): Promise<TokenRecord>;
  /** With the refresh token of a record. */
  refresh(before: TokenRecord): Promise<TokenRecord>;
  accept(answer: TokenEndpointResponse, exchange: TokenExchange): Promise<TokenRecord>;
  /** Tells the authorization server that the tokens of a record are not used any more; throws nothing. */
  revoke(record: TokenRecord): Promise<Omit<Disconnection, 'wasConnected'>>;
  /** Lets the next token come from another authorization server. */
  forgetIssuer(): Promise<void>;
}

export interface OpenedSource {
  readonly oauth: ResolvedOAuth;
  readonly http: OAuthHttp;
  readonly facts: AuthorizationFacts;
}

export interface ObtainRequest {
  readonly challenge: Challenge | undefined;
  /** Asked for beyond what is configured. */
  readonly moreScopes: readonly string[];
}

/** Whether a grant needs no person. */
export const needsNobody = (grant: OAuthGrant): boolean => grant !== 'authorization_code' && grant !== 'device_code';

export function createTokenSource(needs: TokenSourceNeeds): TokenSource {
  const { place, mark, store, log, now } = needs;
  const httpOf = (oauth: ResolvedOAuth): OAuthHttp =>
    createOAuthHttp({
      fetch: oauth.fetch,
      timeoutMs: needs.timeoutMs(),
      ...(needs.firstWaitMs === undefined ? {} : { firstWaitMs: needs.firstWaitMs }),
    });

  const issuers = createKnownIssuer(store, place, mark);

  async function open(challenge: Challenge | undefined): Promise<OpenedSource> {
    const oauth = await needs.resolve();
    const http = httpOf(oauth);
    const facts = await discoverAuthorization({ oauth, http, challenge });
    await issuers.check(oauth, facts.server.issuer);
    return { oauth, http, facts };
  }

  async function accept(answer: TokenEndpointResponse, exchange: TokenExchange): Promise<TokenRecord> {
    const record = await acceptToken(answer, { place, mark, exchange, log, now: now() });
    await issuers.remember(exchange.oauth, exchange.server.issuer);
    return record;
  }

  return {
    open,
    async obtain({ challenge, moreScopes }) {
      const { oauth, http, facts } = await open(challenge);
      const { server, resource } = facts;
      const client = await chooseClient({ oauth, http, server, store, now });
      const scopes = scopesFor({ oauth, facts, challenge, moreScopes });
      const dpop = oauth.settings.dpop ? { dpop: await openDpopKey(undefined) } : {};
      const exchange: TokenExchange = { oauth, http, server, client, resource, scopes, ...dpop };
      return accept(await request(exchange), exchange);
    },
    async refresh(before) {
      const oauth = await needs.resolve();
      const { client, resource, scopes, refreshToken = '', dpopKey } = before;
      const server = before.server as AuthorizationServer;
      const dpop = dpopKey === undefined ? {} : { dpop: await openDpopKey(dpopKey) };
      const exchange: TokenExchange = { oauth, http: httpOf(oauth), server, client, resource, scopes, ...dpop };
      const answer = await requestByRefresh(exchange, refreshToken);
      return acceptToken(answer, { place, mark, exchange, before, log, now: now() });
    },
    accept,
    revoke: (record) => revokeToken(record, needs.resolve, needs.timeoutMs()),
    forgetIssuer: () => issuers.forget(),
  };
}

function request(exchange: TokenExchange) {
  const { oauth } = exchange;
  switch (oauth.settings.grant) {
    case 'client_credentials':
      return requestByClient(exchange);
    case 'refresh_token':
      return requestByRefresh(exchange, oauth.refreshToken ?? '');
    case 'jwt_bearer':
      return requestByAssertion(exchange, oauth.assertion ?? '');
    case 'enterprise_managed':
      return requestByIdentity(exchange);
    case 'authorization_code':
    case 'device_code':
      throw new GatewayError('sign_in_needed', 'A person must sign in');
  }
}

/**
 * Configured scopes, else those that the server just asked for, else all that it may want (protocol revision 2026-07-28,
 * Scope Selection); with those that a call turned out to need.
 */
export function scopesFor(choice: {
  readonly oauth: ResolvedOAuth;
  readonly facts: AuthorizationFacts;
  readonly challenge: Challenge | undefined;
  readonly moreScopes: readonly string[];
}): string[] {
  const { oauth, facts, challenge, moreScopes } = choice;
  const { scopes: configured, grant } = oauth.settings;
  const chosen = configured.length > 0 ? configured : (challenge?.scopes ?? facts.scopesSupported);
  const scopes = [...new Set([...chosen, ...moreScopes])];
  // A token that can be renewed without a person spares them the next sign-in.
  const offered = facts.server.scopes_supported?.includes('offline_access') === true;
  // Alone it would stand in the place of all that is granted to whoever asks for nothing (RFC 6749 §3.3).
  const isWanted = scopes.length > 0 && (grant === 'authorization_code' || grant === 'device_code');
  return offered && isWanted && !scopes.includes('offline_access') ? [...scopes, 'offline_access'] : scopes;
}
