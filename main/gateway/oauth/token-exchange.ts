import type * as OAuthLibrary from 'oauth4webapi';
import type {
  AuthorizationServer,
  Client,
  ClientAuth,
  DPoPHandle,
  TokenEndpointRequestOptions,
  TokenEndpointResponse,
} from 'oauth4webapi';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { DpopKey } from './dpop-key';
import { authenticationOf, type OAuthClient } from './oauth-client';
import { OAuthRefusal, toOAuthFailure } from './oauth-failure';
import type { OAuthHttp } from './oauth-http';
import { requireTrusted, type ResolvedOAuth } from './resolved-oauth';

type Library = typeof OAuthLibrary;

/** A hundred years. */
const LONGEST_LIFE_S = 3_155_760_000;

/** Everything that a request for a token needs beside the grant. */
export interface TokenExchange {
  readonly oauth: ResolvedOAuth;
  readonly http: OAuthHttp;
  readonly server: AuthorizationServer;
  readonly client: OAuthClient;
  readonly resource: string | undefined;
  readonly scopes: readonly string[];
  readonly dpop?: DpopKey;
}

/** What the library needs, the same for every endpoint. */
export interface Prepared {
  readonly library: Library;
  readonly server: AuthorizationServer;
  readonly client: Client;
  readonly authentication: ClientAuth;
  readonly options: TokenEndpointRequestOptions;
}

/** Fields that every grant sends (base product §5.3: `audience`, `organization`; RFC 8707: `resource`). */
function commonFields({ oauth, resource }: TokenExchange): Record<string, string> {
  const { audience, organization } = oauth.settings;
  return {
    ...oauth.tokenParameters,
    ...(audience === undefined ? {} : { audience }),
    ...(organization === undefined ? {} : { organization }),
    ...(resource === undefined ? {} : { resource }),
  };
}

export async function prepareExchange(exchange: TokenExchange): Promise<Prepared> {
  const library = await import('oauth4webapi');
  const { oauth, http, server, client, dpop } = exchange;
  const byCertificate = client.method === 'tls_client_auth' || client.method === 'self_signed_tls_client_auth';
  const ofLibrary: Client = {
    client_id: client.id,
    use_mtls_endpoint_aliases: byCertificate,
    [library.clockSkew]: http.clockAheadS,
  };
  const handle: DPoPHandle | undefined = await dpop?.handle(ofLibrary);
  return {
    library,
    server,
    client: ofLibrary,
    authentication: await authenticationOf(client, oauth),
    options: {
      [library.customFetch]: http.send as typeof fetch,
      // Which addresses may be spoken to in plain http is decided where they are learned.
      [library.allowInsecureRequests]: true,
      headers: new Headers(oauth.headers),
      ...(handle === undefined ? {} : { DPoP: handle }),
    },
  };
}

/** Asks for a token by the client’s own right (RFC 6749 §4.4). */
export function requestByClient(exchange: TokenExchange): Promise<TokenEndpointResponse> {
  const fields = withScope(commonFields(exchange), exchange.scopes);
  return exchanging(exchange, async ({ library, server, client, authentication, options }) => ({
    send: () => library.clientCredentialsGrantRequest(server, client, authentication, fields, options),
    read: (response) => library.processClientCredentialsResponse(server, client, response),
  }));
}

/** RFC 6749 §6. */
export function requestByRefresh(exchange: TokenExchange, refreshToken: string): Promise<TokenEndpointResponse> {
  const additionalParameters = commonFields(exchange);
  return exchanging(exchange, async ({ library, server, client, authentication, options }) => ({
    send: () =>
      library.refreshTokenGrantRequest(server, client, authentication, refreshToken, {
        ...options,
        additionalParameters,
      }),
    read: (response) => library.processRefreshTokenResponse(server, client, response),
  }));
}

export interface AuthorizationAnswer {
  /** Of the callback; checked already, and marked so by the library. */
  readonly parameters: URLSearchParams;
  readonly redirectUri: string;
  /** `undefined`: PKCE is off. */
  readonly verifier: string | undefined;
}

/** RFC 6749 §4.1.3, RFC 7636 §4.5. A code is good for one request, so a lost answer is not asked for again. */
export function requestByCode(exchange: TokenExchange, answer: AuthorizationAnswer): Promise<TokenEndpointResponse> {
  const additionalParameters = commonFields(exchange);
  const { parameters, redirectUri, verifier } = answer;
  return exchanging(
    exchange,
    async ({ library, server, client, authentication, options }) => ({
      send: () =>
        library.authorizationCodeGrantRequest(
          server,
          client,
          authentication,
          parameters,
          redirectUri,
          verifier ?? library.nopkce,
          { ...options, additionalParameters },
        ),
      read: (response) => library.processAuthorizationCodeResponse(server, client, response),
    }),
    'once',
  );
}

/** RFC 8628 §3.4. Throws with `authorization_pending` and `slow_down` while the person is at it. */
export function requestByDeviceCode(exchange: TokenExchange, deviceCode: string): Promise<TokenEndpointResponse> {
  const additionalParameters = commonFields(exchange);
  return exchanging(exchange, async ({ library, server, client, authentication, options }) => ({
    send: () =>
      library.deviceCodeGrantRequest(server, client, authentication, deviceCode, { ...options, additionalParameters }),
    read: (response) => library.processDeviceCodeResponse(server, client, response),
  }));
}

/** RFC 7523 §2.1. */
export function requestByAssertion(exchange: TokenExchange, assertion: string): Promise<TokenEndpointResponse> {
  const fields = { ...withScope(commonFields(exchange), exchange.scopes), assertion };
  return generic(exchange, 'urn:ietf:params:oauth:grant-type:jwt-bearer', fields);
}

/** The user’s ID token becomes an ID-JAG at the identity provider, and that an access token (SEP-990). */
export async function requestByIdentity(exchange: TokenExchange): Promise<TokenEndpointResponse> {
  const { oauth, server, resource, scopes } = exchange;
  const { identityProvider } = oauth.settings;
  if (identityProvider === undefined || oauth.idToken === undefined) throw new TypeError('No identity provider');
  const { issuer, tokenEndpoint, clientId } = identityProvider;
  requireTrusted(tokenEndpoint, 'token endpoint', oauth);
  const secret = oauth.identityClientSecret;
  const idp: TokenExchange = {
    ...exchange,
    server: { issuer: issuer ?? new URL(tokenEndpoint).origin, token_endpoint: tokenEndpoint },
    client: {
      id: clientId,
      origin: 'given',
      method: secret === undefined ? 'none' : 'client_secret_post',
      ...(secret === undefined ? {} : { secret }),
    },
  };
  const fields = {
    requested_token_type: 'urn:ietf:params:oauth:token-type:id-jag',
    subject_token: oauth.idToken,
    subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
    audience: server.issuer,
    ...(resource === undefined ? {} : { resource }),
    ...(scopes.length === 0 ? {} : { scope: scopes.join(' ') }),
  };
  const jag = await generic(idp, 'urn:ietf:params:oauth:grant-type:token-exchange', fields);
  return requestByAssertion(exchange, jag.access_token);
}

function generic(exchange: TokenExchange, grantType: string, fields: Record<string, string>) {
  return exchanging(exchange, async ({ library, server, client, authentication, options }) => ({
    send: () => library.genericTokenEndpointRequest(server, client, authentication, grantType, fields, options),
    read: (response) =>
      library.processGenericTokenEndpointResponse(server, client, response, {
        // RFC 8693 §2.2.1: what is exchanged need be no access token.
        recognizedTokenTypes: { n_a: () => undefined },
      }),
  }));
}

interface Steps {
  send(): Promise<Response>;
  read(response: Response): Promise<TokenEndpointResponse>;
}

type Plan = (prepared: Prepared) => Promise<Steps>;

async function exchanging(
  exchange: TokenExchange,
  plan: Plan,
  times: 'once' | 'retried' = 'retried',
): Promise<TokenEndpointResponse> {
  const { http, client } = exchange;
  const assumed = http.clockAheadS;
  try {
    return await exchangeAtThisTime(exchange, plan, times);
  } catch (failure) {
    const isRefused = failure instanceof OAuthRefusal && failure.reason === 'invalid_client';
    // An assertion that is dated by our clock may be too old or too new there; the refusal told the time there.
    if (client.method !== 'private_key_jwt' || !isRefused || http.clockAheadS === assumed) throw failure;
    return exchangeAtThisTime(exchange, plan, times);
  }
}

async function exchangeAtThisTime(
  exchange: TokenExchange,
  plan: Plan,
  times: 'once' | 'retried',
): Promise<TokenEndpointResponse> {
  const { http, server } = exchange;
  if (server.token_endpoint === undefined) {
    throw new GatewayError('authorization_server_failed', `${server.issuer} names no token endpoint`);
  }
  const prepared = await prepareExchange(exchange);
  const { send, read } = await plan(prepared);
  const attempt = async () => read(await asStandardSays(times === 'once' ? await send() : await http.retry(send)));
  try {
    return await attempt();
  } catch (failure) {
    // RFC 9449 §8: the nonce that was asked for is in the handle by now.
    if (prepared.library.isDPoPNonceError(failure)) return await again(attempt, server.issuer);
    throw toOAuthFailure(failure, 'The token request', server.issuer);
  }
}

async function again<T>(attempt: () => Promise<T>, issuer: string): Promise<T> {
  return attempt().catch((failure: unknown) => {
    throw toOAuthFailure(failure, 'The token request', issuer);
  });
}

/**
 * We do not look at ID tokens, and a server whose ID tokens are odd is none the worse for access tokens. Some, such as
 * GitHub, refuse with HTTP 200.
 */
async function asStandardSays(response: Response): Promise<Response> {
  if (response.status !== 200) return response;
  const text = await response.text();
  const { headers } = response;
  try {
    const { id_token: _unused, expires_in, ...rest } = JSON.parse(text) as Record<string, unknown>;
    const status = typeof rest['error'] === 'string' && rest['access_token'] === undefined ? 400 : 200;
    const lasts = lifetimeOf(expires_in);
    return new Response(JSON.stringify({ ...rest, ...(lasts === undefined ? {} : { expires_in: lasts }) }), {
      status,
      headers,
    });
  } catch {
    return new Response(text, { status: 200, headers });
  }
}

/** A token without an end that can be told is used until it is refused; the one that replaces it came but once. */
function lifetimeOf(seconds: unknown): number | undefined {
  const given = typeof seconds === 'string' ? Number.parseFloat(seconds) : seconds;
  return typeof given === 'number' && given >= 0 && given <= LONGEST_LIFE_S ? given : undefined;
}

const withScope = (fields: Record<string, string>, scopes: readonly string[]): Record<string, string> =>
  scopes.length === 0 ? fields : { ...fields, scope: scopes.join(' ') };
