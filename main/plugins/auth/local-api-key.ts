import { RateLimiterMemory } from 'rate-limiter-flexible';
import { z } from 'zod';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { AuthProvider, Credentials, Principal } from '../../gateway/ports/auth-provider';
import { matchesHash, parseGatewayKey } from '../../gateway/ports/gateway-key';
import type { IdentityDirectory } from '../../gateway/ports/identity-directory';
import { definePlugin } from '../../gateway/ports/plugin';

/** Gateway keys from the configuration file: known by their id, proved by their salted hash. */
export const localApiKey = definePlugin({
  kind: 'auth',
  name: 'local-api-key',
  title: 'Gateway keys',
  options: z.strictObject({}).default({}),
  create(_options, { limits, now }): AuthProvider {
    const failures = new RateLimiterMemory({
      // The last failure that is allowed is the one that locks out.
      points: limits.authFailures - 1,
      duration: limits.lockoutWindow,
      blockDuration: limits.lockout,
    });
    return {
      async authenticate(credentials, directory) {
        const text = credentials.presented[0]?.value;
        if (text === undefined) return undefined;
        const bucket = bucketOf(credentials, text);
        const state = await failures.get(bucket);
        if (state !== null && state.consumedPoints >= limits.authFailures) throw lockedOut(state.msBeforeNext);
        try {
          return verify(text, credentials, directory, now());
        } catch (refusal) {
          await failures.consume(bucket).catch(() => undefined);
          throw refusal;
        }
      },
    };
  },
});

/**
 * Failures are counted per address and the beginning of the key id: whoever guesses at one key is locked out of that
 * key, and a badly configured client on the same machine locks out hardly anybody else. The whole id would let
 * anybody have us remember as many failures as there are ids.
 */
function bucketOf({ remoteAddress }: Credentials, text: string): string {
  return `${remoteAddress} ${parseGatewayKey(text)?.id.slice(0, 2) ?? 'malformed'}`;
}

function lockedOut(ms: number): GatewayError {
  const retryAfterSeconds = Math.ceil(ms / 1_000);
  return new GatewayError('auth_rate_limited', `Too many failed attempts; try again in ${retryAfterSeconds} s`, {
    retry_after_seconds: retryAfterSeconds,
  });
}

function verify(text: string, credentials: Credentials, directory: IdentityDirectory, now: number): Principal {
  const id = parseGatewayKey(text)?.id;
  const key = id === undefined || !Object.hasOwn(directory.keys, id) ? undefined : directory.keys[id];
  // One message for an unknown id and a wrong secret: which of the two it was helps only an attacker.
  if (id === undefined || key === undefined || !matchesHash(text, key.hash)) {
    throw new GatewayError('invalid_credentials', 'The gateway key is not valid');
  }
  if (key.disabledAt !== undefined) throw new GatewayError('invalid_credentials', 'The gateway key is disabled');
  if (key.expiresAt !== undefined && Date.parse(key.expiresAt) <= now) {
    throw new GatewayError('credential_expired', `The gateway key expired at ${key.expiresAt}`);
  }
  const { projectId, userId } = key;
  if (![undefined, projectId].includes(credentials.projectId) || ![undefined, userId].includes(credentials.userId)) {
    throw new GatewayError(
      'invalid_credentials',
      'The gateway key belongs to another project or user than the request says',
    );
  }
  return { provider: 'local-api-key', keyId: id, projectId, userId };
}
