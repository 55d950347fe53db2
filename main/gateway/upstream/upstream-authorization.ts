import type { UpstreamServer } from '../../../shared/config/upstream-server';
import type { ServerName } from '../../../shared/model/server';

/** An access token with what goes beside it. */
export interface AccessToken {
  readonly value: string;
  /** `DPoP` (RFC 9449) or `Bearer` (RFC 6750). */
  readonly scheme: 'Bearer' | 'DPoP';
  readonly scopes: readonly string[];
  /** The only server that it is sent to. */
  readonly origin?: string;
  /** The certificate that it is bound to (RFC 8705 §3.1). */
  readonly thumbprint?: string;
  /** Headers that prove that the token is ours, for a token that is bound to a key. */
  readonly prove?: (method: string, url: URL) => Promise<Readonly<Record<string, string>>>;
  /** Learns what a server wants in the next proof. */
  readonly learn?: (response: Response, url: URL) => Promise<void>;
}

/** How a server answered a request: 401 or 403. */
export interface AuthorizationRefusal {
  readonly status: number;
  /** The values of `WWW-Authenticate`. */
  readonly challenge: string | null;
  /** What was sent; absent when nothing was. */
  readonly token?: AccessToken;
}

/** `refreshed`: the same right, a new token. The others may mean another account, or none. */
export interface TokenChange {
  readonly kind: 'connected' | 'refreshed' | 'disconnected';
  readonly value: string | undefined;
}

/** The tokens of one server, for one user or for everybody. */
export interface UpstreamAuthorization {
  /**
   * Resolves `undefined` for a server that never asked for one. Throws `sign_in_needed` and the like when there is none:
   * then nothing is sent.
   */
  token(signal: AbortSignal | undefined): Promise<AccessToken | undefined>;
  /** Resolves with a token to try once more with; `undefined`: the refusal is about something else. */
  refused(refusal: AuthorizationRefusal, signal: AbortSignal | undefined): Promise<AccessToken | undefined>;
  /** Returns the unsubscription. */
  onChange(listener: (change: TokenChange) => void): () => void;
}

/** What is to be authorized. */
export interface AuthorizedPlace {
  readonly configId: string;
  readonly server: ServerName;
  readonly config: UpstreamServer;
  /** Absent on connections that are everybody’s. */
  readonly user?: string;
}

/** `undefined` for a server that has credentials of its own, or is not to be signed in to. */
export type Authorize = (place: AuthorizedPlace) => UpstreamAuthorization | undefined;
