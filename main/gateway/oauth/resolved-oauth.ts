import { isHttpsOrLoopback, type OAuth } from '../../../shared/config/oauth';
import type { UpstreamServer } from '../../../shared/config/upstream-server';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { parseUrl } from '../../../shared/text/is-url';
import type { Fetch } from '../upstream/bounded-fetch';
import { resolveAt, type ResolveReferences } from '../upstream/resolve-references';
import { isNearer, reachOf } from './address-reach';
import { plain } from './oauth-failure';
import { createTlsFetch, resolveTls, thumbprintOf } from '../upstream/tls-fetch';

/** What the settings of a server come to at the moment of use. The values are secrets; nothing of this is kept. */
export interface ResolvedOAuth {
  readonly settings: OAuth;
  /** Where the settings stand, for messages. */
  readonly place: string;
  /** Absent for processes. */
  readonly serverUrl?: URL;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly privateKey?: string;
  readonly refreshToken?: string;
  readonly assertion?: string;
  readonly idToken?: string;
  readonly identityClientSecret?: string;
  readonly tokenParameters: Readonly<Record<string, string>>;
  readonly authorizationParameters: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** To the authorization server, with the certificate that it wants to see. */
  readonly fetch: Fetch;
  /** Of that certificate. */
  readonly thumbprint?: string;
}

export interface ResolveOAuthNeeds {
  readonly configId: string;
  readonly server: string;
  readonly config: UpstreamServer;
  readonly settings: OAuth;
  readonly resolve: ResolveReferences;
}

const TEXTS = ['clientId', 'clientSecret', 'privateKey', 'refreshToken', 'assertion'] as const;
const RECORDS = ['tokenParameters', 'authorizationParameters', 'headers'] as const;

/** Puts in what references stand for; throws naming the place of one that leads nowhere. */
export async function resolveOAuth(needs: ResolveOAuthNeeds): Promise<ResolvedOAuth> {
  const { server, config, settings, resolve } = needs;
  const place = `${server}.oauth`;
  const at = (path: string, text: string): Promise<string> => resolveAt(`${place}.${path}`, text, resolve);
  const texts: Record<string, string> = {};
  for (const name of TEXTS) {
    const text = settings[name];
    if (text !== undefined) texts[name] = await at(name, text);
  }
  const records: Record<string, Record<string, string>> = {};
  for (const name of RECORDS) {
    const resolved: Record<string, string> = {};
    for (const [key, text] of Object.entries(settings[name])) resolved[key] = await at(`${name}.${key}`, text);
    records[name] = resolved;
  }
  const { identityProvider } = settings;
  if (identityProvider !== undefined) {
    texts['idToken'] = await at('identityProvider.idToken', identityProvider.idToken);
    const { clientSecret } = identityProvider;
    if (clientSecret !== undefined)
      texts['identityClientSecret'] = await at('identityProvider.clientSecret', clientSecret);
  }
  const { url: configured } = 'url' in config ? config : { url: undefined };
  const serverUrl = configured === undefined ? undefined : await resolveServerUrl(server, configured, resolve);
  const serverTls = 'url' in config ? config.tls : undefined;
  const tls = settings.tls ?? serverTls;
  const tlsPlace = settings.tls === undefined ? `${server}.tls` : `${place}.tls`;
  const material = tls === undefined ? undefined : await resolveTls(tlsPlace, tls, resolve);
  return {
    settings,
    place,
    ...(serverUrl === undefined ? {} : { serverUrl }),
    ...texts,
    ...(records as Pick<ResolvedOAuth, (typeof RECORDS)[number]>),
    fetch: await createTlsFetch(material),
    ...(material?.certificate === undefined ? {} : { thumbprint: thumbprintOf(material.certificate) }),
  };
}

/** The canonical address of the server (RFC 8707 §2): without fragment, name and password. */
async function resolveServerUrl(server: string, configured: string, resolve: ResolveReferences): Promise<URL> {
  const text = await resolveAt(`${server}.url`, configured, resolve);
  const url = parseUrl(text);
  if (url === undefined)
    throw new GatewayError('server_config_invalid', `The url of ${server} is no URL once resolved`);
  url.hash = '';
  url.username = '';
  url.password = '';
  return url;
}

/**
 * Refuses an address that metadata names and that nobody should send a secret to: plain http beyond this machine, or
 * this machine and its network in the words of a server elsewhere.
 */
export function requireTrusted(url: string, what: string, { settings, serverUrl }: ResolvedOAuth): URL {
  const parsed = parseUrl(url);
  if (parsed === undefined) throw untrusted(what, url, 'is no URL');
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:')
    throw untrusted(what, url, 'is neither https nor http');
  if (settings.enforceHttps && !isHttpsOrLoopback(url)) throw untrusted(what, url, 'is not https');
  if (serverUrl !== undefined && isNearer(parsed, serverUrl) && !isNamedBySettings(url, settings)) {
    const where = reachOf(parsed) === 'machine' ? 'this machine' : 'a private network';
    throw untrusted(what, url, `leads to ${where}, though the server is elsewhere`);
  }
  return parsed;
}

function isNamedBySettings(url: string, settings: OAuth): boolean {
  const { issuer, tokenEndpoint, authorizationEndpoint, deviceAuthorizationEndpoint } = settings;
  const { revocationEndpoint, registrationEndpoint, identityProvider } = settings;
  return [issuer, tokenEndpoint, authorizationEndpoint, deviceAuthorizationEndpoint, revocationEndpoint]
    .concat(registrationEndpoint, identityProvider?.issuer, identityProvider?.tokenEndpoint)
    .some((one) => one !== undefined && new URL(one).hostname === new URL(url).hostname);
}

function untrusted(what: string, url: string, why: string): GatewayError {
  return new GatewayError('authorization_server_failed', `The ${what} ${plain(url)} ${why}; it is not used`);
}
