import type { z } from 'zod';
import { OAuth } from '../../shared/config/oauth';
import { HttpServer } from '../../shared/config/upstream-server';
import { TokenKeeper } from '../../main/gateway/oauth/token-keeper';
import { createTokenMeter, type TokenMeter } from '../../main/gateway/oauth/token-metrics';
import { markOf, type TokenPlace } from '../../main/gateway/oauth/token-record';
import { resolveOAuth } from '../../main/gateway/oauth/resolved-oauth';
import { createTokenSource } from '../../main/gateway/oauth/token-source';
import type { TokenStore } from '../../main/gateway/oauth/token-store';
import { withFileLock } from '../../main/gateway/config/file-lock';
import { createReferenceResolver } from '../../main/gateway/upstream/resolve-references';
import type { AuthorizationServer } from './authorization-server';
import { recordingLogger } from './recording-logger';

export interface TokenBenchOptions {
  readonly server: AuthorizationServer;
  /** `issuer` and the authority of the server are filled in. */
  readonly oauth: z.input<typeof OAuth>;
  readonly url?: string;
  readonly user?: string;
  /** Absent: one in memory. */
  readonly store?: TokenStore & { readonly texts?: Map<string, string> };
  /** How far our clock is ahead. */
  readonly clockOffMs?: () => number;
  readonly timeoutMs?: number;
  /** Shared by those who are processes of their own. */
  readonly lockPath?: string;
}

/** The keeper of one token, in front of a real authorization server, without the gateway around it. */
export interface TokenBench {
  readonly keeper: TokenKeeper;
  readonly meter: TokenMeter;
  readonly events: readonly string[];
  readonly logged: readonly string[];
  stop(): Promise<void>;
}

export const BENCH_URL = 'https://mcp.example/mcp';

/** What a token store remembers, for everybody to see. */
export function createMemoryTokens(texts = new Map<string, string>()): TokenStore & { readonly texts: typeof texts } {
  return {
    texts,
    ids: async () => [...texts.keys()],
    read: async (id) => texts.get(id),
    write: async (id, text) => void texts.set(id, text),
    isKept: () => true,
    close: () => Promise.resolve(),
    remove: async (id) => texts.delete(id),
  };
}

export function openTokenBench(options: TokenBenchOptions): TokenBench {
  const { server, url = BENCH_URL, user, store = createMemoryTokens(), clockOffMs = () => 0 } = options;
  const place: TokenPlace = { configId: 'main', server: 'whoami', ...(user === undefined ? {} : { user }) };
  const settings = OAuth.parse({
    issuer: server.issuer,
    ...options.oauth,
    tls: { ca: server.authority.cert, ...options.oauth.tls },
  });
  const config = HttpServer.parse({ url, oauth: settings });
  const logged: string[] = [];
  const events: string[] = [];
  const log = recordingLogger(logged);
  const now = () => Date.now() + clockOffMs();
  const mark = markOf(url, settings);
  const meter = createTokenMeter();
  const source = createTokenSource({
    place,
    mark,
    resolve: () =>
      resolveOAuth({ configId: 'main', server: 'whoami', config, settings, resolve: createReferenceResolver({}) }),
    store,
    log,
    now,
    timeoutMs: () => options.timeoutMs ?? 5_000,
    firstWaitMs: 20,
  });
  const keeper = new TokenKeeper({
    place,
    settings,
    mark,
    source,
    store,
    meter,
    alone: (_, work) => (options.lockPath === undefined ? work() : withFileLock(options.lockPath, work)),
    onEvent: (event) => void events.push(event),
    now,
  });
  return { keeper, meter, events, logged, stop: () => keeper.stop() };
}
