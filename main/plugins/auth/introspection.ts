import { z } from 'zod';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { AuthProvider, Credentials } from '../../gateway/ports/auth-provider';
import { isGatewayKey } from '../../gateway/ports/gateway-key';
import { definePlugin } from '../../gateway/ports/plugin';
import { SecureUrl, ServiceKey } from '../lib/service-options';
import type { Claims } from './lib/claimed-identity';
import { type Checked, createCredentialCheck } from './lib/credential-check';
import { createIntrospector } from './lib/introspect-token';
import { createIssuerMetadata } from './lib/issuer-metadata';
import { audienceOf, principalOf, type ProvedToken, protectedResourceOf, tokenOptions } from './lib/token-rules';
import { isJwtShaped, unprovedIssuer } from './lib/unproved-issuer';

const Options = z.strictObject({
  ...tokenOptions,
  /** Absent: as the issuer’s metadata says. */
  endpoint: SecureUrl.optional(),
  clientId: z.string().min(1),
  clientSecret: ServiceKey,
  clientAuth: z.enum(['basic', 'post']).default('basic'),
  /** Seconds for which a token that was active is believed to be. */
  cacheSeconds: z.number().min(0).max(300).default(30),
});
type Options = z.output<typeof Options>;

/** Opaque tokens, put to their authorization server (RFC 7662). It takes every token that nobody before it knew. */
export const introspection = definePlugin({
  kind: 'auth',
  name: 'introspection',
  title: 'Opaque tokens',
  options: Options,
  async create(options, context): Promise<AuthProvider> {
    const { now, resolve } = context;
    const { issuer, endpoint, clientId, cacheSeconds } = options;
    const metadata = createIssuerMetadata(issuer, now);
    const introspect = await createIntrospector(
      { ...options, clientSecret: await resolve(options.clientSecret) },
      () => (endpoint === undefined ? metadata.endpoint('introspection_endpoint') : Promise.resolve(endpoint)),
    );
    const about = ['introspection', issuer, endpoint, clientId];
    const known = createCredentialCheck(context, { about, cacheSeconds });

    async function askAbout(token: string, signal: AbortSignal): Promise<Checked> {
      const claims = await introspect(token, signal);
      if (claims['active'] !== true) throw new GatewayError('invalid_credentials', 'The token is not active');
      return { claims, until: Math.min(now() + cacheSeconds * 1_000, momentOf(claims['exp']) ?? Infinity) };
    }

    return {
      protectedResource: protectedResourceOf(options),
      forget: () => known.forget(),
      async authenticate(credentials, directory, signal) {
        const token = credentials.presented[0]?.value;
        if (token === undefined || !mayBeOurs(token, issuer)) return undefined;
        const { remoteAddress } = credentials;
        const claims = await known.check({ credential: token, remoteAddress }, () => askAbout(token, signal));
        return principalOf(proved(claims, credentials, { options, now: now() }), options, directory);
      },
    };
  },
});

/** Neither a gateway key nor a token of another issuer is shown to this one. */
function mayBeOurs(token: string, issuer: string): boolean {
  return token !== '' && !isGatewayKey(token) && (!isJwtShaped(token) || unprovedIssuer(token) === issuer);
}

interface Demands {
  readonly options: Options;
  readonly now: number;
}

/** Judges what the answer says of the token itself. It is looked at each time: what was active may have expired. */
function proved(claims: Claims, credentials: Credentials, { options, now }: Demands): ProvedToken {
  const toleranceMs = options.clockTolerance * 1_000;
  const { iss = options.issuer, aud, sub } = claims;
  const expiresAt = momentOf(claims['exp']);
  const validFrom = momentOf(claims['nbf']);
  if (expiresAt !== undefined && expiresAt + toleranceMs <= now) {
    throw new GatewayError('credential_expired', 'The token has expired');
  }
  const wanted = audienceOf(options, credentials);
  const isMeantForUs = [aud].flat().some((one) => typeof one === 'string' && wanted.includes(one));
  if (validFrom !== undefined && validFrom - toleranceMs > now) throw refused('is not valid yet');
  if (iss !== options.issuer) throw refused('is of another issuer');
  if (!isMeantForUs) throw refused('is not meant for this gateway');
  // Without a subject a client acts for itself; no subject is ever taken for it, whatever it is called.
  return { provider: 'introspection', claims, holder: sub === undefined ? 'client_id' : 'sub', credentials };
}

const refused = (why: string): GatewayError => new GatewayError('invalid_credentials', `The token ${why}`);

/** Epoch milliseconds of a NumericDate (RFC 7519 §2). */
function momentOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value * 1_000 : undefined;
}
