import { randomUUID } from 'node:crypto';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import type { ServerDescription } from '../../../shared/model/server';
import type { TimeoutManager } from '../timeouts/timeout-manager';
import type { SharedListsOfPlace } from '../shared-state/shared-lists';
import type { Upstream } from '../upstream/upstream';
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

export function createServerShelf(needs: ServerShelfNeeds): ServerShelf {
  const { upstream, cache } = needs;
  const good = new Map<ListKind, ServerList>();
  const failedAt = new Map<ListKind, number>();
  const loading = new Map<ListKind, Promise<ReadList>>();
  const keys = new Map<ListKind, string>();
  // What a former configuration of this server offers, perhaps still being read, is not what this one offers.
  const edition = randomUUID();
  const shared = needs.shared?.((list) => {
    drop(list);
    needs.onChange(list);
  });
  let description: ServerDescription | undefined;
  let late = false;
  let isRenewed = false;

  const keyOf = (list: ListKind): string => {
    const known = keys.get(list);
    if (known !== undefined) return known;
    const key = listCacheKey([needs.configId, upstream.server, edition, list]);
    keys.set(list, key);
    return key;
  };

  upstream.on((event) => {
    if (event.kind === 'renewed') return renewed();
    if (event.kind === 'state') {
      if (event.status.state === 'ready' && (late || isRenewed)) announceAll();
      return;
    }
    for (const list of CHANGE_NOTIFICATIONS.get(event.notification.method) ?? []) {
      drop(list);
      shared?.changed(list);
      needs.onChange(list);
    }
  });

  function drop(list: ListKind): void {
    cache.delete(keyOf(list));
    // A read that is under way may have seen the old list.
    loading.delete(list);
  }

  function announceAll(): void {
    late = false;
    isRenewed = false;
    for (const list of ['tools', 'prompts', 'resources'] as const) needs.onChange(list);
  }

  /** With other credentials a server may offer other things. */
  function renewed(): void {
    isRenewed = true;
    for (const list of ['tools', 'prompts', 'resources', 'resourceTemplates'] as const) {
      drop(list);
      shared?.changed(list);
    }
    failedAt.clear();
    // Clients were given lists without this server; nobody would ask it before it is ready.
    if (late) underDiscoveryLimit(needs, (signal) => upstream.describe(signal)).catch(() => undefined);
  }

  function read(list: ListKind): Promise<ServerList> {
    const reading = readOrRecall(list);
    const before = good.get(list);
    const isNewest = () => loading.get(list) === reading;
    loading.set(list, reading);
    reading.then(
      (fresh) => {
        if (isNewest()) take(list, fresh.list, fresh.ttlMs);
        // One that changed while it was read is better than an older one, but is read again at the next occasion.
        else if (good.get(list) === before) good.set(list, fresh.list);
      },
      () => {
        if (isNewest()) loading.delete(list);
      },
    );
    return reading.then(({ list: whole }) => whole);
  }

  /** As somebody else read it lately, else from the server. */
  async function readOrRecall(list: ListKind): Promise<ReadList> {
    const recalled = await shared?.recall(list);
    if (recalled !== undefined) return { list: needs.bound(list, recalled.list), ttlMs: recalled.ttlMs };
    const read = await underDiscoveryLimit(needs, (signal) => readServerList(upstream, list, signal));
    const ttlMs = needs.ttlMs();
    shared?.remember(list, read, ttlMs);
    return { list: needs.bound(list, read), ttlMs };
  }

  function take(list: ListKind, fresh: ServerList, ttlMs: number): void {
    loading.delete(list);
    needs.onRead?.(list);
    const place = { configId: needs.configId, server: upstream.server, list };
    cache.set(keyOf(list), fresh, { place, ttlMs });
    good.set(list, fresh);
    failedAt.delete(list);
    if (!late) return;
    late = false;
    // Somebody was given a list without this one.
    needs.onChange(list);
  }

  const shelf: ServerShelf = {
    peek: (list) => cache.get(keyOf(list)),
    lastGood: (list) => good.get(list),
    isLate: () => late,
    markLate: () => {
      late = true;
    },
    async load(list) {
      const fresh = shelf.peek(list);
      if (fresh !== undefined) return fresh;
      const old = good.get(list);
      if (old !== undefined && needs.now() - (failedAt.get(list) ?? 0) < RETRY_AFTER_MS) return old;
      try {
        return await (loading.get(list)?.then(({ list: whole }) => whole) ?? read(list));
      } catch (failure) {
        failedAt.set(list, needs.now());
        late = true;
        if (old !== undefined) return old;
        throw failure;
      }
    },
    async describe() {
      const { present } = upstream;
      if (present !== undefined) return (description = present);
      try {
        description = await underDiscoveryLimit(needs, (signal) => upstream.describe(signal));
      } catch (failure) {
        if (description === undefined) throw failure;
      }
      return description;
    },
    knownDescription: () => description,
    forget(list) {
      shared?.changed(list);
      return cache.delete(keyOf(list));
    },
    info: (list) => cache.info(keyOf(list)),
  };
  return shelf;
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
