import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { TLSSocket } from 'node:tls';
import type { ClientMetadata, Configuration, KoaContextWithOIDC, Provider as ProviderType } from 'oidc-provider';
import type { AuthorizationStore } from './authorization-store';
import { Provider } from './quiet-oidc-provider';

/** What an authorization server is told by its administrator, and can be told anew while it runs. */
export interface AuthorizationRules {
  accessTokenSeconds: number;
  refreshTokenSeconds: number;
  accessTokens: 'jwt' | 'opaque';
  refreshTokens: 'always' | 'on offline_access' | 'never';
  /** A refresh token works once; its second use ends all that came of it. */
  rotation: boolean;
  /** `iss` in the answer to the browser (RFC 9207). */
  iss: 'sent' | 'absent' | 'wrong';
  /** Replaces members of the metadata document; `undefined` removes one. */
  metadata: Readonly<Record<string, unknown>>;
  /** What an authorization request is taken to ask for that names no scope (RFC 6749 §3.3). */
  defaultScope: string | undefined;
  /** How long a device is told to wait between two questions. */
  deviceIntervalSeconds: number;
  /** DPoP proofs need a nonce of the server. */
  dpopNonce: boolean;
}

interface ProviderParts {
  readonly issuer: string;
  readonly scopes: readonly string[];
  readonly clients: readonly ClientMetadata[];
  readonly store: AuthorizationStore;
  readonly registration: boolean;
  readonly rules: AuthorizationRules;
}

export interface BuiltProvider {
  readonly provider: ProviderType;
  readonly privateJwk: JWK;
  readonly publicJwk: JWK;
  /** Every resource is known: a token for it names it as its audience. */
  resourceOf(resource: string): { readonly scope: string } & Record<string, unknown>;
}

type Context = Parameters<Parameters<ProviderType['use']>[0]>[0];

const DAY_S = 86_400;

export async function buildProvider(parts: ProviderParts): Promise<BuiltProvider> {
  const { issuer, scopes, rules } = parts;
  const keys = await generateKeyPair('ES256', { extractable: true });
  const privateJwk = { ...(await exportJWK(keys.privateKey)), kid: 'server-key', alg: 'ES256', use: 'sig' };
  const publicJwk = { ...(await exportJWK(keys.publicKey)), kid: 'server-key', alg: 'ES256', use: 'sig' };
  const resourceOf = (resource: string) => ({
    scope: scopes.join(' '),
    audience: resource,
    accessTokenFormat: rules.accessTokens,
    accessTokenTTL: rules.accessTokenSeconds,
    jwt: { sign: { alg: 'ES256' as const } },
  });
  const provider = new Provider(issuer, {
    ...configurationOf(parts),
    jwks: { keys: [privateJwk as never] },
    features: { ...featuresOf(parts), resourceIndicators: { enabled: true, ...resources(resourceOf) } },
  });
  provider.use((ctx, next) => applyRules(ctx, next, rules));
  return { provider, privateJwk, publicJwk, resourceOf };
}

/** What oidc-provider itself cannot be told: done to the request before, or to the answer after it. */
async function applyRules(ctx: Context, next: () => Promise<unknown>, rules: AuthorizationRules) {
  if (rules.defaultScope !== undefined && ctx.path === '/authorize' && ctx.query['scope'] === undefined) {
    ctx.query = { ...ctx.query, scope: rules.defaultScope };
  }
  await next();
  if (ctx.status !== 200 && ctx.status !== 303) return;
  if (ctx.path.startsWith('/.well-known/')) ctx.body = { ...(ctx.body as object), ...rules.metadata };
  if (ctx.path === '/device/auth') ctx.body = { ...(ctx.body as object), interval: rules.deviceIntervalSeconds };
  const target = URL.parse(ctx.response.get('location'));
  if (rules.iss === 'sent' || target?.searchParams.has('iss') !== true) return;
  if (rules.iss === 'absent') target.searchParams.delete('iss');
  else target.searchParams.set('iss', 'https://attacker.example');
  ctx.set('location', target.href);
}

const resources = (resourceOf: BuiltProvider['resourceOf']) => ({
  defaultResource: (_: unknown, __: unknown, oneOf?: readonly string[]) => oneOf,
  useGrantedResource: () => true,
  getResourceServerInfo: (_: unknown, resource: string) => resourceOf(resource) as never,
});

function configurationOf({ scopes, clients, store, rules }: ProviderParts): Configuration {
  return {
    adapter: (kind: string) => store.adapterFor(kind),
    clients: [...clients],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    clientAuthMethods: [
      'client_secret_basic',
      'client_secret_post',
      'private_key_jwt',
      'tls_client_auth',
      'self_signed_tls_client_auth',
      'none',
    ],
    cookies: { keys: ['for tests alone'] },
    pkce: { required: () => true },
    scopes: ['openid', 'offline_access', ...scopes],
    // What a server has that publishes no metadata (2025-03-26).
    routes: { authorization: '/authorize', registration: '/register' },
    rotateRefreshToken: () => rules.rotation,
    issueRefreshToken: (_, client, source) =>
      client.grantTypeAllowed('refresh_token') &&
      (rules.refreshTokens === 'always' ||
        (rules.refreshTokens === 'on offline_access' && source.scopes.has('offline_access'))),
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.body = `<title>error</title><pre>${JSON.stringify(out)}</pre>`;
    },
    ttl: {
      AccessToken: () => rules.accessTokenSeconds,
      ClientCredentials: () => rules.accessTokenSeconds,
      RefreshToken: () => rules.refreshTokenSeconds,
      AuthorizationCode: 60,
      DeviceCode: 600,
      IdToken: 3_600,
      Interaction: 3_600,
      Session: DAY_S,
      Grant: DAY_S,
    },
  };
}

function featuresOf({ registration, rules }: ProviderParts): NonNullable<Configuration['features']> {
  const page = (ctx: KoaContextWithOIDC, form: string) => {
    ctx.type = 'html';
    ctx.body = form;
  };
  return {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    introspection: { enabled: true, allowedPolicy: () => true },
    revocation: { enabled: true, allowedPolicy: (_, client, token) => token.clientId === client.clientId },
    registration: { enabled: registration, initialAccessToken: false },
    pushedAuthorizationRequests: { enabled: false },
    dPoP: { enabled: true, nonceSecret: Buffer.alloc(32, 7), requireNonce: () => rules.dpopNonce },
    deviceFlow: {
      enabled: true,
      charset: 'base-20',
      mask: '****-****',
      userCodeInputSource: (ctx, form, out, failure) =>
        page(ctx, failure === undefined ? form : `<title>${failure.name}</title>${JSON.stringify(out ?? {})}`),
      userCodeConfirmSource: page,
      successSource: (ctx) => page(ctx, '<title>success</title>'),
    },
    mTLS: {
      enabled: true,
      certificateBoundAccessTokens: true,
      tlsClientAuth: true,
      selfSignedTlsClientAuth: true,
      getCertificate: (ctx) => socketOf(ctx).getPeerX509Certificate?.(),
      certificateAuthorized: (ctx) => socketOf(ctx).authorized,
      certificateSubjectMatches: (ctx, property, expected) =>
        property === 'tls_client_auth_subject_dn' && `CN=${socketOf(ctx).getPeerCertificate().subject.CN}` === expected,
    },
  };
}

const socketOf = (ctx: KoaContextWithOIDC): TLSSocket => ctx.req.socket as TLSSocket;
