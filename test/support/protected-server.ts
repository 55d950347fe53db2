import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Era } from '../../shared/model/server';
import type { AuthorizationServer } from './authorization-server';
import type { Authority } from './certificates';
import { type FaultyListener, type Handle, type HeardRequest, openFaultyListener } from './faulty-listener';
import { createTokenCheck, type Principal, TokenRefused } from './token-check';
import { type AuthenticatedRequest, createWhoamiServer } from './whoami-server';

export interface ProtectedServerOptions {
  readonly authorizationServers: readonly AuthorizationServer[];
  /** Speaks https with a certificate of this authority; http without it. */
  readonly authority?: Authority;
  /** Whoever shows no certificate of the authority gets no connection. */
  readonly requireClientCertificate?: boolean;
  /** Every request needs them. */
  readonly requiredScopes?: readonly string[];
  readonly scopesByTool?: Readonly<Record<string, readonly string[]>>;
  readonly era?: Era;
  /**
   * How a client finds the authorization server: the challenge names the metadata document, or the document just lies
   * where it must, or (2025-03-26) the server lives at the origin of the one authorization server.
   */
  readonly discovery?: 'challenge' | 'well-known' | 'same origin';
  /** Replaces members of the metadata document. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly dpopOnly?: boolean;
}

/** A real MCP server that serves nobody without a token made out to it (RFC 9728, RFC 6750). */
export interface ProtectedServer extends Pick<FaultyListener, 'goDown' | 'comeBack' | 'fault'> {
  /** Of its MCP endpoint, and the audience of its tokens. */
  readonly url: string;
  /** Requests to the MCP endpoint. */
  readonly seen: readonly HeardRequest[];
  /** Takes a token away before its time. */
  revoke(token: string): void;
  /** Takes every token away that it has accepted so far. */
  revokeAll(): void;
  /** The tokens it has accepted so far. */
  readonly accepted: ReadonlySet<string>;
  stop(): Promise<void>;
}

const PATH = '/mcp';
const SCOPES_BY_TOOL: Readonly<Record<string, readonly string[]>> = { admin_only: ['mcp:admin'] };

export async function startProtectedServer(options: ProtectedServerOptions): Promise<ProtectedServer> {
  const { discovery = 'challenge', era = 'legacy', authorizationServers } = options;
  const served = createWhoamiServer(era);
  const heard: HeardRequest[] = [];
  const [first] = authorizationServers;
  const isGuest = discovery === 'same origin';
  const listener = isGuest ? undefined : await openListener(options, (request, response) => answer(request, response));
  const origin = listener?.origin ?? first?.issuer ?? '';
  const url = `${origin}${PATH}`;
  const answer = createGuard({ ...options, origin, url, served: served.handle });
  if (isGuest) first?.mount(PATH, answer);
  const requests = listener?.requests ?? first?.requests ?? heard;

  const nothing = () => Promise.resolve();
  return {
    url,
    get seen() {
      return requests.filter(({ path }) => path === PATH);
    },
    get fault() {
      return listener?.fault ?? (() => undefined);
    },
    set fault(choice) {
      if (listener !== undefined) listener.fault = choice;
    },
    accepted: answer.accepted,
    revoke: (token) => void answer.revoked.add(token),
    revokeAll: () => answer.accepted.forEach((token) => answer.revoked.add(token)),
    goDown: listener?.goDown ?? nothing,
    comeBack: listener?.comeBack ?? nothing,
    async stop() {
      await served.close();
      await listener?.goDown();
    },
  };
}

async function openListener({ authority, requireClientCertificate = false }: ProtectedServerOptions, handle: Handle) {
  const tls =
    authority === undefined
      ? undefined
      : {
          ...(await authority.issueForServer()),
          ca: authority.cert,
          requestCert: true,
          rejectUnauthorized: requireClientCertificate,
        };
  const listener = await openFaultyListener(handle, tls);
  return Object.assign(listener, { origin: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${listener.port}` });
}

interface GuardParts extends ProtectedServerOptions {
  readonly origin: string;
  readonly url: string;
  readonly served: (request: AuthenticatedRequest, response: ServerResponse) => Promise<void>;
}

/** Answers whatever a client may ask without a token, and lets requests through that have a good one. */
function createGuard(parts: GuardParts) {
  const { origin, url, authorizationServers, requiredScopes = [], scopesByTool = SCOPES_BY_TOOL } = parts;
  const check = createTokenCheck({ authorizationServers, audience: url, dpopOnly: parts.dpopOnly ?? false });
  const accepted = new Set<string>();
  const revoked = new Set<string>();
  const wellKnown = `/.well-known/oauth-protected-resource${PATH}`;

  const challenge = (response: ServerResponse, status: 401 | 403, fields: Record<string, string>): void => {
    const named = (parts.discovery ?? 'challenge') === 'challenge' ? { resource_metadata: origin + wellKnown } : {};
    const scheme = parts.dpopOnly === true ? 'DPoP' : 'Bearer';
    const text = Object.entries({ ...named, ...fields }).map(
      // A quoted string of a header holds neither quotes nor letters beyond ASCII.
      ([name, value]) => `${name}="${value.replace(/[^\x20-\x7e]|["\\]/g, "'")}"`,
    );
    response.writeHead(status, { 'www-authenticate': `${scheme} ${text.join(', ')}`, 'content-type': 'text/plain' });
    response.end(fields['error_description'] ?? 'A token is needed');
  };

  async function identify(request: IncomingMessage): Promise<Principal> {
    const principal = await check(request);
    if (revoked.has(principal.token)) throw new TokenRefused('invalid_token', 'The token has been taken away');
    accepted.add(principal.token);
    return principal;
  }

  async function answer(request: IncomingMessage & { body: string }, response: ServerResponse): Promise<void> {
    const path = request.url?.replace(/\?.*$/s, '');
    if (path === wellKnown) return sendMetadata(response, parts);
    if (path !== PATH) return void response.writeHead(404).end();
    const scope = requiredScopes.length === 0 ? {} : { scope: requiredScopes.join(' ') };
    const principal = await identify(request).catch((refused: unknown) => {
      if (!(refused instanceof TokenRefused)) throw refused;
      const { error, message } = refused;
      challenge(response, 401, { ...scope, ...(error === 'none' ? {} : { error, error_description: message }) });
    });
    if (principal === undefined) return;
    const needed = [...requiredScopes, ...(scopesByTool[toolOf(request.body) ?? ''] ?? [])];
    if (!needed.every((one) => principal.scopes.includes(one))) {
      return challenge(response, 403, { error: 'insufficient_scope', scope: needed.join(' ') });
    }
    const { token, clientId, scopes, subject } = principal;
    const auth = { token, clientId, scopes: [...scopes], extra: { subject } };
    await parts.served(Object.assign(request, { auth }), response);
  }

  return Object.assign(answer, { accepted, revoked });
}

function sendMetadata(response: ServerResponse, { url, authorizationServers, metadata, dpopOnly }: GuardParts): void {
  const document = {
    resource: url,
    authorization_servers: authorizationServers.map(({ issuer }) => issuer),
    scopes_supported: ['mcp:read', 'mcp:write'],
    bearer_methods_supported: ['header'],
    ...(dpopOnly === true ? { dpop_bound_access_tokens_required: true } : {}),
    ...metadata,
  };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(document));
}

function toolOf(body: string): string | undefined {
  const message = body === '' ? {} : (JSON.parse(body) as { method?: string; params?: { name?: string } });
  return message.method === 'tools/call' ? message.params?.name : undefined;
}
