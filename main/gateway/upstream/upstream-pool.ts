import { randomUUID } from 'node:crypto';
import { Limits } from '../../../shared/config/limits';
import type { UpstreamServer } from '../../../shared/config/upstream-server';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { ServerName, UpstreamStatus } from '../../../shared/model/server';
import type { Counters } from '../limits/counters';
import { jsonLimitsOf } from '../limits/json-limits';
import type { Logger } from '../ports/logger';
import type { StateStore } from '../ports/state-store';
import { createChildJournal } from './child-journal';
import { ConcurrencyGate } from './concurrency-gate';
import { createConnectorFactory } from './connector-factory';
import { createDisabledUpstream } from './disabled-upstream';
import { createEraMemory } from './era-memory';
import type { ResolveReferences } from './resolve-references';
import type { SpawnRules } from './spawn-rules';
import { fingerprintServer } from './server-fingerprint';
import { shareOf } from './share';
import { SupervisedUpstream } from './supervised-upstream';
import type { Upstream, UpstreamSet } from './upstream';
import type { Authorize } from './upstream-authorization';
import type { UpstreamClient } from './upstream-client';

/** How long the servers of a released configuration may take to end. */
const RELEASE_MS = 6_000;

export interface UpstreamPoolNeeds {
  readonly log: Logger;
  readonly counters: Counters;
  readonly state: StateStore;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Where the children of this run are recorded. */
  readonly journalPath: string;
  readonly bundledProgram: SpawnRules['bundledProgram'];
  /** True when we were not started from a terminal: servers then get the PATH of a login shell. */
  readonly loginShellPath?: boolean;
  /** How we introduce ourselves on connections that clients share. */
  readonly clientInfo: { readonly name: string; readonly version: string };
  /** Resolves references in `env`, `args`, `headers` and `url` at use. */
  readonly resolveValue: ResolveReferences;
  /** Gives servers their tokens. Absent: they get none. */
  readonly authorize?: Authorize;
}

/** One upstream of the pool: whose it is, and what it is made of. */
export interface UpstreamPlace {
  readonly configId: string;
  readonly server: ServerName;
  readonly config: UpstreamServer;
  readonly client: UpstreamClient;
}

export interface UpstreamPool {
  /** What messages are measured by from now on. */
  useLimits(limits: Limits): void;
  /** Takes over unchanged servers from earlier sets, so that they keep their process. */
  acquire(configId: string, servers: Readonly<Record<ServerName, UpstreamServer>>): UpstreamSet;
  /** Renews the connections of every server that matches, those of single clients included. */
  renew(match: (place: UpstreamPlace) => boolean): void;
  /** Stops the connections that were made for this client alone. */
  endClient(clientKey: string): Promise<void>;
  /** The same wherever the same configuration reaches it for the same clients; `undefined` where it is one session’s own. */
  placeIdOf(upstream: Upstream): string | undefined;
  statuses(): readonly (UpstreamStatus & { readonly configId: string })[];
  loads(): readonly UpstreamLoad[];
  /** Ends every server within about the deadline. */
  stop(deadlineMs: number): Promise<void>;
  /** For the very end of the process: ends every child without waiting. */
  killAllNow(): void;
}

/** What a server has to do. */
export interface UpstreamLoad {
  readonly configId: string;
  readonly server: ServerName;
  /** Requests under way. */
  readonly active: number;
  /** Requests in line. */
  readonly waiting: number;
}

interface Entry {
  /** Of the server’s configuration; the entries of single clients share it. */
  readonly fingerprint: string;
  readonly clientKey: string;
  /** By what its configuration says. */
  readonly isShared: boolean;
  readonly configId: string;
  readonly place: UpstreamPlace;
  readonly upstream: Upstream;
  /** Absent for a server that is disabled. */
  readonly gate?: ConcurrencyGate;
  readonly stop: (deadlineMs: number) => Promise<void>;
  users: number;
}

/** Makes the pool of all servers, and ends what a previous run left running. */
export function createUpstreamPool(needs: UpstreamPoolNeeds): UpstreamPool {
  const marker = randomUUID();
  const journal = createChildJournal(needs.journalPath, marker, needs.log);
  const swept = journal.sweep();
  const eras = createEraMemory(needs.state, needs.now);
  const entries = new Map<string, Entry>();
  const stopping = new Set<Promise<void>>();
  let jsonLimits = jsonLimitsOf(Limits.parse({}));
  let isStopped = false;
  const makeConnector = createConnectorFactory({
    ...needs,
    marker,
    journal,
    eras,
    swept,
    jsonLimits: () => jsonLimits,
  });

  const createEntry = (
    place: { readonly configId: string; readonly server: ServerName; readonly fingerprint: string },
    config: UpstreamServer,
    given: UpstreamClient,
  ): Entry => {
    const { configId, server, fingerprint } = place;
    const isShared = shareOf(config) === 'global';
    const client = { ...given, info: typeof given.info['name'] === 'string' ? given.info : { ...needs.clientInfo } };
    const made: UpstreamPlace = { configId, server, config, client };
    const facts = { configId, fingerprint, clientKey: client.key, isShared, place: made, users: 0 };
    if (!config.enabled) {
      return { ...facts, upstream: createDisabledUpstream(server, config), stop: () => Promise.resolve() };
    }
    const { connector, onOutdated } = makeConnector(made, fingerprint);
    const { log, now, counters } = needs;
    const { concurrency, queue, notificationsPerSecond } = config;
    const onFull = () => counters.count('server_queue_full', server);
    const gate = new ConcurrencyGate({ server, limit: concurrency, queue, onFull });
    const upstream = new SupervisedUpstream({
      server,

      connector,
      gate,
      notificationsPerSecond,
      client,
      counters,
      log,
      now,
    });
    const { onNotification } = client;
    if (onNotification !== undefined) {
      upstream.on((event) => {
        if (event.kind === 'notification') onNotification(event.notification);
      });
    }
    const forget = onOutdated(() => upstream.renew());
    const stop = (deadlineMs: number): Promise<void> => {
      forget();
      return upstream.stop(deadlineMs);
    };
    return { ...facts, upstream, gate, stop };
  };

  const everybody: UpstreamClient = { key: '', info: { ...needs.clientInfo }, capabilities: {}, exclusive: false };

  const stopEntries = async (chosen: readonly (readonly [string, Entry])[]): Promise<void> => {
    for (const [key] of chosen) entries.delete(key);
    const ended = Promise.all(chosen.map(([, entry]) => entry.stop(RELEASE_MS))).then(() => undefined);
    stopping.add(ended);
    await ended.finally(() => stopping.delete(ended));
  };

  const release = (fingerprints: readonly string[]): Promise<void> => {
    const unused = new Set(
      fingerprints.filter((fingerprint) => {
        const entry = entries.get(fingerprint);
        return entry !== undefined && --entry.users === 0;
      }),
    );
    return stopEntries([...entries].filter(([, entry]) => unused.has(entry.fingerprint)));
  };

  return {
    useLimits(limits) {
      jsonLimits = jsonLimitsOf(limits);
    },
    acquire(configId, servers) {
      if (isStopped) throw new GatewayError('unavailable', 'The gateway is stopping', { configId });
      const taken = new Map<ServerName, { readonly fingerprint: string; readonly upstream: Upstream }>();
      for (const [server, config] of Object.entries(servers)) {
        const fingerprint = fingerprintServer(configId, server, config);
        const place = { configId, server, fingerprint };
        const entry = entries.get(fingerprint) ?? createEntry(place, config, everybody);
        entry.users += 1;
        entries.set(fingerprint, entry);
        taken.set(server, { fingerprint, upstream: entry.upstream });
      }
      const forClient = (server: ServerName, client: UpstreamClient): Upstream | undefined => {
        const base = taken.get(server);
        const config = servers[server];
        if (base === undefined || config === undefined || !entries.has(base.fingerprint)) return undefined;
        const key = `${base.fingerprint} ${client.key}`;
        const known = entries.get(key);
        if (known !== undefined) return known.upstream;
        const entry = createEntry({ configId, server, fingerprint: base.fingerprint }, config, client);
        entries.set(key, entry);
        return entry.upstream;
      };
      let released: Promise<void> | undefined;
      return {
        servers: [...taken.keys()],
        get: (server, client) => (client === undefined ? taken.get(server)?.upstream : forClient(server, client)),
        release: () => (released ??= release([...taken.values()].map(({ fingerprint }) => fingerprint))),
      };
    },
    renew(match) {
      for (const { place, upstream } of [...entries.values()]) if (match(place)) upstream.renew();
    },
    placeIdOf(upstream) {
      const entry = [...entries.values()].find((one) => one.upstream === upstream);
      if (entry === undefined || entry.place.client.exclusive) return undefined;
      return `${entry.fingerprint} ${entry.clientKey}`;
    },
    endClient: (clientKey) => stopEntries([...entries].filter(([, entry]) => entry.clientKey === clientKey)),
    statuses: () =>
      [...entries.values()].flatMap(({ configId, upstream, clientKey, isShared }) => {
        const status = { ...upstream.status(), configId };
        if (clientKey !== '') return [{ ...status, client: clientName(clientKey) }];
        // A server of which everybody has a connection of their own has none that is everybody's.
        const isUnused =
          !isShared &&
          status.state === 'stopped' &&
          [...entries.values()].some((one) => one.clientKey !== '' && one.upstream.server === upstream.server);
        return isUnused ? [] : [status];
      }),
    loads: () =>
      [...entries.values()].flatMap(({ configId, upstream: { server }, gate }) =>
        gate === undefined ? [] : [{ configId, server, active: gate.active, waiting: gate.waiting }],
      ),
    async stop(deadlineMs) {
      isStopped = true;
      const ending = [...entries.values()].map((entry) => entry.stop(deadlineMs));
      entries.clear();
      await Promise.allSettled([...ending, ...stopping, swept]);
      // What crashed servers left behind may still be on its way out.
      await journal.whenEmpty(deadlineMs);
      journal.killAllNow();
    },
    killAllNow: () => journal.killAllNow(),
  };
}

/** `key <id>` or `session <first letters>`; what a client can do is no part of its name. */
function clientName(clientKey: string): string {
  const [kind, id = ''] = clientKey.split(' ');
  return kind === 'client' ? `key ${id}` : `session ${id.slice(0, 8)}`;
}
