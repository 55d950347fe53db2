import { createHash, randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { isJsonObject } from '../../../shared/model/json-rpc';
import { LIST_METHODS, type ListKind } from '../catalog/catalog-types';
import { listOf, type ListPlace, type ServerList } from '../catalog/list-cache';
import { readSealed } from '../ports/read-sealed';
import type { SharedState } from './shared-state';

/** What a place lists, known beyond this process. */
export interface SharedListsOfPlace {
  /** `undefined` where nobody knows it, or nobody can say. */
  recall(list: ListKind): Promise<{ readonly list: ServerList; readonly ttlMs: number } | undefined>;
  remember(list: ListKind, whole: ServerList, ttlMs: number): void;
  /** It is another one by now: everybody forgets it. */
  changed(list: ListKind): void;
}

export interface SharedLists {
  /** `undefined` for connections that are one session’s own. `onChanged` is called when another gateway says so. */
  of(place: NamedPlace): SharedListsOfPlace | undefined;
  /** Has everybody forget the lists of the places that match. */
  forget(match: (place: Omit<ListPlace, 'list'>) => boolean): void;
}

interface NamedPlace extends Omit<ListPlace, 'list'> {
  readonly placeId: string | undefined;
  readonly onChanged: (list: ListKind) => void;
}

interface Place extends Omit<ListPlace, 'list'> {
  readonly onChanged: (list: ListKind) => void;
  readonly changed: (list: ListKind) => void;
}

const TOPIC = 'lists';
const MAX_PLACES = 4_096;
/** What is larger is asked of its server again. */
const MAX_CHARACTERS = 8 * 1024 * 1024;

const Change = z.strictObject({
  from: z.string(),
  place: z.string(),
  list: z.enum(Object.keys(LIST_METHODS) as [ListKind, ...ListKind[]]),
});
const Kept = z.strictObject({
  expiresAt: z.number(),
  pages: z.array(z.strictObject({ cursor: z.string().optional(), result: z.record(z.string(), z.unknown()) })),
});

export function createSharedLists(shared: SharedState, now: () => number): SharedLists {
  const own = randomUUID();
  const places = new LRUCache<string, Place>({ max: MAX_PLACES });
  shared.listen(TOPIC, (message) => {
    const change = readSealed(Change, message);
    if (change !== undefined && change.from !== own) places.get(change.place)?.onChanged(change.list);
  });

  return {
    of({ placeId, server, configId, onChanged }) {
      if (placeId === undefined) return undefined;
      const place = createHash('sha256').update(placeId).digest('hex');
      const keyOf = (list: ListKind): string => `${TOPIC}:${place}:${list}`;
      const changed = (list: ListKind): void => {
        shared
          .reachable()
          ?.remove([keyOf(list)])
          .catch(() => undefined);
        shared.publish(TOPIC, JSON.stringify({ from: own, place, list }));
      };
      places.set(place, { configId, server, onChanged, changed });
      return {
        async recall(list) {
          const text = await shared
            .reachable()
            ?.read(keyOf(list))
            .catch(() => undefined);
          const kept = readSealed(Kept, text);
          const ttlMs = (kept?.expiresAt ?? 0) - now();
          if (kept === undefined || ttlMs <= 0 || !kept.pages.every(({ result }) => holds(result, list)))
            return undefined;
          const pages = kept.pages.map(({ cursor, result }) => ({ cursor, result }));
          return { list: listOf(pages, list), ttlMs };
        },
        remember(list, { pages }, ttlMs) {
          const store = ttlMs > 0 ? shared.reachable() : undefined;
          if (store === undefined) return;
          const text = JSON.stringify({ expiresAt: now() + ttlMs, pages });
          if (text.length <= MAX_CHARACTERS) store.write(keyOf(list), text, ttlMs).catch(() => undefined);
        },
        changed,
      };
    },
    forget(match) {
      for (const place of places.values()) {
        if (match(place)) for (const list of Object.keys(LIST_METHODS) as ListKind[]) place.changed(list);
      }
    },
  };
}

const holds = (result: Readonly<Record<string, unknown>>, list: ListKind): boolean =>
  Array.isArray(result[list]) && (result[list] as readonly unknown[]).every(isJsonObject);
