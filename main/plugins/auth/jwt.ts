import { z } from 'zod';
import type { AuthProvider } from '../../gateway/ports/auth-provider';
import { definePlugin } from '../../gateway/ports/plugin';
import { SecureUrl } from '../lib/service-options';
import { createIssuerMetadata } from './lib/issuer-metadata';
import { audienceOf, principalOf, protectedResourceOf, tokenOptions } from './lib/token-rules';
import { unprovedIssuer } from './lib/unproved-issuer';
import { createJwtVerifier } from './lib/verify-jwt';

/** Asymmetric alone: who can check a token must not be able to make one. */
const ALGORITHMS = [
  ...(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'] as const),
  ...(['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'] as const),
] as const;

const Options = z.strictObject({
  ...tokenOptions,
  /** Absent: as the issuer’s metadata says. */
  jwksUri: SecureUrl.optional(),
  algorithms: z
    .array(z.enum(ALGORITHMS))
    .min(1)
    .default([...ALGORITHMS]),
  /** Claims that must be there, beside those that always must. */
  requiredClaims: z.array(z.string().min(1)).default([]),
  /** The `typ` of the header, such as `at+jwt`; absent: any. */
  type: z.string().min(1).optional(),
});

/** Access tokens that one authorization server signs, proved with its public keys. */
export const jwt = definePlugin({
  kind: 'auth',
  name: 'jwt',
  title: 'Signed tokens',
  options: Options,
  async create(options, { now }): Promise<AuthProvider> {
    const { issuer, jwksUri, algorithms, clockTolerance, type } = options;
    const metadata = createIssuerMetadata(issuer, now);
    const verify = await createJwtVerifier(issuer, () =>
      jwksUri === undefined ? metadata.endpoint('jwks_uri') : Promise.resolve(jwksUri),
    );
    const demanded = {
      issuer,
      algorithms,
      clockTolerance,
      requiredClaims: ['exp', 'sub', ...options.requiredClaims],
      ...(type === undefined ? {} : { typ: type }),
    };
    return {
      protectedResource: protectedResourceOf(options),
      // Keys are fetched for everybody, so nobody’s signal ends that; it has a time limit of its own.
      async authenticate(credentials, directory, _signal) {
        const text = credentials.presented[0]?.value;
        if (text === undefined || unprovedIssuer(text) !== issuer) return undefined;
        const audience = audienceOf(options, credentials);
        const claims = await verify(text, { ...demanded, audience, currentDate: new Date(now()) });
        return principalOf({ provider: 'jwt', claims, credentials }, options, directory);
      },
    };
  },
});
