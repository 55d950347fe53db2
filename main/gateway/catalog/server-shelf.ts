import { randomUUID } from 'node:crypto';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import type { ServerDescription } from '../../../shared/model/server';
import type { TimeoutManager } from '../timeouts/timeout-manager';
import type { SharedListsOfPlace } from '../shared-state/shared-lists';
import type { Upstream, UpstreamEvent } from '../upstream/upstream';
import type { ListKind } from './catalog-types';
import { listCacheKey, type CachedListInfo, type ListCache, type ServerList } from './list-cache';
import { readServerList } from './read-server-list';

/** What one server offers, remembered: fresh lists from the cache, the last good ones during an outage. */
export interface ServerShelf {
  /** Only what is fresh; never waits. */
  peek(list: ListKind): ServerList | undefined;
  /** Fresh, else read from the server, else the last good one. Throws when there was never a good one. */
  load(list: ListKind): Promise<ServerList>;
  lastGood(list: ListKind): ServerList | undefined;
  /** The server’s description, or the last one it gave. */
  describe(): Promise<ServerDescription>;
  /** The description, if it was ever given; never waits. */
  knownDescription(): ServerDescription | undefined;
  /** True after a list could not be read in time, until one is. Nobody else should wait for it again. */
  isLate(): boolean;
  markLate(): void;
  /** Says whether there was something to forget. */
  forget(list: ListKind): boolean;
  info(list: ListKind): CachedListInfo | undefined;
}

export interface ServerShelfNeeds {
  readonly upstream: Upstream;
  readonly configId: string;
  readonly cache: ListCache;
  readonly timeouts: TimeoutManager;
  readonly now: () => number;
  ttlMs(): number;
  /** What is known beyond this process; `onChanged` is called when another one says that a list has changed. */
  readonly shared?: (onChanged: (list: ListKind) => void) => SharedListsOfPlace | undefined;
  /** Leaves out of a list what is more than a server may offer. */
  bound(list: ListKind, whole: ServerList): ServerList;
  /** Called when what the server offers may have changed. */
  onChange(list: ListKind): void;
  /** The server told what it offers. */
  onRead?(list: ListKind): void;
}

/** A Map, because a server may call a notification `constructor` and an object would know that name. */
const CHANGE_NOTIFICATIONS: ReadonlyMap<string, readonly ListKind[]> = new Map([
  ['notifications/tools/list_changed', ['tools']],
  ['notifications/prompts/list_changed', ['prompts']],
  ['notifications/resources/list_changed', ['resources', 'resourceTemplates']],
]);

interface ReadList {
  readonly list: ServerList;
  readonly ttlMs: number;
}

/** After a failure the last good list is served this long before the server is asked again. */
const RETRY_AFTER_MS = 5_000;

/** What changes together with each kind of list that people can be told of. */
const ANNOUNCED = ['tools', 'prompts', 'resources'] as const;

export function createServerShelf(needs: ServerShelfNeeds): ServerShelf {
  return new RememberedLists(needs);
}

class RememberedLists implements ServerShelf {
  readonly #needs: ServerShelfNeeds;
  readonly #shared: SharedListsOfPlace | undefined;
  readonly #good = new Map<ListKind, ServerList>();
  readonly #failedAt = new Map<ListKind, number>();
  readonly #loading = new Map<ListKind, Promise<ReadList>>();
  readonly #keys = new Map<ListKind, string>();
  /** What a former configuration of this server offers, perhaps still being read, is not what this one offers. */
  readonly #edition = randomUUID();
  #description: ServerDescription | undefined;
  #isLate = false;
  #isRenewed = false;

  constructor(needs: ServerShelfNeeds) {
    this.#needs = needs;
    this.#shared = needs.shared?.((list) => {
      this.#drop(list);
      needs.onChange(list);
    });
    needs.upstream.on((event) => this.#heed(event));
  }

  peek(list: ListKind): ServerList | undefined {
    return this.#needs.cache.get(this.#keyOf(list));
  }

  async load(list: ListKind): Promise<ServerList> {
    const fresh = this.peek(list);
    if (fresh !== undefined) return fresh;
    const { now } = this.#needs;
    const old = this.#good.get(list);
    if (old !== undefined && now() - (this.#failedAt.get(list) ?? 0) < RETRY_AFTER_MS) return old;
    try {
      const underWay = this.#loading.get(list)?.then(({ list: whole }) => whole);
      return await (underWay ?? this.#read(list));
    } catch (failure) {
      this.#failedAt.set(list, now());
      this.#isLate = true;
      if (old !== undefined) return old;
      throw failure;
    }
  }

  lastGood(list: ListKind): ServerList | undefined {
    return this.#good.get(list);
  }

  async describe(): Promise<ServerDescription> {
    const { upstream } = this.#needs;
    const { present } = upstream;
    if (present !== undefined) return (this.#description = present);
    try {
      this.#description = await underDiscoveryLimit(this.#needs, (signal) => upstream.describe(signal));
    } catch (failure) {
      if (this.#description === undefined) throw failure;
    }
    return this.#description;
  }

  knownDescription(): ServerDescription | undefined {
    return this.#description;
  }

  isLate(): boolean {
    return this.#isLate;
  }

  markLate(): void {
    this.#isLate = true;
  }

  forget(list: ListKind): boolean {
    this.#shared?.changed(list);
    return this.#needs.cache.delete(this.#keyOf(list));
  }

  info(list: ListKind): CachedListInfo | undefined {
    return this.#needs.cache.info(this.#keyOf(list));
  }

  #keyOf(list: ListKind): string {
    const known = this.#keys.get(list);
    if (known !== undefined) return known;
    const { configId, upstream } = this.#needs;
    const key = listCacheKey([configId, upstream.server, this.#edition, list]);
    this.#keys.set(list, key);
    return key;
  }

  #heed(event: UpstreamEvent): void {
    if (event.kind === 'renewed') return this.#startAnew();
    if (event.kind === 'state') {
      if (event.status.state === 'ready' && (this.#isLate || this.#isRenewed)) this.#announceAll();
      return;
    }
    for (const list of CHANGE_NOTIFICATIONS.get(event.notification.method) ?? []) {
      this.#drop(list);
      this.#shared?.changed(list);
      this.#needs.onChange(list);
    }
  }

  /** With other credentials a server may offer other things. */
  #startAnew(): void {
    this.#isRenewed = true;
    for (const list of [...ANNOUNCED, 'resourceTemplates'] as const) {
      this.#drop(list);
      this.#shared?.changed(list);
    }
    this.#failedAt.clear();
    if (!this.#isLate) return;
    // Clients were given lists without this server; nobody would ask it before it is ready.
    const { upstream } = this.#needs;
    underDiscoveryLimit(this.#needs, (signal) => upstream.describe(signal)).catch(() => undefined);
  }

  #announceAll(): void {
    this.#isLate = false;
    this.#isRenewed = false;
    for (const list of ANNOUNCED) this.#needs.onChange(list);
  }

  #drop(list: ListKind): void {
    this.#needs.cache.delete(this.#keyOf(list));
    // A read that is under way may have seen the old list.
    this.#loading.delete(list);
  }

  #read(list: ListKind): Promise<ServerList> {
    const reading = this.#readOrRecall(list);
    const before = this.#good.get(list);
    const isNewest = () => this.#loading.get(list) === reading;
    this.#loading.set(list, reading);
    reading.then(
      (fresh) => {
        if (isNewest()) this.#take(list, fresh);
        // One that changed while it was read is better than an older one, but is read again at the next occasion.
        else if (this.#good.get(list) === before) this.#good.set(list, fresh.list);
      },
      () => {
        if (isNewest()) this.#loading.delete(list);
      },
    );
    return reading.then(({ list: whole }) => whole);
  }

  /** As somebody else read it lately, else from the server. */
  async #readOrRecall(list: ListKind): Promise<ReadList> {
    const recalled = await this.#shared?.recall(list);
    if (recalled !== undefined) return { list: this.#needs.bound(list, recalled.list), ttlMs: recalled.ttlMs };
    const read = await underDiscoveryLimit(this.#needs, (signal) => readServerList(this.#needs.upstream, list, signal));
    const ttlMs = this.#needs.ttlMs();
    this.#shared?.remember(list, read, ttlMs);
    return { list: this.#needs.bound(list, read), ttlMs };
  }

  #take(list: ListKind, { list: fresh, ttlMs }: ReadList): void {
    const { configId, upstream, cache } = this.#needs;
    this.#loading.delete(list);
    this.#needs.onRead?.(list);
    cache.set(this.#keyOf(list), fresh, { place: { configId, server: upstream.server, list }, ttlMs });
    this.#good.set(list, fresh);
    this.#failedAt.delete(list);
    if (!this.#isLate) return;
    this.#isLate = false;
    // Somebody was given a list without this one.
    this.#needs.onChange(list);
  }
}

/** Discovery is shared by all who wait for it, so it has a deadline of its own and nobody’s signal. */
async function underDiscoveryLimit<T>(needs: ServerShelfNeeds, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { server } = needs.upstream;
  const deadline = new AbortController();
  try {
    return await needs.timeouts.limit('discovery', work(deadline.signal), {
      signal: deadline.signal,
      label: server,
      onTimeout: (ms) =>
        new GatewayError('discovery_timed_out', `Server "${server}" did not say what it offers in ${ms / 1_000} s`, {
          server,
        }),
    });
  } finally {
    deadline.abort();
  }
}

/** The name, URI or URI template of a listed item; empty for one that breaks the protocol. */
export function nameOf(definition: JsonObject): string {
  const name = definition['name'] ?? definition['uri'] ?? definition['uriTemplate'];
  return typeof name === 'string' ? name : '';
}

/** Whether a server says that calling a tool twice does no harm (MCP tool annotations; a hint, not a promise). */
export function isReplaySafe(definition: JsonObject): boolean {
  const annotations = definition['annotations'];
  if (!isJsonObject(annotations)) return false;
  return annotations['readOnlyHint'] === true || annotations['idempotentHint'] === true;
}
