import type { OAuthGrant } from '../config/oauth';

/**
 * `connected`: there is a token. `expired`: there is none any more, and it can be renewed without a person.
 * `sign-in-needed`: a person must act. `disconnected`: there was never one.
 */
export type TokenStatus = 'connected' | 'expired' | 'sign-in-needed' | 'disconnected';

/** What people may know of the token for one server: everything but the token. Times are epoch milliseconds. */
export interface TokenState {
  readonly configId: string;
  readonly server: string;
  /** Absent: the gateway’s own. */
  readonly user?: string;
  readonly grant: OAuthGrant;
  readonly status: TokenStatus;
  readonly issuer?: string;
  readonly resource?: string;
  readonly clientId?: string;
  /** As granted. */
  readonly scopes: readonly string[];
  /** What the next sign-in will ask for beyond that, because a call needed it. */
  readonly wantedScopes?: readonly string[];
  readonly expiresAt?: number;
  readonly obtainedAt?: number;
  readonly lastRefreshAt?: number;
  readonly nextRefreshAt?: number;
  readonly canRefresh: boolean;
  /** False: it is lost when the gateway stops, because no vault could take it. */
  readonly isKept: boolean;
  readonly lastError?: { readonly at: number; readonly message: string };
}

/** What a person must do to connect a server. */
export interface SignIn {
  readonly id: string;
  readonly configId: string;
  readonly server: string;
  readonly user?: string;
  /** `none`: connected at once, nobody was needed. */
  readonly kind: 'browser' | 'device' | 'none';
  readonly state: 'waiting' | 'connected' | 'failed';
  /** To be opened in a browser; http or https. */
  readonly url?: string;
  /** To be typed there (RFC 8628). */
  readonly userCode?: string;
  readonly issuer?: string;
  readonly scopes: readonly string[];
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  /** Why it failed. */
  readonly problem?: string;
}

/** What a disconnect came to. */
export interface Disconnection {
  /** False: there was nothing to forget. */
  readonly wasConnected: boolean;
  /** Whether the authorization server was told (RFC 7009). */
  readonly revoked: boolean;
  /** Why it was not. */
  readonly problem?: string;
}

/** Counts since the start; the names are the base product’s. */
export interface TokenMetrics {
  readonly token_acquisitions_total: number;
  readonly token_acquisitions_success: number;
  readonly token_acquisitions_failure: number;
  readonly token_cache_hits: number;
  readonly token_cache_misses: number;
  readonly token_refreshes: number;
  readonly token_invalidations: number;
  readonly token_expirations: number;
  /** 0 to 1. */
  readonly cache_hit_ratio: number;
  /** 0 to 1. */
  readonly success_rate: number;
  readonly avg_latency_ms: number;
  readonly max_latency_ms: number;
  readonly min_latency_ms: number;
  readonly active_tokens: number;
}

/** What happens to tokens. `failed`: a renewal; `expired`: its time was over when it was wanted; `revoked`: by its issuer, at our word. */
export const TOKEN_EVENTS = [
  'connected',
  'refreshed',
  'failed',
  'expired',
  'sign-in-needed',
  'disconnected',
  'revoked',
] as const;
export type TokenEventKind = (typeof TOKEN_EVENTS)[number];

/** What just happened to a token. */
export interface TokenEventMessage {
  readonly type: TokenEventKind;
  readonly configId: string;
  readonly server: string;
  readonly user?: string;
}

/** Something that happened to a token. */
export interface TokenHappening {
  readonly type: TokenEventKind;
  /** Epoch milliseconds; of the last time, where it happened several times in a row. */
  readonly at: number;
  /** Why; never with a token in it. */
  readonly reason?: string;
  /** Absent: once. */
  readonly times?: number;
}
