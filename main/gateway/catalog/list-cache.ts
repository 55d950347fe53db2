import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { JsonObject } from '../../../shared/model/json-rpc';
import type { ListKind } from './catalog-types';

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

/** Servers’ lists, believed for a while. Keys are SHA-256 over config, server, its configuration and list. */
export interface ListCache {
  get(key: string): ServerList | undefined;
  set(key: string, list: ServerList, ttlMs: number): void;
  /** Says whether there was one. */
  delete(key: string): boolean;
  info(key: string): CachedListInfo | undefined;
  clear(): void;
  readonly size: number;
}

const MAX_LISTS = 1_024;

export function createListCache(now: () => number): ListCache {
  const lists = new LRUCache<string, { readonly list: ServerList; readonly expiresAt: number }>({ max: MAX_LISTS });
  const live = (key: string) => {
    const entry = lists.get(key);
    if (entry !== undefined && entry.expiresAt > now()) return entry;
    if (entry !== undefined) lists.delete(key);
    return undefined;
  };
  return {
    get: (key) => live(key)?.list,
    set: (key, list, ttlMs) => {
      if (ttlMs > 0) lists.set(key, { list, expiresAt: now() + ttlMs });
    },
    delete: (key) => lists.delete(key),
    clear: () => lists.clear(),
    info(key) {
      const entry = live(key);
      return entry && { itemCount: entry.list.items.length, expiresAt: entry.expiresAt };
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
