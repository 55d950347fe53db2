import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { SharedStore } from '../ports/shared-store';
import type { VaultRecords } from '../ports/secret-store';
import type { SharedState } from './shared-state';

const KEPT_MS = 400 * 24 * 60 * 60_000;
/** For so long whoever comes back hears that something was taken away. */
const GONE_MS = 30 * 24 * 60 * 60_000;
/** Whoever dies with the lock holds up others no longer than this. */
const LOCK_MS = 60_000;
const LOCK_POLL_MS = 50;

const Kept = z.object({ id: z.string(), text: z.string() });

/**
 * Records of the vault that several gateways have in common: each has them in its own vault, and what the store has goes
 * before. What could not be told while the store was lost is told before anything is asked of it again.
 */
export function createSharedRecords(local: VaultRecords, shared: () => SharedState | undefined): VaultRecords {
  const untold = new Set<string>();
  const hashOf = (id: string): string => createHash('sha256').update(id).digest('hex');
  const keyOf = (id: string): string => `record:${hashOf(id)}`;
  const goneKey = (id: string): string => `record-gone:${hashOf(id)}`;

  async function tell(store: SharedStore, id: string, text: string | undefined): Promise<void> {
    if (text === undefined) {
      await store.write(goneKey(id), '', GONE_MS);
      await store.remove([keyOf(id)]);
    } else {
      await store.write(keyOf(id), JSON.stringify({ id, text }), KEPT_MS);
      await store.remove([goneKey(id)]);
    }
    untold.delete(id);
  }

  /** `undefined` where there is no store to tell or to ask: then everybody has what is in their own vault. */
  async function settled(): Promise<SharedStore | undefined> {
    const store = shared()?.reachable();
    if (store === undefined) return undefined;
    try {
      for (const id of [...untold]) await tell(store, id, await local.read(id));
      return store;
    } catch {
      return undefined;
    }
  }

  async function change(id: string, text: string | undefined): Promise<void> {
    untold.add(id);
    const store = shared()?.reachable();
    if (store !== undefined) await tell(store, id, text).catch(() => undefined);
  }

  async function kept(store: SharedStore, key: string): Promise<z.output<typeof Kept> | undefined> {
    const text = await store.read(key);
    return text === undefined ? undefined : Kept.safeParse(JSON.parse(text)).data;
  }

  async function recall(store: SharedStore, id: string): Promise<string | undefined> {
    const there = await kept(store, keyOf(id));
    const own = await local.read(id);
    if (there !== undefined) {
      if (there.text !== own) await local.write(id, there.text);
      return there.text;
    }
    if (own === undefined) return undefined;
    if ((await store.read(goneKey(id))) === undefined) {
      await tell(store, id, own);
      return own;
    }
    await local.remove(id);
    return undefined;
  }

  return {
    async ids() {
      const own = await local.ids();
      const store = await settled();
      const keys = store === undefined ? [] : await store.keys('record:').catch(() => []);
      const others = await Promise.all(keys.map((key) => kept(store!, key).catch(() => undefined)));
      return [...new Set([...own, ...others.flatMap((one) => one?.id ?? [])])];
    },
    async read(id) {
      const store = await settled();
      return store === undefined ? local.read(id) : recall(store, id).catch(() => local.read(id));
    },
    async write(id, text) {
      await local.write(id, text);
      await change(id, text);
    },
    async remove(id) {
      const wasOurs = await local.remove(id);
      const store = shared()?.reachable();
      const wasThere = store !== undefined && (await kept(store, keyOf(id)).catch(() => undefined)) !== undefined;
      await change(id, undefined);
      return wasOurs || wasThere;
    },
  };
}

/** Runs the work while no other gateway does the same; where they cannot be asked, it runs all the same. */
export async function aloneAmongGateways<T>(
  shared: SharedState | undefined,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  const giveBack = await takeLock(shared, name);
  try {
    return await work();
  } finally {
    await giveBack?.();
  }
}

async function takeLock(shared: SharedState | undefined, name: string): Promise<(() => Promise<void>) | undefined> {
  for (const until = Date.now() + LOCK_MS; Date.now() < until; await sleep(LOCK_POLL_MS)) {
    const store = shared?.reachable();
    if (store === undefined) return undefined;
    try {
      const lock = await store.lock(name, LOCK_MS);
      if (lock !== undefined) return lock;
    } catch {
      return undefined;
    }
  }
  return undefined;
}
