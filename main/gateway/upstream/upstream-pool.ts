import { randomUUID } from 'node:crypto';
import { Limits } from '../../../shared/config/limits';
import type { UpstreamServer } from '../../../shared/config/upstream-server';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { ServerName, UpstreamStatus } from '../../../shared/model/server';
import type { Counters } from '../limits/counters';
import { jsonLimitsOf } from '../limits/json-limits';
import type { Logger } from '../ports/logger';
import type { StateStore } from '../ports/state-store';
import { type ChildJournal, createChildJournal } from './child-journal';
import { createEntryMaker, type MakeEntry, type PoolEntry } from './pool-entry';
import type { ResolveReferences } from './resolve-references';
import type { SpawnRules } from './spawn-rules';
import { fingerprintServer } from './server-fingerprint';
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

/** Makes the pool of all servers, and ends what a previous run left running. */
export function createUpstreamPool(needs: UpstreamPoolNeeds): UpstreamPool {
  return new PooledUpstreams(needs);
}

type Servers = Readonly<Record<ServerName, UpstreamServer>>;
type KeyedEntry = readonly [key: string, entry: PoolEntry];

class PooledUpstreams implements UpstreamPool {
  readonly #makeEntry: MakeEntry;
  readonly #journal: ChildJournal;
  readonly #swept: Promise<unknown>;
  /** Whoever has no connection of their own. */
  readonly #everybody: UpstreamClient;
  /** By fingerprint, those of single clients with their key behind it. */
  readonly #entries = new Map<string, PoolEntry>();
  readonly #stopping = new Set<Promise<void>>();
  #jsonLimits = jsonLimitsOf(Limits.parse({}));
  #isStopped = false;

  constructor(needs: UpstreamPoolNeeds) {
    const marker = randomUUID();
    const journal = createChildJournal(needs.journalPath, marker, needs.log);
    const swept = journal.sweep();
    this.#journal = journal;
    this.#swept = swept;
    this.#everybody = { key: '', info: { ...needs.clientInfo }, capabilities: {}, exclusive: false };
    this.#makeEntry = createEntryMaker({ ...needs, marker, journal, swept, jsonLimits: () => this.#jsonLimits });
  }

  useLimits(limits: Limits): void {
    this.#jsonLimits = jsonLimitsOf(limits);
  }

  acquire(configId: string, servers: Servers): UpstreamSet {
    if (this.#isStopped) throw new GatewayError('unavailable', 'The gateway is stopping', { configId });
    const taken = new Map<ServerName, PoolEntry>();
    for (const [server, config] of Object.entries(servers)) {
      const fingerprint = fingerprintServer(configId, server, config);
      const place = { configId, server, fingerprint };
      const entry = this.#entries.get(fingerprint) ?? this.#makeEntry(place, config, this.#everybody);
      entry.users += 1;
      this.#entries.set(fingerprint, entry);
      taken.set(server, entry);
    }
    const forClient = (server: ServerName, client: UpstreamClient): Upstream | undefined => {
      const entry = taken.get(server);
      return entry === undefined ? undefined : this.#entryFor(entry, client)?.upstream;
    };
    let released: Promise<void> | undefined;
    return {
      servers: [...taken.keys()],
      get: (server, client) => (client === undefined ? taken.get(server)?.upstream : forClient(server, client)),
      release: () => (released ??= this.#release([...taken.values()])),
    };
  }

  /** The same server for this client alone; `undefined` once nobody has the server any more. */
  #entryFor({ fingerprint, configId, place }: PoolEntry, client: UpstreamClient): PoolEntry | undefined {
    if (!this.#entries.has(fingerprint)) return undefined;
    const key = `${fingerprint} ${client.key}`;
    const known = this.#entries.get(key);
    if (known !== undefined) return known;
    const { server, config } = place;
    const entry = this.#makeEntry({ configId, server, fingerprint }, config, client);
    this.#entries.set(key, entry);
    return entry;
  }

  #release(taken: readonly PoolEntry[]): Promise<void> {
    const unused = new Set<string>();
    for (const { fingerprint } of taken) {
      const entry = this.#entries.get(fingerprint);
      if (entry !== undefined && --entry.users === 0) unused.add(fingerprint);
    }
    return this.#stopEntries(([, entry]) => unused.has(entry.fingerprint));
  }

  endClient(clientKey: string): Promise<void> {
    return this.#stopEntries(([, entry]) => entry.clientKey === clientKey);
  }

  async #stopEntries(isMeant: (one: KeyedEntry) => boolean): Promise<void> {
    const chosen = [...this.#entries].filter(isMeant);
    for (const [key] of chosen) this.#entries.delete(key);
    const ended = Promise.all(chosen.map(([, entry]) => entry.stop(RELEASE_MS))).then(() => undefined);
    this.#stopping.add(ended);
    await ended.finally(() => this.#stopping.delete(ended));
  }

  renew(match: (place: UpstreamPlace) => boolean): void {
    for (const { place, upstream } of [...this.#entries.values()]) if (match(place)) upstream.renew();
  }

  placeIdOf(upstream: Upstream): string | undefined {
    const entry = [...this.#entries.values()].find((one) => one.upstream === upstream);
    if (entry === undefined || entry.place.client.exclusive) return undefined;
    return `${entry.fingerprint} ${entry.clientKey}`;
  }

  statuses(): readonly (UpstreamStatus & { readonly configId: string })[] {
    const entries = [...this.#entries.values()];
    const ofClients = new Set(
      entries.filter(({ clientKey }) => clientKey !== '').map(({ upstream }) => upstream.server),
    );
    return entries.flatMap(({ configId, upstream, clientKey, isShared }) => {
      const status = { ...upstream.status(), configId };
      if (clientKey !== '') return [{ ...status, client: clientName(clientKey) }];
      // A server of which everybody has a connection of their own has none that is everybody's.
      const isUnused = !isShared && status.state === 'stopped' && ofClients.has(upstream.server);
      return isUnused ? [] : [status];
    });
  }

  loads(): readonly UpstreamLoad[] {
    return [...this.#entries.values()].flatMap(({ configId, upstream: { server }, gate }) =>
      gate === undefined ? [] : [{ configId, server, active: gate.active, waiting: gate.waiting }],
    );
  }

  async stop(deadlineMs: number): Promise<void> {
    this.#isStopped = true;
    const ending = [...this.#entries.values()].map((entry) => entry.stop(deadlineMs));
    this.#entries.clear();
    await Promise.allSettled([...ending, ...this.#stopping, this.#swept]);
    // What crashed servers left behind may still be on its way out.
    await this.#journal.whenEmpty(deadlineMs);
    this.#journal.killAllNow();
  }

  killAllNow(): void {
    this.#journal.killAllNow();
  }
}

/** `key <id>` or `session <first letters>`; what a client can do is no part of its name. */
function clientName(clientKey: string): string {
  const [kind, id = ''] = clientKey.split(' ');
  return kind === 'client' ? `key ${id}` : `session ${id.slice(0, 8)}`;
}
