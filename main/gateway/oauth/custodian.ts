import { setTimeout as sleep } from 'node:timers/promises';
import { DISCOVERED_OAUTH, type OAuth, tokenOwner } from '../../../shared/config/oauth';
import type { GatewayConfig } from '../../../shared/config/gateway-config';
import type { UpstreamServer } from '../../../shared/config/upstream-server';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type {
  Disconnection,
  SignIn,
  TokenEventKind,
  TokenHappening,
  TokenMetrics,
  TokenState,
} from '../../../shared/model/oauth';
import type { Logger } from '../ports/logger';
import type { VaultRecords } from '../ports/secret-store';
import type { StateStore } from '../ports/state-store';
import type { ResolveReferences } from '../upstream/resolve-references';
import { shareOf } from '../upstream/share';
import type { AuthorizedPlace, UpstreamAuthorization } from '../upstream/upstream-authorization';
import { resolveOAuth, type ResolvedOAuth } from './resolved-oauth';
import { createSignIns, SIGN_IN_MS } from './sign-ins';
import { createTokenHistory } from './token-history';
import { TokenKeeper } from './token-keeper';
import { createTokenMeter } from './token-metrics';
import { markOf, readToken, readTokens, tokenId, type TokenPlace } from './token-record';
import { createTokenSource, needsNobody } from './token-source';
import { createTokenStore } from './token-store';

/** Nobody who stops the gateway waits longer for an authorization server. */
const STOP_MS = 5_000;

export interface CustodianNeeds {
  /** What is in force now. */
  readonly config: () => Pick<GatewayConfig, 'configs'>;
  readonly resolve: ResolveReferences;
  readonly openVault: () => Promise<VaultRecords>;
  /** Whether tokens that the vault cannot take are kept in memory; else getting one fails. */
  readonly orInMemory: boolean;
  /** Runs the work while no other process renews this token. */
  readonly alone: <T>(id: string, work: () => Promise<T>) => Promise<T>;
  readonly log: Logger;
  /** Keeps what happened to tokens, without the tokens; absent: until the process ends. */
  readonly state?: StateStore;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** For one request to an authorization server. */
  readonly timeoutMs: () => number;
  /** Hears of each token, so that it is recognised where it must not stand. */
  readonly learn?: (name: string, token: string) => void;
  /** Before the second try. */
  readonly firstWaitMs?: number;
}

export interface CustodyEvent {
  readonly type: TokenEventKind;
  readonly place: TokenPlace;
}

/** Keeps the tokens of all servers: gets them, renews them before they end, gives them to nobody but their server. */
export interface Custodian {
  /** `undefined` for a server that is not to be signed in to. */
  authorize(place: AuthorizedPlace): UpstreamAuthorization | undefined;
  states(): Promise<readonly TokenState[]>;
  /** What last happened to a token, newest first. */
  history(place: TokenPlace): readonly TokenHappening[];
  /** Begins what a person must do; for grants that need none, gets the token. */
  connect(place: TokenPlace, way: 'browser' | 'device'): Promise<SignIn>;
  signIn(id: string): SignIn;
  complete(id: string, address: string): Promise<SignIn>;
  cancel(id: string): void;
  refresh(place: TokenPlace): Promise<TokenState>;
  /** Revokes the token where that is possible, and forgets it in any case. */
  disconnect(place: TokenPlace): Promise<Disconnection>;
  metrics(): TokenMetrics;
  on(listener: (event: CustodyEvent) => void): () => void;
  /** Waits a moment for renewals that are under way. */
  stop(): Promise<void>;
}

export function createCustodian(needs: CustodianNeeds): Custodian {
  const { log, now } = needs;
  const store = createTokenStore(needs);
  const meter = createTokenMeter();
  const history = createTokenHistory(needs);
  const signIns = createSignIns({ store, log, now });
  const keepers = new Map<string, TokenKeeper>();
  const listeners = new Set<(event: CustodyEvent) => void>();
  const active = new Set<string>();
  const retiring = new Set<Promise<void>>();

  const announce = (place: TokenPlace, type: TokenEventKind, reason?: string): void => {
    if (!history.note(place, type, reason)) return;
    if (type === 'connected' || type === 'refreshed') active.add(tokenId(place));
    else if (type === 'disconnected') active.delete(tokenId(place));
    for (const listener of listeners) listener({ type, place });
  };

  const retire = (keeper: TokenKeeper): void => {
    const ending = keeper.stop().finally(() => retiring.delete(ending));
    retiring.add(ending);
  };

  const keeperOf = (place: TokenPlace, config: UpstreamServer, settings: OAuth): TokenKeeper => {
    const mark = markOf('url' in config ? config.url : undefined, settings);
    const id = tokenId(place);
    const known = keepers.get(id);
    if (known?.mark === mark) return known;
    if (known !== undefined) retire(known);
    const { configId, server } = place;
    const resolve = (): Promise<ResolvedOAuth> =>
      resolveOAuth({ configId, server, config, settings, resolve: needs.resolve });
    const source = createTokenSource({ ...needs, place, mark, resolve, store });
    const onEvent = (type: TokenEventKind, reason?: string): void => announce(place, type, reason);
    const { alone, learn } = needs;
    const keeper = new TokenKeeper({ place, settings, mark, source, store, meter, alone, learn, onEvent, now });
    keepers.set(id, keeper);
    return keeper;
  };

  /** The keeper of a place that people name; throws, saying what is wrong with the name. */
  const find = (place: TokenPlace): { readonly keeper: TokenKeeper; readonly settings: OAuth } => {
    const config = configured(needs.config(), place);
    const { server } = place;
    if (config === undefined) throw new GatewayError('unknown_server', `There is no server "${server}"`, { server });
    const settings = settingsOf(config);
    if (settings === undefined) {
      const message = `${server} gets no tokens: it has credentials of its own, or "oauth" of it is off`;
      throw new GatewayError('operation_failed', message, { server });
    }
    return { keeper: keeperOf(ownPlace(place, config, settings), config, settings), settings };
  };

  return {
    authorize({ configId, server, config, user }) {
      const settings = settingsOf(config);
      if (settings === undefined) return undefined;
      return keeperOf(
        ownPlace({ configId, server, ...(user === undefined ? {} : { user }) }, config, settings),
        config,
        settings,
      );
    },
    async states() {
      const { configs } = needs.config();
      for (const { place } of await readTokens(store)) {
        const config = configured({ configs }, place);
        const settings = config && settingsOf(config);
        if (config !== undefined && settings !== undefined) keeperOf(place, config, settings);
      }
      const all = await Promise.all([...keepers.values()].map((keeper) => keeper.state()));
      const known = all.filter(({ status }) => status !== 'disconnected');
      return [...known, ...unconnected(configs, known)].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
    },
    async connect(place, way) {
      const { keeper, settings } = find(place);
      if (!needsNobody(settings.grant)) {
        return way === 'device' || settings.grant === 'device_code'
          ? signIns.byDevice(keeper)
          : signIns.byBrowser(keeper);
      }
      await keeper.refresh();
      const { scopes, issuer } = await keeper.state();
      const facts = { id: '', kind: 'none', state: 'connected', scopes, expiresAt: now() + SIGN_IN_MS } as const;
      return { ...facts, ...(keeper.place as Omit<TokenPlace, 'user'>), ...(issuer === undefined ? {} : { issuer }) };
    },
    signIn: (id) => signIns.get(id),
    complete: (id, address) => signIns.complete(id, address),
    cancel: (id) => signIns.cancel(id),
    async refresh(place) {
      const { keeper } = find(place);
      await keeper.refresh();
      return keeper.state();
    },
    async disconnect(place) {
      if (configured(needs.config(), place) === undefined) {
        const wasConnected = (await readToken(store, place)) !== undefined;
        if (wasConnected) await store.remove(tokenId(place));
        return { wasConnected, revoked: false, problem: `There is no server "${place.server}" any more` };
      }
      const { keeper } = find(place);
      const record = await keeper.disconnect();
      await keeper.source.forgetIssuer();
      if (record === undefined) return { wasConnected: false, revoked: false };
      const told = await keeper.source.revoke(record);
      if (told.revoked) announce(keeper.place, 'revoked');
      return { wasConnected: true, ...told };
    },
    // Of what is configured no more, too: its history is that of the place itself.
    history: (place) => history.of(ownName(needs.config(), place)),
    metrics: () => meter.read(active.size),
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      signIns.stop();
      for (const keeper of keepers.values()) retire(keeper);
      keepers.clear();
      await Promise.race([Promise.all(retiring), sleep(STOP_MS, undefined, { ref: false })]);
      await store.close();
    },
  };
}

/** `undefined`: no token is ever sent to it. */
export function settingsOf(config: UpstreamServer): OAuth | undefined {
  if (config.oauth !== undefined) return config.oauth.enabled ? config.oauth : undefined;
  if (!('url' in config)) return undefined;
  const hasCredentials = Object.keys(config.headers).some((name) => name.toLowerCase() === 'authorization');
  return hasCredentials || /^https?:\/\/[^/]*@/i.test(config.url) ? undefined : DISCOVERED_OAUTH;
}

/** A token belongs to a user, unless it is the gateway’s, or everybody shares the connection that it is for. */
function ownPlace({ configId, server, user }: TokenPlace, config: UpstreamServer, settings: OAuth): TokenPlace {
  const isUsers = tokenOwner(settings) === 'user' && shareOf(config) !== 'global' && user !== undefined;
  return isUsers ? { configId, server, user } : { configId, server };
}

/** Whose token is meant where a person names a server of everybody’s. */
function ownName(config: Pick<GatewayConfig, 'configs'>, place: TokenPlace): TokenPlace {
  const server = configured(config, place);
  const settings = server && settingsOf(server);
  return server === undefined || settings === undefined ? place : ownPlace(place, server, settings);
}

function configured({ configs }: Pick<GatewayConfig, 'configs'>, { configId, server }: TokenPlace) {
  return Object.hasOwn(configs, configId) && Object.hasOwn(configs[configId]?.servers ?? {}, server)
    ? configs[configId]?.servers[server]
    : undefined;
}

/** Servers that are configured for tokens and have none yet. */
function unconnected(configs: GatewayConfig['configs'], known: readonly TokenState[]): TokenState[] {
  return Object.entries(configs).flatMap(([configId, { servers }]) =>
    Object.entries(servers).flatMap(([server, { oauth }]): TokenState[] => {
      if (oauth?.enabled !== true || known.some((one) => one.configId === configId && one.server === server)) return [];
      const { grant } = oauth;
      const canRefresh = needsNobody(grant);
      return [{ configId, server, grant, status: 'disconnected', scopes: [], canRefresh, isKept: true }];
    }),
  );
}

const nameOf = ({ configId, server, user = '' }: TokenState): string => JSON.stringify([server, configId, user]);
