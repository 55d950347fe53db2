import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import { keyOf, type ListKind } from './catalog-types';

/** One complete list of a server: every page as it came, and all items in order. */
export interface ServerList {
  readonly pages: readonly { readonly cursor: string | undefined; readonly result: JsonObject }[];
  readonly items: readonly JsonObject[];
  /** Items by name, or by URI for resources and URI template for templates. The first of a name counts. */
  readonly byKey: ReadonlyMap<string, JsonObject>;
}

export interface CachedListInfo {
  readonly itemCount: number;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** Whose list it is. Clients with connections of their own have lists of their own, of the same place. */
export interface ListPlace {
  readonly configId: string;
  readonly server: string;
  readonly list: ListKind;
}

export interface CachedListFacts {
  readonly place: ListPlace;
  readonly ttlMs: number;
}

export interface CachedListEntry extends ListPlace, CachedListInfo {}

/** Servers’ lists, believed for a while. Keys are SHA-256 over config, server, its configuration and list. */
export interface ListCache {
  get(key: string): ServerList | undefined;
  set(key: string, list: ServerList, facts: CachedListFacts): void;
  /** Says whether there was one. */
  delete(key: string): boolean;
  info(key: string): CachedListInfo | undefined;
  clear(): void;
  /** What is believed now, without the lists themselves. */
  entries(): readonly CachedListEntry[];
  /** Forgets what matches; says how much that was. */
  forget(match: (place: ListPlace) => boolean): number;
  readonly size: number;
}

const MAX_LISTS = 1_024;

interface Entry {
  readonly place: ListPlace;
  readonly list: ServerList;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** `onGet` hears of each question whether it was answered. */
export function createListCache(now: () => number, onGet?: (isHit: boolean) => void): ListCache {
  const lists = new LRUCache<string, Entry>({ max: MAX_LISTS });
  const live = (key: string) => {
    const entry = lists.get(key);
    if (entry !== undefined && entry.expiresAt > now()) return entry;
    if (entry !== undefined) lists.delete(key);
    return undefined;
  };
  return {
    get(key) {
      const list = live(key)?.list;
      onGet?.(list !== undefined);
      return list;
    },
    set: (key, list, { place, ttlMs }) => {
      if (ttlMs > 0) lists.set(key, { place, list, expiresAt: now() + ttlMs });
    },
    delete: (key) => lists.delete(key),
    clear: () => lists.clear(),
    info(key) {
      const entry = live(key);
      return entry && { itemCount: entry.list.items.length, expiresAt: entry.expiresAt };
    },
    entries: () =>
      [...lists.keys()].flatMap((key) => {
        const entry = live(key);
        if (entry === undefined) return [];
        return [{ ...entry.place, itemCount: entry.list.items.length, expiresAt: entry.expiresAt }];
      }),
    forget(match) {
      const matching = [...lists.entries()].filter(([, { place }]) => match(place));
      for (const [key] of matching) lists.delete(key);
      return matching.length;
    },
    get size() {
      return lists.size;
    },
  };
}

/** `edition` tells the configurations of one server apart. */
export type ListCacheKeyParts = readonly [configId: string, server: string, edition: string, list: ListKind];

export function listCacheKey(parts: ListCacheKeyParts): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** A list of its pages. */
export function listOf(pages: ServerList['pages'], list: ListKind): ServerList {
  const items = pages.flatMap((page) => page.result[list] as unknown[]).filter(isJsonObject);
  const byKey = new Map<string, JsonObject>();
  for (const item of items) {
    const key = keyOf(list, item);
    if (key !== '' && !byKey.has(key)) byKey.set(key, item);
  }
  return { pages, items, byKey };
}
