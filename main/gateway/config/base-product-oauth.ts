import { z } from 'zod';
import type { OAuthGrant, OAuthInput } from '../../../shared/config/oauth';

/** The base product takes `"true"` for true. */
const Flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);
const Text = z.string().nullish();
const Texts = z.record(z.string(), z.unknown()).nullish();

const BaseOAuth = z.looseObject({
  enabled: Flag.default(false),
  is_remote: Flag.nullish(),
  OAUTH_VERSION: z.string().default('2.0'),
  OAUTH_GRANT_TYPE: z.string().default('client_credentials'),
  OAUTH_CLIENT_ID: Text,
  OAUTH_CLIENT_SECRET: Text,
  OAUTH_TOKEN_URL: Text,
  OAUTH_AUTHORIZATION_URL: Text,
  OAUTH_REDIRECT_URI: Text,
  OAUTH_AUDIENCE: Text,
  OAUTH_ORGANIZATION: Text,
  OAUTH_SCOPE: Text,
  OAUTH_RESOURCE: Text,
  OAUTH_USE_PKCE: Flag.nullish(),
  OAUTH_CODE_CHALLENGE_METHOD: Text,
  OAUTH_STATE: Text,
  OAUTH_CODE_VERIFIER: Text,
  OAUTH_CODE_CHALLENGE: Text,
  OAUTH_TOKEN_EXPIRY_BUFFER: z.coerce.number().nullish(),
  OAUTH_USE_BASIC_AUTH: Flag.default(true),
  OAUTH_ENFORCE_HTTPS: Flag.nullish(),
  OAUTH_TOKEN_IN_HEADER_ONLY: Flag.nullish(),
  OAUTH_USE_MTLS: Flag.default(false),
  OAUTH_CLIENT_CERT_PATH: Text,
  OAUTH_CLIENT_KEY_PATH: Text,
  OAUTH_CA_BUNDLE_PATH: Text,
  OAUTH_REVOCATION_URL: Text,
  OAUTH_VALIDATE_SCOPES: Flag.default(true),
  OAUTH_ADDITIONAL_PARAMS: Texts,
  OAUTH_CUSTOM_HEADERS: Texts,
  OAUTH_REFRESH_TOKEN: Text,
});
type BaseOAuth = z.output<typeof BaseOAuth>;

export interface ConvertedOAuth {
  readonly oauth: OAuthInput;
  /** What was not taken over as it stands, and why: one sentence each. */
  readonly notes: readonly string[];
}

const GRANTS: Readonly<Record<string, OAuthGrant>> = {
  client_credentials: 'client_credentials',
  authorization_code: 'authorization_code',
  refresh_token: 'refresh_token',
};

/** Preset values of a single sign-in; used twice they protect nothing. */
const PRESETS = ['OAUTH_STATE', 'OAUTH_CODE_VERIFIER', 'OAUTH_CODE_CHALLENGE'] as const;

/** The `oauth_config` of a server of the base product in our words (base product §5.1); throws a zod error for no such thing. */
export function convertBaseOAuth(value: unknown): ConvertedOAuth {
  const base = BaseOAuth.parse(value);
  const isNewer = base.OAUTH_VERSION.includes('2.1');
  const grant = GRANTS[base.OAUTH_GRANT_TYPE] ?? 'client_credentials';
  const clean = {
    enabled: base.enabled,
    grant,
    clientId: base.OAUTH_CLIENT_ID,
    clientSecret: base.OAUTH_CLIENT_SECRET,
    tokenEndpoint: base.OAUTH_TOKEN_URL,
    authorizationEndpoint: base.OAUTH_AUTHORIZATION_URL,
    redirectUri: grant === 'authorization_code' ? base.OAUTH_REDIRECT_URI : undefined,
    revocationEndpoint: base.OAUTH_REVOCATION_URL,
    refreshToken: grant === 'refresh_token' ? base.OAUTH_REFRESH_TOKEN : undefined,
    clientAuthentication: methodOf(base),
    audience: base.OAUTH_AUDIENCE,
    organization: base.OAUTH_ORGANIZATION,
    scopes: base.OAUTH_SCOPE?.split(/\s+/).filter(Boolean),
    // The base product sends it under version 2.1 alone, and servers were set up for that.
    resource: isNewer ? base.OAUTH_RESOURCE : false,
    refreshBefore: base.OAUTH_TOKEN_EXPIRY_BUFFER,
    enforceHttps: base.OAUTH_ENFORCE_HTTPS ?? isNewer,
    missingScopes: 'warn',
    inject: (base.OAUTH_TOKEN_IN_HEADER_ONLY ?? isNewer) ? 'header' : injectOf(base),
    tokenParameters: textsOf(base.OAUTH_ADDITIONAL_PARAMS),
    headers: textsOf(base.OAUTH_CUSTOM_HEADERS),
    tls: tlsOf(base),
  } as const;
  const given = Object.entries(clean).filter(([, member]) => member !== undefined && member !== null && member !== '');
  return { oauth: Object.fromEntries(given) as OAuthInput, notes: notesOn(base) };
}

/** By HTTP Basic or in the body, as far as there is something to show. */
function methodOf(base: BaseOAuth): OAuthInput['clientAuthentication'] {
  if (base.OAUTH_CLIENT_SECRET) return base.OAUTH_USE_BASIC_AUTH ? 'client_secret_basic' : 'client_secret_post';
  return base.OAUTH_USE_MTLS ? 'tls_client_auth' : undefined;
}

/** The base product adds the argument where a command looks like a bridge to a remote server, or where it is told to. */
const injectOf = ({ is_remote }: BaseOAuth): 'environment' | 'environment-and-header' =>
  is_remote === true ? 'environment-and-header' : 'environment';

function tlsOf(base: BaseOAuth): OAuthInput['tls'] {
  const { OAUTH_CLIENT_CERT_PATH: cert, OAUTH_CLIENT_KEY_PATH: key, OAUTH_CA_BUNDLE_PATH: ca } = base;
  const file = (path: string): string => `\${file:${path}}`;
  const shows = base.OAUTH_USE_MTLS && cert && key ? { certificate: file(cert), key: file(key) } : {};
  const trusts = ca ? { ca: file(ca) } : {};
  const tls = { ...shows, ...trusts };
  return Object.keys(tls).length === 0 ? undefined : tls;
}

function textsOf(values: Record<string, unknown> | null | undefined): Record<string, string> | undefined {
  if (values === null || values === undefined || Object.keys(values).length === 0) return undefined;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

function notesOn(base: BaseOAuth): string[] {
  const known = new Set(Object.keys(BaseOAuth.shape));
  const unknown = Object.keys(base).filter((name) => !known.has(name));
  const presets = PRESETS.filter((name) => base[name]);
  return [
    ...unknown.map((name) => `"${name}" is not known and was left out`),
    ...presets.map((name) => `"${name}" was left out: each sign-in makes its own, or it protects nothing`),
    ...(GRANTS[base.OAUTH_GRANT_TYPE] === undefined
      ? [
          `the grant "${base.OAUTH_GRANT_TYPE}" is not known; the base product takes it for client_credentials, and so it stands`,
        ]
      : []),
    ...(base.OAUTH_CODE_CHALLENGE_METHOD === 'plain' ? ['PKCE "plain" became S256: "plain" protects nothing'] : []),
    ...(base.OAUTH_USE_PKCE === false
      ? ['PKCE is used although it was off; set "pkce": "off" if the server refuses it']
      : []),
    ...(base.OAUTH_USE_MTLS && !(base.OAUTH_CLIENT_CERT_PATH && base.OAUTH_CLIENT_KEY_PATH)
      ? ['mTLS was on without a certificate and a key; the base product went on without, this gateway does not']
      : []),
  ];
}
