import type { IncomingHttpHeaders } from 'node:http';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { parseUrl } from '../../../shared/text/is-url';

export interface AllowedSources {
  /** Host names without port, beyond the loopback names. */
  readonly hosts: readonly string[];
  /** Origins such as `https://chat.example.com`, beyond the loopback ones. */
  readonly origins: readonly string[];
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

/**
 * Refuses requests that a web page of another site made the browser send (DNS rebinding): foreign `Host`, foreign
 * `Origin`, and the `null` origin of sandboxed pages. MCP 2025-11-25, Transports → Security Warning.
 */
export function checkSource(headers: IncomingHttpHeaders, allowed: AllowedSources): void {
  const host = hostName(headers.host);
  if (host === undefined || !isAllowedHost(host, allowed)) {
    throw new GatewayError('forbidden_origin', `The Host "${headers.host ?? ''}" is not served here`);
  }
  const { origin } = headers;
  if (origin === undefined || allowed.origins.includes(origin)) return;
  const originHost = hostOfOrigin(origin);
  if (originHost === undefined || !LOOPBACK.test(originHost)) {
    throw new GatewayError('forbidden_origin', `The Origin "${origin}" may not use this gateway`);
  }
}

function isAllowedHost(host: string, { hosts }: AllowedSources): boolean {
  return LOOPBACK.test(host) || hosts.some((one) => one.toLowerCase() === host.toLowerCase());
}

function hostName(host: string | undefined): string | undefined {
  return /^(\[[0-9a-f:.]+\]|[^\s:[\]/@]+)(?::\d{1,5})?$/i.exec(host ?? '')?.[1];
}

function hostOfOrigin(origin: string): string | undefined {
  const url = /^https?:\/\//i.test(origin) ? parseUrl(origin) : undefined;
  if (url === undefined) return undefined;
  const { hostname, pathname, search, hash, username, password } = url;
  // An origin is scheme, host and port and nothing else (RFC 6454 §6.2).
  return pathname === '/' && [search, hash, username, password].every((part) => part === '') ? hostname : undefined;
}
