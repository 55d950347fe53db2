import type { HttpServer } from '../../../shared/config/upstream-server';
import { GatewayError, UpstreamRpcError } from '../../../shared/errors/gateway-error';
import type { ServerName } from '../../../shared/model/server';
import { parseUrl } from '../../../shared/text/is-url';
import type { Logger } from '../ports/logger';
import { createAuthorizedFetch } from './authorized-fetch';
import type { Fetch } from './bounded-fetch';
import type { Connection, ConnectionListener, Connector } from './connection';
import { ConnectionLost } from './connection-lost';
import { createModernSeal, sealLegacy, type ClientInfo } from './envelope';
import type { EraMemory } from './era-memory';
import { discover, initialize, isModernError } from './handshake';
import { httpStatusOf, publicUrl } from './http-errors';
import type { MessageBounds } from './message-bounds';
import { HttpSession, type HttpSessionNeeds } from './http-session';
import { openSseConnection } from './sse-connection';
import { resolveAt, type ResolveReferences } from './resolve-references';
import { createTlsFetch, resolveTls, thumbprintOf } from './tls-fetch';
import type { UpstreamAuthorization } from './upstream-authorization';
import { withinTime } from './within-time';

const CONNECT_MS = 30_000;
/** Answers to the initialize POST after which an older HTTP+SSE server is looked for (2025-11-25, Transports). */
const OLDER_TRANSPORT = new Set([400, 404, 405]);

export interface HttpConnectorNeeds {
  readonly server: ServerName;
  readonly fingerprint: string;
  readonly config: HttpServer;
  readonly client: ClientInfo;
  readonly eras: EraMemory;
  readonly bounds: MessageBounds;
  readonly log: Logger;
  readonly resolveValue: ResolveReferences;
  /** Absent: it gets no tokens. */
  readonly authorization?: UpstreamAuthorization;
}

type SessionNeeds = Omit<HttpSessionNeeds, 'seal' | 'era'>;

/** Connects to a server at a URL, in the era and over the transport that it speaks. */
export function createHttpConnector(needs: HttpConnectorNeeds): Connector {
  const { server, config, client, eras, fingerprint } = needs;
  let overSse = config.transport === 'sse';

  const open = async (listener: ConnectionListener, signal: AbortSignal): Promise<Connection> => {
    const session = { ...(await prepare(needs)), listener };
    if (overSse) return openSseConnection({ ...session, client }, signal);
    const known = config.era === 'auto' ? eras.recall(fingerprint) : config.era;
    if (known !== 'legacy') {
      const modern = await openModern(session, client, config.era === 'auto', signal);
      if (modern !== undefined) {
        if (config.era === 'auto') eras.remember(fingerprint, 'modern');
        return modern;
      }
    }
    try {
      const legacy = await openLegacy(session, client, signal);
      if (config.era === 'auto') eras.remember(fingerprint, 'legacy');
      return legacy;
    } catch (failure) {
      eras.forget(fingerprint);
      if (config.transport !== 'auto' || !suggestsSse(failure)) throw failure;
      const older = await openSseConnection({ ...session, client }, signal).catch(() => undefined);
      if (older === undefined) throw failure;
      overSse = true;
      return older;
    }
  };

  return {
    get transport() {
      return overSse ? 'sse' : 'http';
    },
    heals: 'lazily',
    idleTimeoutMs: 0,
    stderrTail: () => undefined,
    connect(listener, signal) {
      const late = () =>
        new GatewayError(
          'discovery_timed_out',
          `${server} at ${publicUrl(config.url)} did not answer within ${CONNECT_MS / 1_000} s`,
          { server },
        );
      return withinTime(CONNECT_MS, signal, late, (limited) => open(listener, limited));
    },
  };
}

async function prepare(needs: HttpConnectorNeeds): Promise<Omit<SessionNeeds, 'listener'>> {
  const { server, config, bounds, log, resolveValue } = needs;
  const url = resolveUrl(server, await resolveAt(`${server}.url`, config.url, resolveValue));
  const headers = new Headers(takeCredentials(url));
  for (const [name, text] of Object.entries(config.headers))
    headers.set(name, resolveHeader(server, name, await resolveAt(`${server}.headers.${name}`, text, resolveValue)));
  const sdk = await import('@modelcontextprotocol/client');
  return {
    sdk,
    server,
    url,
    shownUrl: publicUrl(config.url),
    headers: Object.fromEntries(headers),
    fetch: await fetchFor(needs, headers.has('authorization')),
    bounds,
    log,
  };
}

/** A server with credentials of its own gets no token beside them. */
async function fetchFor(needs: HttpConnectorNeeds, hasCredentials: boolean): Promise<Fetch> {
  const { server, config, resolveValue, authorization } = needs;
  const tls = config.tls === undefined ? undefined : await resolveTls(`${server}.tls`, config.tls, resolveValue);
  const fetch = await createTlsFetch(tls);
  if (authorization === undefined || hasCredentials) return fetch;
  const thumbprint = tls?.certificate === undefined ? undefined : thumbprintOf(tls.certificate);
  return createAuthorizedFetch({ server, authorization, fetch, thumbprint });
}

function resolveUrl(server: ServerName, text: string): URL {
  const url = parseUrl(text);
  if (url !== undefined && /^https?:$/.test(url.protocol)) return url;
  throw new GatewayError('server_config_invalid', `The url of ${server} is no http or https URL once resolved`, {
    server,
  });
}

/** Moves a name and password out of a URL, where fetch does not allow them, into a header. */
function takeCredentials(url: URL): Record<string, string> {
  if (url.username === '' && url.password === '') return {};
  const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  url.username = '';
  url.password = '';
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

// Checked here, because the error of a refused header repeats its value.
function resolveHeader(server: ServerName, name: string, value: string): string {
  if (/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) return value;
  const message = `The header ${name} of ${server} holds a line break or another character that headers cannot carry`;
  throw new GatewayError('server_config_invalid', message, { server, header: name });
}

/** `undefined` when the server turns out to be a legacy one and that is allowed. */
async function openModern(
  needs: SessionNeeds,
  client: ClientInfo,
  mayBeLegacy: boolean,
  signal: AbortSignal,
): Promise<Connection | undefined> {
  const session = new HttpSession({ ...needs, era: 'modern', seal: createModernSeal(client) });
  try {
    const description = await discover(session, { server: needs.server, client, signal });
    session.begin(description.protocolVersion);
    return toConnection(session, description);
  } catch (failure) {
    await session.close(0);
    if (mayBeLegacy && provesLegacy(failure)) return undefined;
    throw failure;
  }
}

async function openLegacy(needs: SessionNeeds, client: ClientInfo, signal: AbortSignal): Promise<Connection> {
  const session = new HttpSession({ ...needs, era: 'legacy', seal: sealLegacy });
  try {
    const description = await initialize(session, { server: needs.server, client, signal });
    session.begin(description.protocolVersion);
    await session.notify('notifications/initialized', undefined);
    return toConnection(session, description);
  } catch (failure) {
    await session.close(0);
    throw failure;
  }
}

function toConnection(session: HttpSession, description: Connection['description']): Connection {
  return {
    description,
    request: (method, params, options) => session.request(method, params, options),
    notify: (method, params) => session.notify(method, params),
    close: (deadlineMs) => session.close(deadlineMs),
  };
}

// Only the server’s word counts: 401, 403, 5xx, a broken line and silence say nothing about its era.
function provesLegacy(failure: unknown): boolean {
  if (failure instanceof UpstreamRpcError) return !isModernError(failure);
  if (failure instanceof ConnectionLost) return false;
  const status = httpStatusOf((failure as { cause?: unknown }).cause);
  return status !== undefined && status >= 400 && status < 500 && status !== 401 && status !== 403;
}

function suggestsSse(failure: unknown): boolean {
  if (failure instanceof UpstreamRpcError) return true;
  const status = httpStatusOf((failure as { cause?: unknown }).cause);
  return status !== undefined && OLDER_TRANSPORT.has(status);
}
