import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { SharedStore } from '../ports/shared-store';
import type { StateStore } from '../ports/state-store';
import type { SharedState } from './shared-state';

interface Identified {
  readonly id: string;
}

/** Things by id that several gateways have alike, each in memory: nobody waits for the store to look one up. */
export interface SharedTable<T> {
  /** Tells the others what is different since the last time. */
  reflect(items: ReadonlyMap<string, T>): void;
}

export interface SharedTableNeeds<T extends Identified> {
  readonly shared: SharedState;
  readonly state: StateStore;
  /** Part of keys, and a topic. */
  readonly name: string;
  /** What an item is where it came from elsewhere; `undefined` for what is none. */
  readonly read: (value: unknown) => T | undefined;
  /** What of an item matters to others. */
  readonly essence: (item: T) => unknown;
  /** Stays where the store lost it and nobody said that they took it away. */
  readonly outlivesStore: (item: T) => boolean;
  /** Somebody else put it there, or, if `undefined`, took it away. */
  readonly apply: (id: string, item: T | undefined) => void;
}

/** For so long whoever comes back hears that something was taken away. */
const GONE_MS = 30 * 24 * 60 * 60_000;
const KEPT_MS = 400 * 24 * 60 * 60_000;

const Known = z.object({ epoch: z.string(), stored: z.array(z.string()), removed: z.array(z.string()) });
const Change = z.object({ from: z.string(), id: z.string(), item: z.unknown().optional() });

/**
 * What was changed while the store was lost is settled when it is back: what others took away meanwhile goes, and what
 * was put or taken away here is told. A store that was emptied is filled anew from those who remember.
 */
export function createSharedTable<T extends Identified>(needs: SharedTableNeeds<T>): SharedTable<T> {
  const { shared, state, name, essence, outlivesStore, apply } = needs;
  const own = randomUUID();
  const keptAs = `shared-${name}`;
  const epochKey = `${name}-epoch`;
  const keyOf = (id: string): string => `${name}:${id}`;
  const goneKey = (id: string): string => `${name}-gone:${id}`;
  const before = Known.safeParse(state.read(keptAs)).data;
  /** Ids that the store has, as far as we know, and those that it has to lose. */
  const stored = new Set(before?.stored);
  const removed = new Set(before?.removed);
  /** Changed here while nobody could be told. */
  const untold = new Set<string>();
  let epoch = before?.epoch ?? '';
  let items: ReadonlyMap<string, T> = new Map();
  let settling = Promise.resolve();

  const keep = (): void => state.write(keptAs, { epoch, stored: [...stored], removed: [...removed] });
  const isSame = (a: T | undefined, b: T): boolean =>
    a !== undefined && JSON.stringify(essence(a)) === JSON.stringify(essence(b));
  const read = (id: string, value: unknown): T | undefined => {
    const item = needs.read(value);
    return item?.id === id ? item : undefined;
  };
  const tell = (id: string, item?: T): void => shared.publish(name, JSON.stringify({ from: own, id, item }));

  async function put(store: SharedStore, id: string, item: T): Promise<void> {
    await store.write(keyOf(id), JSON.stringify(item), KEPT_MS);
    stored.add(id);
    untold.delete(id);
    keep();
    tell(id, item);
  }

  async function take(store: SharedStore, id: string): Promise<void> {
    await store.write(goneKey(id), '', GONE_MS);
    await store.remove([keyOf(id)]);
    stored.delete(id);
    removed.delete(id);
    keep();
    tell(id);
  }

  function applied(id: string, item: T | undefined): void {
    if (item === undefined) stored.delete(id);
    else stored.add(id);
    const next = new Map(items);
    if (item === undefined) next.delete(id);
    else next.set(id, item);
    items = next;
    apply(id, item);
    keep();
  }

  async function settle(): Promise<void> {
    const store = shared.reachable();
    if (store === undefined) return;
    const there = await store.read(epochKey);
    if (there === undefined || there !== epoch) {
      // Another store, or one that was emptied: what it had of ours is not known to have been taken away by anybody.
      stored.clear();
      epoch = there ?? randomUUID();
      if (there === undefined) await store.write(epochKey, epoch, KEPT_MS);
    }
    for (const id of removed) await take(store, id);
    const ids = new Set((await store.keys(`${name}:`)).map((key) => key.slice(name.length + 1)));
    for (const id of [...stored]) {
      const item = ids.has(id) ? undefined : items.get(id);
      if (item !== undefined && !outlivesStore(item)) applied(id, undefined);
    }
    for (const [id, item] of items) {
      if (ids.has(id) && !untold.has(id)) continue;
      if ((await store.read(goneKey(id))) === undefined) await put(store, id, item);
      else applied(id, undefined);
    }
    for (const id of ids) {
      const text = items.has(id) ? undefined : await store.read(keyOf(id));
      const item = text === undefined ? undefined : read(id, parsed(text));
      if (item !== undefined) applied(id, item);
      else if (items.has(id)) stored.add(id);
    }
    keep();
  }

  const settleSoon = (): void => {
    // One after the other; one that fails is made up for when the store is back.
    settling = settling.then(settle).catch(() => undefined);
  };
  shared.onReachable(settleSoon);
  shared.listen(name, (message) => {
    const change = Change.safeParse(parsed(message)).data;
    if (change === undefined || change.from === own) return;
    const item = change.item === undefined ? undefined : read(change.id, change.item);
    if (change.item === undefined || item !== undefined) applied(change.id, item);
  });

  return {
    reflect(next) {
      const now = new Map(next);
      const store = shared.reachable();
      for (const id of items.keys()) {
        if (now.has(id)) continue;
        removed.add(id);
        if (store !== undefined) take(store, id).catch(() => undefined);
      }
      for (const [id, item] of now) {
        removed.delete(id);
        if (isSame(items.get(id), item)) continue;
        untold.add(id);
        if (store !== undefined) put(store, id, item).catch(() => undefined);
      }
      items = now;
      keep();
    },
  };
}

/** It is sealed, so nobody else wrote it; but another version of us may have. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
