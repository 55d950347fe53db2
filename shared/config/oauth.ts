import { z } from 'zod';

/** A text in which `${secret:NAME}`, `${env:NAME}` and `${file:/path}` stand for what is put in at use. */
const Text = z.string().min(1);
const Endpoint = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' });
const HeaderName = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'not a header name');
/** RFC 6749 §3.3. */
const ScopeToken = z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/, 'not a scope: no spaces, quotes or backslashes');

/** Parameters that the flow itself sets; given by hand they would undo what it protects. */
const RESERVED = new Set(
  ['assertion', 'client_assertion', 'client_assertion_type', 'client_id', 'client_secret', 'code'].concat(
    ['code_challenge', 'code_challenge_method', 'code_verifier', 'device_code', 'grant_type', 'redirect_uri'],
    ['refresh_token', 'resource', 'response_type', 'scope', 'state'],
  ),
);
const Parameters = z
  .record(
    z
      .string()
      .min(1)
      .refine((name) => !RESERVED.has(name), 'is set by the flow itself'),
    z.string(),
  )
  .default({});

/** How we get a token; `authorization_code` and `device_code` need a person once. */
export const OAUTH_GRANTS = [
  'authorization_code',
  'client_credentials',
  'device_code',
  'refresh_token',
  'jwt_bearer',
  'enterprise_managed',
] as const;
export type OAuthGrant = (typeof OAUTH_GRANTS)[number];

/** RFC 7591 §2, RFC 8705 §2, OpenID Connect Core §9. */
export const CLIENT_AUTHENTICATIONS = [
  'client_secret_basic',
  'client_secret_post',
  'private_key_jwt',
  'tls_client_auth',
  'self_signed_tls_client_auth',
  'none',
] as const;
export type ClientAuthentication = (typeof CLIENT_AUTHENTICATIONS)[number];

/** PEM texts, usually `${file:/path}` or `${secret:NAME}`. */
export const Tls = z
  .strictObject({
    /** The client certificate that is shown (RFC 8705). */
    certificate: Text.optional(),
    key: Text.optional(),
    /** Opens an encrypted key. */
    passphrase: Text.optional(),
    /** Trusted instead of the usual authorities. */
    ca: Text.optional(),
  })
  .refine(({ certificate, key }) => (certificate === undefined) === (key === undefined), {
    error: 'a client certificate needs both "certificate" and "key"',
  });
export type Tls = z.output<typeof Tls>;

/** Who the user is at the identity provider, for `enterprise_managed` (SEP-990: ID token → ID-JAG → access token). */
const IdentityProvider = z.strictObject({
  issuer: Endpoint.optional(),
  tokenEndpoint: Endpoint,
  clientId: Text,
  clientSecret: Text.optional(),
  /** The user’s ID token. */
  idToken: Text,
});

const ENDPOINTS = [
  'issuer',
  'tokenEndpoint',
  'authorizationEndpoint',
  'deviceAuthorizationEndpoint',
  'revocationEndpoint',
  'registrationEndpoint',
] as const;

const Shape = z.strictObject({
  /** `false`: this server is never signed in to, even when it asks for it. */
  enabled: z.boolean().default(true),
  grant: z.enum(OAUTH_GRANTS).default('authorization_code'),
  /** Whose the token is. Absent: each user’s where a person signs in, else the gateway’s. */
  owner: z.enum(['user', 'gateway']).optional(),
  /** Absent: as the server’s metadata says (RFC 9728). */
  issuer: Endpoint.optional(),
  /** These replace what the metadata of the authorization server says (RFC 8414). */
  tokenEndpoint: Endpoint.optional(),
  authorizationEndpoint: Endpoint.optional(),
  deviceAuthorizationEndpoint: Endpoint.optional(),
  revocationEndpoint: Endpoint.optional(),
  registrationEndpoint: Endpoint.optional(),
  /** Absent: a client id metadata document if there is one, else dynamic registration (RFC 7591). */
  clientId: Text.optional(),
  clientSecret: Text.optional(),
  /** Where our client id metadata document is published; used where the authorization server takes such ids. */
  clientMetadataUrl: z.url({ protocol: /^https$/, error: 'must be an https URL' }).optional(),
  /** Absent: what the registration or the metadata says. */
  clientAuthentication: z.enum(CLIENT_AUTHENTICATIONS).optional(),
  /** PKCS #8, PEM; for `private_key_jwt`. */
  privateKey: Text.optional(),
  privateKeyId: Text.optional(),
  signingAlgorithm: z.enum(['ES256', 'ES384', 'RS256', 'RS384', 'PS256', 'EdDSA']).default('ES256'),
  scopes: z.array(ScopeToken).default([]),
  /** When fewer scopes are granted than were asked for. */
  missingScopes: z.enum(['refuse', 'warn']).default('warn'),
  audience: Text.optional(),
  organization: Text.optional(),
  /** RFC 8707. Absent: the server itself. `false`: not sent, for authorization servers that refuse it. */
  resource: z.union([Endpoint, z.literal(false)]).optional(),
  /** Registered for a client that was made by hand. Absent: a free port of this machine. */
  redirectUri: Endpoint.optional(),
  /** `off` is for authorization servers that refuse it. */
  pkce: z.enum(['S256', 'off']).default('S256'),
  /** Further fields of the token request and of the authorization request, and headers of the former. */
  tokenParameters: Parameters,
  authorizationParameters: Parameters,
  headers: z.record(HeaderName, z.string()).default({}),
  /** Seconds before its expiry at which a token is replaced in the background. */
  refreshBefore: z.number().min(0).max(86_400).default(300),
  /** `false` allows plain http beyond this machine, where anybody on the way reads the tokens. */
  enforceHttps: z.boolean().default(true),
  /** For the authorization server. Absent: as for the server itself. */
  tls: Tls.optional(),
  /** Binds tokens to a key of ours (RFC 9449). */
  dpop: z.boolean().default(false),
  /** For the grant `refresh_token`: one that was obtained elsewhere. */
  refreshToken: Text.optional(),
  /** For the grant `jwt_bearer` (RFC 7523). */
  assertion: Text.optional(),
  identityProvider: IdentityProvider.optional(),
  /** For servers that are processes: how they are told the token. `header`: `--header authorization:${AUTH_HEADER}`. */
  inject: z.enum(['environment', 'environment-and-header', 'header']).default('environment'),
});

/** How a server that wants OAuth gets its tokens. */
export const OAuth = Shape.superRefine((settings, context) => {
  if (!settings.enabled) return;
  for (const { path, message } of [...missingMembers(settings), ...insecureEndpoints(settings)])
    context.addIssue({ code: 'custom', path, message });
});
export type OAuth = z.output<typeof OAuth>;
export type OAuthInput = z.input<typeof OAuth>;

/** For a server that asks for a sign-in without being configured for one. */
export const DISCOVERED_OAUTH: OAuth = OAuth.parse({});

/** Whose the token of these settings is, on connections that are not everybody’s. */
export function tokenOwner({ owner, grant }: OAuth): 'user' | 'gateway' {
  return owner ?? (grant === 'authorization_code' || grant === 'device_code' ? 'user' : 'gateway');
}

interface Problem {
  readonly path: string[];
  readonly message: string;
}

function missingMembers(settings: z.output<typeof Shape>): Problem[] {
  const { grant, clientId, clientSecret, privateKey, tls, clientAuthentication: method } = settings;
  const needs: (readonly [keyof typeof settings, string, boolean])[] = [
    ['clientId', 'the grant client_credentials', grant === 'client_credentials'],
    ['refreshToken', 'the grant refresh_token', grant === 'refresh_token'],
    ['clientId', 'the grant refresh_token', grant === 'refresh_token'],
    ['assertion', 'the grant jwt_bearer', grant === 'jwt_bearer'],
    ['identityProvider', 'the grant enterprise_managed', grant === 'enterprise_managed'],
    ['clientId', 'the grant enterprise_managed', grant === 'enterprise_managed'],
    ['privateKey', 'private_key_jwt', method === 'private_key_jwt'],
    ['clientSecret', String(method), method?.startsWith('client_secret_') === true && clientId !== undefined],
    ['clientId', 'a client secret', clientSecret !== undefined],
  ];
  const problems = needs
    .filter(([member, , isNeeded]) => isNeeded && settings[member] === undefined)
    .map(([member, by]): Problem => ({ path: [member], message: `is needed by ${by}` }));
  const hasProof = [clientSecret, privateKey, tls?.certificate].some((one) => one !== undefined);
  if (grant === 'client_credentials' && !hasProof && !isByCertificate(method)) {
    const message = 'the grant client_credentials needs a "clientSecret", a "privateKey" or a certificate in "tls"';
    problems.push({ path: ['clientSecret'], message });
  }
  return problems;
}

const isByCertificate = (method: ClientAuthentication | undefined): boolean =>
  method === 'tls_client_auth' || method === 'self_signed_tls_client_auth';

function insecureEndpoints(settings: z.output<typeof Shape>): Problem[] {
  const given: (readonly [readonly string[], string | undefined])[] = [
    ...ENDPOINTS.map((name) => [[name], settings[name]] as const),
    [['identityProvider', 'tokenEndpoint'], settings.identityProvider?.tokenEndpoint],
  ];
  const problems = given.flatMap(([path, url]): Problem[] =>
    url === undefined || !settings.enforceHttps || isHttpsOrLoopback(url)
      ? []
      : [{ path: [...path], message: 'must be https: secrets and tokens travel there' }],
  );
  const { redirectUri } = settings;
  if (redirectUri !== undefined && !isHttpsOrLoopback(redirectUri)) {
    problems.push({ path: ['redirectUri'], message: 'must be https, or http on this machine (RFC 8252 §7.3)' });
  }
  return problems;
}

/** Whether nobody on the way can read what is sent there. */
export function isHttpsOrLoopback(url: string): boolean {
  return /^https:\/\//i.test(url) || isLoopbackUrl(url);
}

/** Whether a URL leads to this machine. */
export function isLoopbackUrl(url: string): boolean {
  return /^https?:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?(?:[/?#]|$)/i.test(url);
}
