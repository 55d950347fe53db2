import { createHash } from 'node:crypto';
import type { CryptoKey } from 'jose';
import type { AuthorizationServer, ClientAuth } from 'oauth4webapi';
import { z } from 'zod';
import { CLIENT_AUTHENTICATIONS, type ClientAuthentication } from '../../../shared/config/oauth';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { formEncode } from '../../../shared/text/form-encode';
import { textsOf } from './discover-authorization';
import { toOAuthFailure } from './oauth-failure';
import type { OAuthHttp } from './oauth-http';
import type { ResolvedOAuth } from './resolved-oauth';
import type { TokenStore } from './token-store';

/** Who we are to one authorization server. */
export const OAuthClient = z.object({
  id: z.string(),
  secret: z.string().optional(),
  /** `given`: configured. `document`: the address of a client id metadata document. `registered`: RFC 7591. */
  origin: z.enum(['given', 'document', 'registered']),
  method: z.enum(CLIENT_AUTHENTICATIONS),
});
export type OAuthClient = z.output<typeof OAuthClient>;

/** Of a registration; kept under its issuer and used at no other. */
const Registration = z.object({
  issuer: z.string(),
  client: OAuthClient,
  redirectUri: z.string(),
  /** Epoch seconds; absent: never. */
  secretExpiresAt: z.number().optional(),
});
export type Registration = z.output<typeof Registration>;

export interface ClientNeeds {
  readonly oauth: ResolvedOAuth;
  readonly http: OAuthHttp;
  readonly server: AuthorizationServer;
  readonly store: TokenStore;
  /** Absent for grants without a browser. */
  readonly redirectUri?: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

const CLIENT_NAME = 'Secure MCP Gateway';

/** The client for an authorization server: the configured one, else its document, else a registration (in that order). */
export async function chooseClient(needs: ClientNeeds): Promise<OAuthClient> {
  const { oauth, server } = needs;
  const { clientId } = oauth;
  if (clientId !== undefined) return { id: clientId, origin: 'given', method: methodOf(oauth, server) };
  const { clientMetadataUrl } = oauth.settings;
  if (clientMetadataUrl !== undefined && server['client_id_metadata_document_supported'] === true) {
    const method = oauth.privateKey === undefined ? 'none' : 'private_key_jwt';
    return { id: clientMetadataUrl, origin: 'document', method };
  }
  const known = await readRegistration(needs);
  if (known !== undefined) return known.client;
  if (server.registration_endpoint === undefined) {
    const message = `${server.issuer} registers no clients by itself: register one there and set "clientId" in ${oauth.place}`;
    throw new GatewayError('oauth_misconfigured', message);
  }
  return register(needs);
}

/** The registration at this issuer, if it is still good for the redirect URI that is needed. */
export async function readRegistration({
  store,
  server,
  redirectUri,
  now,
}: ClientNeeds): Promise<Registration | undefined> {
  const text = await store.read(registrationId(server.issuer));
  const parsed = Registration.safeParse(text === undefined ? undefined : JSON.parse(text));
  if (!parsed.success || parsed.data.issuer !== server.issuer) return undefined;
  const { secretExpiresAt } = parsed.data;
  const isExpired = secretExpiresAt !== undefined && secretExpiresAt * 1_000 < now();
  if (isExpired || (redirectUri !== undefined && parsed.data.redirectUri !== redirectUri)) return undefined;
  return parsed.data;
}

/** For an authorization server that knows the client no more. */
export async function forgetRegistration(store: TokenStore, issuer: string): Promise<void> {
  await store.remove(registrationId(issuer));
}

const registrationId = (issuer: string): string =>
  `oauth-client.${createHash('sha256').update(issuer).digest('hex').slice(0, 40)}`;

/** RFC 7591 §3. */
async function register({ oauth, http, server, store, redirectUri }: ClientNeeds): Promise<OAuthClient> {
  const library = await import('oauth4webapi');
  // Nowhere for a browser to come back to: a person signs in on another device.
  const isDevice = redirectUri === undefined && oauth.settings.grant === 'authorization_code';
  const grant = isDevice ? 'device_code' : oauth.settings.grant;
  const wanted = registrationMethod(server);
  const metadata = {
    client_name: CLIENT_NAME,
    redirect_uris: redirectUri === undefined ? [] : [redirectUri],
    grant_types: [grantTypeOf(grant), 'refresh_token'],
    response_types: grant === 'authorization_code' ? ['code'] : [],
    token_endpoint_auth_method: wanted,
    application_type: 'native',
  };
  const options = { [library.customFetch]: http.send as typeof fetch, [library.allowInsecureRequests]: true };
  try {
    const response = await http.retry(() => library.dynamicClientRegistrationRequest(server, metadata, options));
    const made = await library.processDynamicClientRegistrationResponse(await asRegistered(response));
    const secret = typeof made.client_secret === 'string' ? made.client_secret : undefined;
    const said = CLIENT_AUTHENTICATIONS.find((one) => one === made.token_endpoint_auth_method);
    // RFC 7591 §2: without a word about it, Basic.
    const method = said ?? (secret === undefined ? 'none' : 'client_secret_basic');
    const client: OAuthClient = {
      id: made.client_id,
      ...(secret === undefined ? {} : { secret }),
      origin: 'registered',
      method,
    };
    const { client_secret_expires_at: expiry } = made;
    const registration: Registration = {
      issuer: server.issuer,
      client,
      redirectUri: redirectUri ?? '',
      ...(typeof expiry === 'number' && expiry > 0 ? { secretExpiresAt: expiry } : {}),
    };
    await store.write(registrationId(server.issuer), JSON.stringify(registration));
    return client;
  } catch (failure) {
    throw toOAuthFailure(failure, 'Registering a client', server.issuer);
  }
}

/** Servers forget the status of RFC 7591 §3.2.1, and to say that a secret never ends. */
async function asRegistered(response: Response): Promise<Response> {
  if (!response.ok) return response;
  const text = await response.text();
  const { headers } = response;
  try {
    const { client_secret_expires_at = 0, ...made } = JSON.parse(text) as Record<string, unknown>;
    return new Response(JSON.stringify({ ...made, client_secret_expires_at }), { status: 201, headers });
  } catch {
    return new Response(text, { status: 201, headers });
  }
}

const grantTypeOf = (grant: string): string =>
  grant === 'device_code' ? 'urn:ietf:params:oauth:grant-type:device_code' : grant;

/** A program on a person’s machine keeps no secret, so it asks for none where that is allowed. */
function registrationMethod(server: AuthorizationServer): ClientAuthentication {
  const supported = textsOf(server.token_endpoint_auth_methods_supported);
  const choice = (['none', 'client_secret_basic', 'client_secret_post'] as const).find((one) =>
    supported.includes(one),
  );
  return choice ?? 'none';
}

/** As configured, else by what the client can show and the authorization server takes. */
function methodOf(oauth: ResolvedOAuth, server: AuthorizationServer): ClientAuthentication {
  const { settings, clientSecret, privateKey, thumbprint } = oauth;
  if (settings.clientAuthentication !== undefined) return settings.clientAuthentication;
  if (privateKey !== undefined) return 'private_key_jwt';
  const supported = textsOf(server.token_endpoint_auth_methods_supported);
  if (clientSecret !== undefined) {
    const takesBasic = supported.length === 0 || supported.includes('client_secret_basic');
    return takesBasic || !supported.includes('client_secret_post') ? 'client_secret_basic' : 'client_secret_post';
  }
  if (thumbprint === undefined) return 'none';
  const selfSigned = supported.includes('self_signed_tls_client_auth') && !supported.includes('tls_client_auth');
  return selfSigned ? 'self_signed_tls_client_auth' : 'tls_client_auth';
}

/** What proves to the token endpoint who we are. */
export async function authenticationOf(client: OAuthClient, oauth: ResolvedOAuth): Promise<ClientAuth> {
  const library = await import('oauth4webapi');
  switch (client.method) {
    case 'none':
      return library.None();
    case 'client_secret_basic':
      return basicAuthentication(secretOf(client, oauth));
    case 'client_secret_post':
      return library.ClientSecretPost(secretOf(client, oauth));
    case 'tls_client_auth':
    case 'self_signed_tls_client_auth':
      if (oauth.thumbprint === undefined) throw misconfigured(oauth, `${client.method} needs a certificate in "tls"`);
      return library.TlsClientAuth();
    case 'private_key_jwt': {
      const { settings, privateKey } = oauth;
      if (privateKey === undefined) throw misconfigured(oauth, 'private_key_jwt needs a "privateKey"');
      const key = await readPrivateKey(privateKey, oauth);
      const { privateKeyId: kid } = settings;
      return library.PrivateKeyJwt(kid === undefined ? key : { key, kid });
    }
  }
}

/** RFC 6749 §2.3.1. The library’s own encodes more than forms do. */
function basicAuthentication(secret: string): ClientAuth {
  return (_server, client, _body, headers) => {
    const pair = `${formEncode(client.client_id)}:${formEncode(secret)}`;
    headers.set('authorization', `Basic ${Buffer.from(pair).toString('base64')}`);
  };
}

async function readPrivateKey(pem: string, oauth: ResolvedOAuth): Promise<CryptoKey> {
  const { importPKCS8 } = await import('jose');
  try {
    return await importPKCS8(pem, oauth.settings.signingAlgorithm);
  } catch {
    // The cause might repeat a piece of the key.
    const message = `"privateKey" is no PKCS #8 key in PEM for ${oauth.settings.signingAlgorithm}`;
    throw misconfigured(oauth, message);
  }
}

function secretOf({ secret, method }: OAuthClient, oauth: ResolvedOAuth): string {
  const value = secret ?? oauth.clientSecret;
  if (value === undefined) throw misconfigured(oauth, `${method} needs a "clientSecret"`);
  return value;
}

const misconfigured = ({ place }: ResolvedOAuth, what: string): GatewayError =>
  new GatewayError('oauth_misconfigured', `${place}: ${what}`, { place });
