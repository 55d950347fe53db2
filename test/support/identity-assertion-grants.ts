import { randomUUID } from 'node:crypto';
import { createLocalJWKSet, createRemoteJWKSet, customFetch, importJWK, type JWK, jwtVerify, SignJWT } from 'jose';
import type { Provider } from 'oidc-provider';
import { JWT_BEARER_GRANT, TOKEN_EXCHANGE_GRANT } from './authorization-clients';
import { errors } from './quiet-oidc-provider';

export const ID_JAG = 'urn:ietf:params:oauth:token-type:id-jag';
const ID_TOKEN = 'urn:ietf:params:oauth:token-type:id_token';
const ID_JAG_TYPE = 'oauth-id-jag+jwt';
const LIFETIME_S = 300;

interface IdentityProviderRole {
  /** Signs ID tokens and assertions. */
  readonly privateJwk: JWK;
  readonly publicJwk: JWK;
  /** The client’s id at the other server; an identity provider’s administrator knows it. */
  readonly clientIdAt: (audience: string, clientId: string) => string | undefined;
}

interface ExchangeFields {
  readonly requested_token_type?: string;
  readonly subject_token?: string;
  readonly subject_token_type?: string;
  readonly audience?: string;
  readonly resource?: string;
  readonly scope?: string;
}

/** RFC 8693: swaps an ID token of this provider for an assertion that another authorization server accepts. */
export function offerAssertions(provider: Provider, { privateJwk, publicJwk, clientIdAt }: IdentityProviderRole): void {
  const ownKeys = createLocalJWKSet({ keys: [publicJwk] });
  provider.registerGrantType<ExchangeFields>(
    TOKEN_EXCHANGE_GRANT,
    async (ctx) => {
      const { client, params } = ctx.oidc;
      const { audience, subject_token: subjectToken, subject_token_type: subjectType, resource, scope } = params;
      if (params.requested_token_type !== ID_JAG) throw new errors.InvalidRequest('only an ID-JAG can be had here');
      if (subjectType !== ID_TOKEN || subjectToken === undefined) throw new errors.InvalidRequest('needs an ID token');
      if (audience === undefined) throw new errors.InvalidRequest('needs an audience');
      const theirClientId = clientIdAt(audience, client.clientId);
      if (theirClientId === undefined) throw new errors.InvalidTarget('nobody may go there');
      const { payload } = await jwtVerify(subjectToken, ownKeys, {
        issuer: provider.issuer,
        audience: client.clientId,
      }).catch((cause: unknown) => {
        throw Object.assign(new errors.InvalidGrant('the ID token does not hold'), { cause });
      });
      const assertion = new SignJWT({ client_id: theirClientId, resource, scope })
        .setProtectedHeader({ alg: 'ES256', typ: ID_JAG_TYPE, kid: privateJwk.kid ?? '' })
        .setIssuer(provider.issuer)
        .setSubject(payload.sub ?? '')
        .setAudience(audience)
        .setJti(randomUUID())
        .setIssuedAt()
        .setExpirationTime(Math.floor(Date.now() / 1_000) + LIFETIME_S);
      ctx.body = {
        issued_token_type: ID_JAG,
        access_token: await assertion.sign(await importJWK(privateJwk, 'ES256')),
        token_type: 'N_A',
        expires_in: LIFETIME_S,
        ...(scope === undefined ? {} : { scope }),
      };
    },
    ['requested_token_type', 'subject_token', 'subject_token_type', 'audience', 'resource', 'scope'],
  );
}

/** An identity provider whose assertions are believed, and how its keys are fetched. */
export interface TrustedIssuer {
  readonly issuer: string;
  readonly jwksUri: string;
  readonly fetch: (url: string | URL, init?: object) => Promise<Response>;
}

interface ResourceRole {
  readonly trusted: readonly TrustedIssuer[];
  readonly resourceOf: (resource: string) => { readonly scope: string } & Record<string, unknown>;
}

interface AssertionFields {
  readonly assertion?: string;
}

/** RFC 7523: gives an access token to whom a trusted identity provider’s assertion names. */
export function acceptAssertions(provider: Provider, { trusted, resourceOf }: ResourceRole): void {
  const keysOf = new Map(
    trusted.map(({ issuer, jwksUri, fetch }) => [
      issuer,
      createRemoteJWKSet(new URL(jwksUri), { [customFetch]: fetch, cooldownDuration: 0 }),
    ]),
  );
  const spent = new Set<string>();

  async function verify(assertion: string, clientId: string) {
    const { iss } = JSON.parse(Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString()) as { iss?: string };
    const keys = keysOf.get(iss ?? '');
    if (keys === undefined) throw new Error(`${iss} is not trusted here`);
    const { payload } = await jwtVerify(assertion, keys, {
      typ: ID_JAG_TYPE,
      audience: provider.issuer,
      requiredClaims: ['sub', 'jti', 'exp', 'iat', 'client_id', 'resource'],
      maxTokenAge: LIFETIME_S,
    });
    if (payload['client_id'] !== clientId) throw new Error('the assertion was made out to another client');
    if (spent.has(payload.jti ?? '')) throw new Error('the assertion has been used before');
    spent.add(payload.jti ?? '');
    return payload as { sub: string; resource: string; scope?: string };
  }

  provider.registerGrantType<AssertionFields>(
    JWT_BEARER_GRANT,
    async (ctx) => {
      const { client, params } = ctx.oidc;
      if (params.assertion === undefined) throw new errors.InvalidRequest('needs an assertion');
      const claims = await verify(params.assertion, client.clientId).catch((cause: Error) => {
        throw Object.assign(new errors.InvalidGrant(cause.message), { error_description: cause.message });
      });
      const info = resourceOf(claims.resource);
      const known = new Set(info.scope.split(' '));
      const wanted = (params.scope ?? claims.scope ?? info.scope).split(' ').filter((scope) => known.has(scope));
      const token = new provider.AccessToken({
        accountId: claims.sub,
        client: client as never,
        gty: JWT_BEARER_GRANT,
        scope: wanted.join(' '),
      } as never);
      (token as unknown as { resourceServer: unknown }).resourceServer = new provider.ResourceServer(
        claims.resource,
        info as never,
      );
      ctx.body = {
        access_token: await token.save(),
        token_type: 'Bearer',
        expires_in: token.expiration,
        scope: wanted.join(' '),
      };
    },
    ['assertion', 'scope', 'resource'],
  );
}
