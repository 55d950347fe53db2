import { z } from 'zod';
import type { AuthProvider } from '../../gateway/ports/auth-provider';
import { isGatewayKey } from '../../gateway/ports/gateway-key';
import { definePlugin } from '../../gateway/ports/plugin';
import { ServiceUrl } from '../lib/service-options';
import { hashOf } from './lib/brief-memory';
import { claimedIdentity, type Claims, IdMap, type Mappings } from './lib/claimed-identity';
import { askEnkrypt } from './lib/ask-enkrypt';
import { createCredentialCheck } from './lib/credential-check';
import { isJwtShaped } from './lib/unproved-issuer';

const Id = z.string().min(1).max(64);

const Options = z.strictObject({
  baseUrl: ServiceUrl.default('https://api.enkryptai.com'),
  /** The `saved_name` of the gateway at the vendor: a key is let in that may read it. */
  gatewayName: z.string().regex(/^[\x20-\x7e]{1,200}$/),
  gatewayVersion: z
    .string()
    .regex(/^[\x21-\x7e]{1,50}$/)
    .optional(),
  /** Of the two operations that the vendor documents, only `get-gateway-config` names the user. */
  operation: z.enum(['get-gateway-config', 'get-gateway']).default('get-gateway-config'),
  /** For answers that name none. */
  project: Id.optional(),
  user: Id.optional(),
  /** By the vendor’s names; absent: its names are our ids. */
  projects: IdMap.optional(),
  users: IdMap.optional(),
  /** Seconds for which a key that was good is believed to be. */
  cacheSeconds: z.number().min(0).max(600).default(60),
});
type Options = z.output<typeof Options>;

/** Keys that Enkrypt’s cloud gave out, put to it. */
export const enkryptAuth = definePlugin({
  kind: 'auth',
  name: 'enkrypt',
  title: 'Enkrypt',
  options: Options,
  create(options, context): AuthProvider {
    const { cacheSeconds } = options;
    const { now } = context;
    // Tables of names are looked up in what was said, so they may change.
    const { baseUrl, gatewayName, gatewayVersion, operation } = options;
    const about = ['enkrypt', baseUrl, gatewayName, gatewayVersion, operation];
    const known = createCredentialCheck(context, { about, cacheSeconds });
    return {
      forget: () => known.forget(),
      async authenticate(credentials, directory, signal) {
        const key = credentials.presented[0]?.value;
        // What was given out by somebody else is not shown to the vendor.
        if (key === undefined || key === '' || isGatewayKey(key) || isJwtShaped(key)) return undefined;
        const { remoteAddress } = credentials;
        const claims = await known.check({ credential: key, remoteAddress }, async () => ({
          claims: { ...(await askEnkrypt(key, options, signal)) },
          until: now() + cacheSeconds * 1_000,
        }));
        const identity = claimedIdentity({ claims, credentials }, mappingsOf(options, claims), directory);
        return { provider: 'enkrypt', keyId: `enkrypt:${hashOf(`enkrypt ${key}`).slice(0, 22)}`, ...identity };
      },
    };
  },
});

function mappingsOf({ project, user, projects, users }: Options, claims: Claims): Mappings {
  const mapping = (claim: string, fixed: string | undefined, map: Options['projects']) =>
    claims[claim] === undefined && fixed !== undefined ? fixed : { claim, map };
  return { project: mapping('project', project, projects), user: mapping('user', user, users) };
}
