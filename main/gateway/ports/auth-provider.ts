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
}

/** Who is asking, after authentication. */
export interface Principal {
  readonly provider: string;
  readonly keyId: string;
  readonly projectId: string;
  readonly userId: string;
}

/**
 * Turns credentials into a principal. Resolves `undefined` for credentials of another kind; throws a
 * GatewayError for bad ones of its own.
 */
export interface AuthProvider {
  authenticate(
    credentials: Credentials,
    directory: IdentityDirectory,
    signal: AbortSignal,
  ): Promise<Principal | undefined>;
}
