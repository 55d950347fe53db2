import type { AuthorizationServer } from 'oauth4webapi';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import { parseUrl } from '../../../shared/text/is-url';
import type { Challenge } from './challenge';
import { plain, toOAuthFailure } from './oauth-failure';
import type { OAuthHttp } from './oauth-http';
import { requireTrusted, type ResolvedOAuth } from './resolved-oauth';
import { soundScopes } from './sound-scopes';

/** Who gives out tokens for a server, and for what (protocol revision 2026-07-28, Authorization). */
export interface AuthorizationFacts {
  readonly server: AuthorizationServer;
  /** The resource indicator (RFC 8707); `undefined`: none is sent. */
  readonly resource: string | undefined;
  /** What the server says it may want. */
  readonly scopesSupported: readonly string[];
}

export interface DiscoveryNeeds {
  readonly oauth: ResolvedOAuth;
  readonly http: OAuthHttp;
  /** What the server last said when it refused. */
  readonly challenge: Challenge | undefined;
}

/** Finds the authorization server of a server: as configured, else as its metadata says (RFC 9728, RFC 8414). */
export async function discoverAuthorization(needs: DiscoveryNeeds): Promise<AuthorizationFacts> {
  const { oauth } = needs;
  const { settings, serverUrl } = oauth;
  const own = settings.resource === false ? undefined : (settings.resource ?? serverUrl?.href);
  if (settings.issuer !== undefined) {
    const server = await readServerMetadata(settings.issuer, needs);
    if (server === undefined && settings.tokenEndpoint === undefined) throw noMetadata(settings.issuer);
    return { server: withConfigured(server ?? { issuer: settings.issuer }, oauth), resource: own, scopesSupported: [] };
  }
  if (settings.tokenEndpoint !== undefined) {
    const { origin } = new URL(settings.tokenEndpoint);
    return { server: withConfigured({ issuer: origin }, oauth), resource: own, scopesSupported: [] };
  }
  if (serverUrl === undefined) throw new TypeError('A process has no metadata; its settings name an issuer');
  const protectedResource = await readResourceMetadata(serverUrl, needs);
  if (protectedResource === undefined) return askServerItself(serverUrl, needs, own);
  const { resource, issuer, scopesSupported } = protectedResource;
  const server = await readServerMetadata(issuer, needs);
  if (server === undefined) throw noMetadata(issuer);
  return {
    server: withConfigured(server, oauth),
    resource: settings.resource === undefined ? resource : own,
    scopesSupported,
  };
}

/** Revision 2025-03-26 knew no resource metadata: the server was its own authorization server. */
async function askServerItself(
  serverUrl: URL,
  needs: DiscoveryNeeds,
  resource: string | undefined,
): Promise<AuthorizationFacts> {
  const issuer = serverUrl.origin;
  const found = await readServerMetadata(issuer, needs);
  const server = found ?? {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    registration_endpoint: `${issuer}/register`,
    code_challenge_methods_supported: ['S256'],
  };
  return { server: withConfigured(server, needs.oauth), resource, scopesSupported: [] };
}

interface ResourceMetadata {
  readonly resource: string;
  readonly issuer: string;
  readonly scopesSupported: readonly string[];
}

async function readResourceMetadata(serverUrl: URL, needs: DiscoveryNeeds): Promise<ResourceMetadata | undefined> {
  const path = serverUrl.pathname.replace(/\/$/, '');
  const wellKnown = `${serverUrl.origin}/.well-known/oauth-protected-resource`;
  const given = needs.challenge?.resourceMetadata;
  const places = given === undefined ? [...new Set([`${wellKnown}${path}${serverUrl.search}`, wellKnown])] : [given];
  for (const place of places) {
    const metadata = await readJson(requireTrusted(place, 'resource metadata', needs.oauth), needs);
    if (metadata !== undefined) return checkResource(metadata, place, serverUrl);
  }
  if (given === undefined) return undefined;
  throw new GatewayError('authorization_server_failed', `The server names ${plain(given)}, where nothing is`);
}

/** RFC 9728 §3.3: metadata of another resource must not be used. A parent of the address is the same server’s word. */
function checkResource(metadata: JsonObject, place: string, serverUrl: URL): ResourceMetadata {
  const { resource, authorization_servers: servers, scopes_supported: scopes } = metadata;
  const named = typeof resource === 'string' ? parseUrl(resource) : undefined;
  if (typeof resource !== 'string' || named === undefined || !covers(named, serverUrl)) {
    const said = addressOf(resource);
    const message = `${plain(place)} speaks of the resource ${said}, not of ${serverUrl.origin}${serverUrl.pathname}; it is not used`;
    throw new GatewayError('authorization_server_failed', message);
  }
  const [issuer] = Array.isArray(servers) ? (servers as readonly unknown[]) : [];
  if (typeof issuer !== 'string' || issuer !== plain(issuer)) {
    throw new GatewayError('authorization_server_failed', `${plain(place)} names no authorization server`);
  }
  return { resource, issuer, scopesSupported: soundScopes(textsOf(scopes)) };
}

function covers(resource: URL, server: URL): boolean {
  const base = resource.pathname.endsWith('/') ? resource.pathname : `${resource.pathname}/`;
  const path = server.pathname.endsWith('/') ? server.pathname : `${server.pathname}/`;
  return resource.origin === server.origin && path.startsWith(base);
}

/** `undefined` where none is published; throws for one that speaks of another issuer (RFC 8414 §3.3). */
async function readServerMetadata(issuer: string, needs: DiscoveryNeeds): Promise<AuthorizationServer | undefined> {
  const base = requireTrusted(issuer, 'issuer', needs.oauth);
  const path = base.pathname.replace(/\/$/, '');
  const places = [
    `${base.origin}/.well-known/oauth-authorization-server${path}`,
    `${base.origin}/.well-known/openid-configuration${path}`,
    ...(path === '' ? [] : [`${base.origin}${path}/.well-known/openid-configuration`]),
  ];
  const { processDiscoveryResponse } = await import('oauth4webapi');
  for (const place of places) {
    const metadata = await readJson(new URL(place), needs);
    if (metadata === undefined) continue;
    try {
      if (metadata['issuer'] !== plain(String(metadata['issuer'])))
        throw new TypeError('No issuer is spelled like this');
      return await processDiscoveryResponse(base, Response.json(metadata));
    } catch (failure) {
      const said = addressOf(metadata['issuer']);
      const message = `${place} was read for the issuer ${issuer} and names the issuer ${said}; it is not used`;
      throw new GatewayError('authorization_server_failed', message, {}, { cause: failure });
    }
  }
  return undefined;
}

/** `undefined` where there is no such document. */
async function readJson(url: URL, { http }: DiscoveryNeeds): Promise<JsonObject | undefined> {
  const headers = { accept: 'application/json' };
  const response = await http.retry(() => http.send(url, { headers }));
  if (response.status !== 200) return undefined;
  let value: unknown;
  try {
    value = await response.json();
  } catch (failure) {
    throw toOAuthFailure(failure, 'Reading metadata', url.href);
  }
  if (isJsonObject(value)) return value;
  throw new GatewayError('authorization_server_failed', `${url.href} answers with no JSON object`);
}

/** What is configured replaces what metadata says; every address is looked at before anything is sent there. */
function withConfigured(found: AuthorizationServer, oauth: ResolvedOAuth): AuthorizationServer {
  const { settings } = oauth;
  const configured = {
    token_endpoint: settings.tokenEndpoint,
    authorization_endpoint: settings.authorizationEndpoint,
    device_authorization_endpoint: settings.deviceAuthorizationEndpoint,
    revocation_endpoint: settings.revocationEndpoint,
    registration_endpoint: settings.registrationEndpoint,
  };
  const given = Object.fromEntries(Object.entries(configured).filter(([, url]) => url !== undefined));
  const server: AuthorizationServer = { ...found, ...given };
  for (const name of Object.keys(configured) as (keyof typeof configured)[]) {
    const url = server[name];
    // RFC 8705 §5: where a client with a certificate goes instead.
    for (const one of [url, server.mtls_endpoint_aliases?.[name]]) {
      if (typeof one === 'string') requireTrusted(one, name.replaceAll('_', ' '), oauth);
    }
  }
  return server;
}

/** What a stranger says is an address, as one: no other words of theirs come into ours. */
function addressOf(said: unknown): string {
  const url = typeof said === 'string' ? parseUrl(said) : undefined;
  return url === undefined ? 'nothing that is an address' : plain(url.href);
}

export const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? (value as unknown[]).filter((one): one is string => typeof one === 'string') : [];

const noMetadata = (issuer: string): GatewayError =>
  new GatewayError('authorization_server_failed', `The authorization server ${issuer} publishes no metadata`);
