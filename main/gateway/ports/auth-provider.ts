import type { IdentityDirectory } from './identity-directory';

/** Where a credential was found; several places may carry the same one. */
export type CredentialSource = 'authorization' | 'apikey' | 'ENKRYPT_GATEWAY_KEY' | 'environment';

/** What a client presents at the door. Nothing in it is believed yet. */
export interface Credentials {
  readonly transport: 'http' | 'stdio';
  readonly presented: readonly { readonly source: CredentialSource; readonly value: string }[];
  /** Claims that must fit the key, if given. */
  readonly projectId?: string;
  readonly userId?: string;
  readonly remoteAddress: string;
  /**
   * Our own addresses that a token may be meant for (RFC 8707): the face that is asked, and the gateway as a whole. Absent
   * where no such address is known, as on stdio.
   */
  readonly resources?: readonly string[];
}

/** Who is asking, after authentication. */
export interface Principal {
  readonly provider: string;
  /** What limits, grants, sessions and tasks hang on: the same for the same holder, never for two. At most 100 letters. */
  readonly keyId: string;
  readonly projectId: string;
  readonly userId: string;
}

/** What a client must know to get a token that a provider takes (RFC 9728). */
export interface ProtectedResource {
  readonly authorizationServers: readonly string[];
  /** Scopes that a token must have. */
  readonly scopes: readonly string[];
}

/**
 * Turns credentials into a principal. Resolves `undefined` for credentials of another kind; throws a
 * GatewayError for bad ones of its own, for a token without a scope `insufficient_permissions` with the
 * `required_scopes`.
 */
export interface AuthProvider {
  /** Absent for providers whose credentials no authorization server gives out. */
  readonly protectedResource?: ProtectedResource;
  authenticate(
    credentials: Credentials,
    directory: IdentityDirectory,
    signal: AbortSignal,
  ): Promise<Principal | undefined>;
  /** Has whoever is asked about credentials asked anew. Absent for providers that ask nobody. */
  forget?(): void;
}
