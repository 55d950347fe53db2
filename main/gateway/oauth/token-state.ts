import type { OAuth } from '../../../shared/config/oauth';
import type { TokenState, TokenStatus } from '../../../shared/model/oauth';
import type { TokenPlace, TokenRecord } from './token-record';

export interface TokenFacts {
  readonly place: TokenPlace;
  readonly settings: OAuth;
  readonly isUsable: boolean;
  /** A call came to nothing for want of a token. */
  readonly isAsked: boolean;
  readonly record: TokenRecord | undefined;
  readonly wantedScopes: readonly string[];
  readonly canRenew: boolean;
  readonly isKept: boolean;
  readonly nextRefreshAt: number | undefined;
  readonly lastError: TokenState['lastError'];
}

/** What people may know of a token. */
export function describeToken(facts: TokenFacts): TokenState {
  const { place, settings, record, wantedScopes, canRenew: canRefresh, isKept } = facts;
  const { configId, server, user } = place;
  const optional = {
    user,
    issuer: record?.server.issuer,
    resource: record?.resource,
    clientId: record?.client.id,
    obtainedAt: record?.obtainedAt,
    expiresAt: record?.expiresAt,
    lastRefreshAt: record?.refreshedAt,
    nextRefreshAt: canRefresh ? facts.nextRefreshAt : undefined,
    wantedScopes: wantedScopes.length === 0 ? undefined : wantedScopes,
    lastError: facts.lastError,
  };
  const known = Object.entries(optional).filter(([, value]) => value !== undefined);
  const scopes = record?.scopes ?? [];
  const always = { configId, server, grant: settings.grant, status: statusOf(facts), scopes, canRefresh, isKept };
  return { ...always, ...(Object.fromEntries(known) as Partial<TokenState>) };
}

function statusOf({ record, isUsable, canRenew, isAsked }: TokenFacts): TokenStatus {
  if (isUsable) return 'connected';
  if (canRenew) return record === undefined ? 'disconnected' : 'expired';
  return record === undefined && !isAsked ? 'disconnected' : 'sign-in-needed';
}
