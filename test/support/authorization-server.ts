import type { ServerOptions } from 'node:https';
import { Agent, fetch as undiciFetch } from 'undici';
import { createClients, type KnownClients } from './authorization-clients';
import { serveInteraction } from './authorization-pages';
import { type AuthorizationRules, buildProvider } from './authorization-provider';
import { type AuthorizationStore, createAuthorizationStore } from './authorization-store';
import { type Authority, type Certified, createAuthority } from './certificates';
import { type FaultyListener, type Handle, openFaultyListener } from './faulty-listener';
import { type HeadlessPerson, openHeadlessPerson } from './headless-person';
import { acceptAssertions, offerAssertions, type TrustedIssuer } from './identity-assertion-grants';
import { allowShiftedClock, runShifted } from './shifted-clock';

export interface AuthorizationServerOptions {
  readonly authority?: Authority;
  /** Without TLS. */
  readonly plainHttp?: boolean;
  /** Shown instead of a good certificate of the authority. */
  readonly certificate?: Certified;
  /** Besides `openid` and `offline_access`. */
  readonly scopes?: readonly string[];
  readonly redirectPaths?: readonly string[];
  /** Clients may register themselves (RFC 7591). */
  readonly registration?: boolean;
  /** Certificates are asked for at the addresses of `mtls_endpoint_aliases` only (RFC 8705 §5). */
  readonly mtlsAliases?: boolean;
  readonly rules?: Partial<AuthorizationRules>;
  /** Servers whose assertions are believed here. */
  readonly trusts?: readonly AuthorizationServer[];
  /** The id that a client of this server has at another one: what makes this one an identity provider. */
  readonly clientIdAt?: (audience: string, clientId: string) => string | undefined;
}

/** What libraries take for `fetch`. */
export type Fetch = (url: string | URL, init?: object) => Promise<Response>;

/** A real authorization server, oidc-provider, with a person who signs in there and with faults in front of it. */
export interface AuthorizationServer
  extends Pick<FaultyListener, 'requests' | 'fault' | 'goDown' | 'comeBack'>, Omit<HeadlessPerson, 'close'> {
  readonly issuer: string;
  readonly authority: Authority;
  readonly clients: KnownClients;
  readonly store: AuthorizationStore;
  readonly rules: AuthorizationRules;
  /** How far its clock is ahead; negative: behind. */
  clockOffMs: number;
  /** Requests for a token, all or those of one grant. */
  tokenRequests(grantType?: string): number;
  /** Speaks to it, trusting its authority, and showing a certificate if one is given. */
  fetchWith(certificate?: Certified): Fetch;
  /** Lets something else answer at a path of the same origin. */
  mount(path: string, handle: Handle): void;
  stop(): Promise<void>;
}

const RULES: AuthorizationRules = {
  accessTokenSeconds: 3_600,
  refreshTokenSeconds: 86_400,
  accessTokens: 'jwt',
  refreshTokens: 'always',
  rotation: true,
  iss: 'sent',
  metadata: {},
  defaultScope: undefined,
  deviceIntervalSeconds: 1,
  dpopNonce: false,
};

export async function startAuthorizationServer(options: AuthorizationServerOptions = {}): Promise<AuthorizationServer> {
  const { scopes = ['mcp:read', 'mcp:write', 'mcp:admin'], redirectPaths = ['/callback', '/oauth/callback'] } = options;
  const authority = options.authority ?? (await createAuthority());
  const rules = { ...RULES, defaultScope: scopes[0], ...options.rules };
  const store = createAuthorizationStore();
  const clients = await createClients({ authority, redirectPaths });
  const clock = createClock();
  const doors = await openDoors(options, authority, clock);
  rules.metadata = { ...doors.metadata, ...rules.metadata };

  const { issuer, listener } = doors;
  const registration = options.registration ?? true;
  const built = await buildProvider({ issuer, scopes, clients: clients.metadata, store, registration, rules });
  const { provider, resourceOf } = built;
  offerAssertions(provider, { ...built, clientIdAt: options.clientIdAt ?? (() => undefined) });
  acceptAssertions(provider, { trusted: (options.trusts ?? []).map(toTrustedIssuer), resourceOf });
  const serve = provider.callback();
  const mounted = new Map<string, Handle>();
  doors.handle = (request, response) => {
    const path = request.url?.replace(/\?.*$/s, '') ?? '/';
    const asksForNothing = path === '/device/auth' && !/(?:^|&)scope=/.test(request.body);
    if (asksForNothing && rules.defaultScope !== undefined) request.body += `&scope=${rules.defaultScope}`;
    if (path.startsWith('/interaction/')) return serveInteraction(provider, request, response);
    return (mounted.get(path) ?? serve)(request, response);
  };

  const person = openHeadlessPerson(issuer, authority.cert);
  const agents: Agent[] = [];
  return {
    ...person,
    issuer,
    authority,
    clients: clients.known,
    store,
    rules,
    requests: listener.requests,
    get fault() {
      return listener.fault;
    },
    set fault(choice) {
      listener.fault = choice;
    },
    get clockOffMs() {
      return clock.offMs;
    },
    set clockOffMs(offMs) {
      clock.set(offMs);
    },
    tokenRequests: (grantType) =>
      listener.requests.filter(
        ({ path, form }) => path === '/token' && (grantType === undefined || form['grant_type'] === grantType),
      ).length,
    fetchWith(certificate) {
      const agent = new Agent({ connect: { ca: authority.cert, ...certificate } });
      agents.push(agent);
      return (url, init) => undiciFetch(url, { ...init, dispatcher: agent }) as unknown as Promise<Response>;
    },
    mount: (path, handle) => void mounted.set(path, handle),
    goDown: doors.goDown,
    comeBack: doors.comeBack,
    async stop() {
      clock.end();
      await person.close();
      for (const agent of agents) await agent.destroy();
      await doors.goDown();
    },
  };
}

interface Doors extends Pick<FaultyListener, 'goDown' | 'comeBack'> {
  readonly issuer: string;
  readonly listener: FaultyListener;
  /** Where else the endpoints are that ask for a certificate. */
  readonly metadata: Readonly<Record<string, unknown>>;
  handle: Handle;
}

/** The issuer names the port, so there is a listener before there is anything to answer with. */
async function openDoors(options: AuthorizationServerOptions, authority: Authority, clock: Clock): Promise<Doors> {
  const { plainHttp = false, mtlsAliases = false } = options;
  const answer: Handle = (request, response) =>
    clock.run(() => {
      if (clock.offMs !== 0) response.setHeader('date', new Date().toUTCString());
      return doors.handle(request, response);
    });
  const shown = options.certificate ?? (await authority.issueForServer());
  const asking: ServerOptions = { ...shown, ca: authority.cert, requestCert: true, rejectUnauthorized: false };
  const tls = mtlsAliases ? shown : asking;
  const listener = await openFaultyListener(answer, plainHttp ? undefined : tls);
  const aliases = mtlsAliases ? await openFaultyListener(answer, asking) : undefined;
  if (aliases !== undefined) {
    aliases.requests = listener.requests;
    aliases.fault = (request) => listener.fault(request);
  }
  const doors: Doors = {
    issuer: `${plainHttp ? 'http' : 'https'}://127.0.0.1:${listener.port}`,
    listener,
    metadata: aliases === undefined ? {} : { mtls_endpoint_aliases: endpointsAt(aliases.port) },
    handle: (_, response) => void response.writeHead(503).end(),
    async goDown() {
      await listener.goDown();
      await aliases?.goDown();
    },
    async comeBack() {
      await listener.comeBack();
      await aliases?.comeBack();
    },
  };
  return doors;
}

function endpointsAt(port: number): Readonly<Record<string, string>> {
  const at = (path: string) => `https://127.0.0.1:${port}${path}`;
  return {
    token_endpoint: at('/token'),
    revocation_endpoint: at('/token/revocation'),
    introspection_endpoint: at('/token/introspection'),
    device_authorization_endpoint: at('/device/auth'),
  };
}

type Clock = ReturnType<typeof createClock>;

function createClock() {
  let offMs = 0;
  let release: (() => void) | undefined;
  return {
    get offMs() {
      return offMs;
    },
    set(wanted: number) {
      offMs = wanted;
      release ??= allowShiftedClock();
    },
    run: <T>(work: () => T): T => runShifted(() => offMs, work),
    end: () => release?.(),
  };
}

function toTrustedIssuer(server: AuthorizationServer): TrustedIssuer {
  return { issuer: server.issuer, jwksUri: `${server.issuer}/jwks`, fetch: server.fetchWith() };
}
