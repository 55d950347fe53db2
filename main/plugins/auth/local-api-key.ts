import { z } from 'zod';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { AuthProvider, Credentials, Principal } from '../../gateway/ports/auth-provider';
import { isGatewayKey, matchesHash, parseGatewayKey } from '../../gateway/ports/gateway-key';
import type { IdentityDirectory } from '../../gateway/ports/identity-directory';
import { definePlugin } from '../../gateway/ports/plugin';
import { createLockout } from './lib/lockout';

/** Gateway keys from the configuration file: known by their id, proved by their salted hash. */
export const localApiKey = definePlugin({
  kind: 'auth',
  name: 'local-api-key',
  title: 'Gateway keys',
  options: z.strictObject({}).default({}),
  create(_options, { limits, now }): AuthProvider {
    const lockout = createLockout(limits);
    return {
      async authenticate(credentials, directory) {
        const text = credentials.presented[0]?.value;
        if (text === undefined || !isGatewayKey(text)) return undefined;
        const bucket = bucketOf(credentials, text);
        await lockout.check(bucket);
        try {
          return verify(text, credentials, directory, now());
        } catch (refusal) {
          await lockout.count(bucket);
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
