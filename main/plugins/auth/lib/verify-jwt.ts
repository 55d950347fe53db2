import type { JWTPayload, JWTVerifyGetKey, JWTVerifyOptions } from 'jose';
import { GatewayError } from '../../../../shared/errors/gateway-error';
import { fetchBounded } from './fetch-bounded';

/** A key that is not known is looked for no sooner than this after the last time. */
const COOLDOWN_MS = 5_000;
const BELIEVED_MS = 600_000;
const TIMEOUT_MS = 5_000;

/** Proves signature and claims; throws `invalid_credentials` or `credential_expired`, or why that is not possible now. */
export type VerifyJwt = (token: string, options: JWTVerifyOptions) => Promise<JWTPayload>;

/** `keysAt` finds the address of the issuer’s keys, which are fetched when they are first needed. */
export async function createJwtVerifier(issuer: string, keysAt: () => Promise<string>): Promise<VerifyJwt> {
  const { createRemoteJWKSet, customFetch, errors, jwtVerify } = await import('jose');
  let keys: { readonly url: string; readonly find: JWTVerifyGetKey } | undefined;

  async function keySet(): Promise<JWTVerifyGetKey> {
    const url = await keysAt();
    if (keys?.url === url) return keys.find;
    const find = createRemoteJWKSet(new URL(url), {
      cooldownDuration: COOLDOWN_MS,
      cacheMaxAge: BELIEVED_MS,
      timeoutDuration: TIMEOUT_MS,
      [customFetch]: fetchBounded,
    });
    keys = { url, find };
    return find;
  }

  /** Keys that cannot be had say nothing about the token. */
  const keyOf: JWTVerifyGetKey = async (header, token) => {
    const find = await keySet();
    try {
      return await find(header, token);
    } catch (cause) {
      if (cause instanceof errors.JWKSNoMatchingKey || cause instanceof errors.JWKSMultipleMatchingKeys) throw cause;
      throw new GatewayError('auth_network_failed', `The keys of ${issuer} cannot be fetched`, {}, { cause });
    }
  };

  return async (token, options) => {
    try {
      return (await jwtVerify(token, keyOf, options)).payload;
    } catch (failure) {
      if (failure instanceof GatewayError) throw failure;
      if (failure instanceof errors.JWTExpired) throw new GatewayError('credential_expired', 'The token has expired');
      throw new GatewayError('invalid_credentials', reasonOf(failure));
    }
  };
}

/** Says what is wrong in our words: those of the library may repeat the token’s. */
function reasonOf(failure: unknown): string {
  const { code = '', claim = '' } = failure as { readonly code?: string; readonly claim?: string };
  switch (code) {
    case 'ERR_JWT_CLAIM_VALIDATION_FAILED':
      return `The token’s ${claim} is not what this gateway demands`;
    case 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED':
      return 'The token’s signature is not valid';
    case 'ERR_JOSE_ALG_NOT_ALLOWED':
      return 'The token is signed in a way that this gateway does not take';
    case 'ERR_JWKS_NO_MATCHING_KEY':
    case 'ERR_JWKS_MULTIPLE_MATCHING_KEYS':
      return 'The token does not name a key of its issuer';
    default:
      return 'The token is not valid';
  }
}
