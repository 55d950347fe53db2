import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GatewayError } from '../../../shared/errors/gateway-error';
import type { Face } from '../../../shared/model/face';
import type { ProtectedResource } from '../ports/auth-provider';
import type { Runtime } from '../runtime';
import { sendEmpty, sendJson } from './http-reply';

/** This gateway as OAuth sees it. It exists where a provider takes tokens. */
export interface OwnResource extends ProtectedResource {
  /** Scheme, host and port by which clients know it. */
  readonly base: string;
  readonly title: string;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i;

/** `undefined` where no provider takes tokens, or nobody has said how clients address a gateway that others can reach. */
export function ownResource(
  { authProviders, config, product }: Pick<Runtime, 'authProviders' | 'config' | 'product'>,
  { host, port }: { readonly host: string; readonly port: number | undefined },
): OwnResource | undefined {
  const protectedBy = authProviders.flatMap(({ protectedResource }) => protectedResource ?? []);
  if (protectedBy.length === 0) return undefined;
  const { publicUrl } = config.listen;
  if (publicUrl === undefined && !LOOPBACK.test(host)) return undefined;
  return {
    base:
      publicUrl === undefined ? `http://${host.includes(':') ? `[${host}]` : host}:${port}` : new URL(publicUrl).origin,
    title: product.title,
    authorizationServers: [...new Set(protectedBy.flatMap(({ authorizationServers }) => authorizationServers))],
    scopes: [...new Set(protectedBy.flatMap(({ scopes }) => scopes))],
  };
}

const pathOf = (face: Face): string => (face.kind === 'aggregate' ? '/mcp' : `/servers/${face.server}/mcp`);

/** What a token may be meant for: the face that is asked, or the gateway as a whole, with and without a slash. */
export function resourcesAt(face: Face, own: OwnResource | undefined): { readonly resources?: readonly string[] } {
  return own === undefined ? {} : { resources: [`${own.base}${pathOf(face)}`, own.base, `${own.base}/`] };
}

const WELL_KNOWN = '/.well-known/oauth-protected-resource';
const METADATA = /^\/\.well-known\/oauth-protected-resource(\/mcp|\/servers\/[A-Za-z0-9_-]+\/mcp|)\/?$/;

/**
 * Says where tokens for this gateway are to be had (RFC 9728 §3). Public, so pages of every origin that gets this far
 * may read it; it says the same of servers that exist and of those that do not. True when the request was answered.
 */
export function answerMetadata(request: IncomingMessage, response: ServerResponse, own: OwnResource): boolean {
  const path = METADATA.exec(request.url?.split('?', 1)[0] ?? '')?.[1];
  if (path === undefined) return false;
  const open = { 'access-control-allow-origin': '*' };
  switch (request.method) {
    case 'GET':
    case 'HEAD':
      sendJson(response, { status: 200, body: metadataOf(path, own), headers: open });
      return true;
    case 'OPTIONS':
      sendEmpty(response, 204, {
        ...open,
        'access-control-allow-methods': 'GET',
        'access-control-allow-headers': '*',
        'access-control-max-age': '600',
      });
      return true;
    default:
      return false;
  }
}

function metadataOf(path: string, { base, title, authorizationServers, scopes }: OwnResource): object {
  return {
    // RFC 9728 §3.3: exactly what the well-known path was made of.
    resource: `${base}${path}`,
    authorization_servers: authorizationServers,
    ...(scopes.length === 0 ? {} : { scopes_supported: scopes }),
    bearer_methods_supported: ['header'],
    resource_name: title,
  };
}

/** Tells a client that was refused how to come back (RFC 6750 §3, RFC 9728 §5.1). */
export function challengeFor(
  error: GatewayError,
  { face, resource }: { readonly face?: Face; readonly resource?: OwnResource | undefined },
): Readonly<Record<string, string>> {
  const required = error.detail['required_scopes'];
  const lacksScope = error.row.http === 403 && Array.isArray(required);
  if (error.row.http !== 401 && !lacksScope) return {};
  const parts = ['realm="secure-mcp-gateway"'];
  // RFC 6750 §3: no error code when no credentials were sent.
  if (error.code !== 'unauthenticated') parts.push(`error="${lacksScope ? 'insufficient_scope' : 'invalid_token'}"`);
  if (resource !== undefined && face !== undefined) {
    parts.push(`resource_metadata="${resource.base}${WELL_KNOWN}${pathOf(face)}"`);
    const scopes: readonly unknown[] = lacksScope ? required : resource.scopes;
    if (scopes.length > 0) parts.push(`scope="${scopes.join(' ')}"`);
  }
  return { 'www-authenticate': `Bearer ${parts.join(', ')}` };
}
