import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { SharedStore } from '../ports/shared-store';
import type { StateStore } from '../ports/state-store';
import { readSealed } from '../ports/read-sealed';
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
  return new StoredTable(needs);
}

class StoredTable<T extends Identified> implements SharedTable<T> {
  readonly #needs: SharedTableNeeds<T>;
  readonly #own = randomUUID();
  /** Ids that the store has, as far as we know, and those that it has to lose. */
  readonly #stored: Set<string>;
  readonly #removed: Set<string>;
  /** Changed here while nobody could be told. */
  readonly #untold = new Set<string>();
  #epoch: string;
  #items: ReadonlyMap<string, T> = new Map();
  #settling = Promise.resolve();

  constructor(needs: SharedTableNeeds<T>) {
    this.#needs = needs;
    const { shared, state, name } = needs;
    const before = Known.safeParse(state.read(`shared-${name}`)).data;
    this.#stored = new Set(before?.stored);
    this.#removed = new Set(before?.removed);
    this.#epoch = before?.epoch ?? '';
    shared.onReachable(() => {
      // One after the other; one that fails is made up for when the store is back.
      this.#settling = this.#settling.then(() => this.#settle()).catch(() => undefined);
    });
    shared.listen(name, (message) => this.#hear(message));
  }

  reflect(next: ReadonlyMap<string, T>): void {
    const now = new Map(next);
    const store = this.#needs.shared.reachable();
    for (const id of this.#items.keys()) {
      if (now.has(id)) continue;
      this.#removed.add(id);
      if (store !== undefined) this.#take(store, id).catch(() => undefined);
    }
    for (const [id, item] of now) {
      this.#removed.delete(id);
      if (this.#isKnown(id, item)) continue;
      this.#untold.add(id);
      if (store !== undefined) this.#put(store, id, item).catch(() => undefined);
    }
    this.#items = now;
    this.#keep();
  }

  #keyOf(id: string): string {
    return `${this.#needs.name}:${id}`;
  }

  #goneKey(id: string): string {
    return `${this.#needs.name}-gone:${id}`;
  }

  #keep(): void {
    const { state, name } = this.#needs;
    const [stored, removed] = [[...this.#stored], [...this.#removed]];
    state.write(`shared-${name}`, { epoch: this.#epoch, stored, removed });
  }

  #isKnown(id: string, item: T): boolean {
    const { essence } = this.#needs;
    const known = this.#items.get(id);
    return known !== undefined && JSON.stringify(essence(known)) === JSON.stringify(essence(item));
  }

  #read(id: string, value: unknown): T | undefined {
    const item = this.#needs.read(value);
    return item?.id === id ? item : undefined;
  }

  #tell(id: string, item?: T): void {
    this.#needs.shared.publish(this.#needs.name, JSON.stringify({ from: this.#own, id, item }));
  }

  #hear(message: string): void {
    const change = readSealed(Change, message);
    if (change === undefined || change.from === this.#own) return;
    if (change.item === undefined) return this.#apply(change.id, undefined);
    const item = this.#read(change.id, change.item);
    // Whoever puts it there was not told yet that it was taken away here.
    if (item !== undefined && !this.#removed.has(change.id)) this.#apply(change.id, item);
  }

  async #put(store: SharedStore, id: string, item: T): Promise<void> {
    await store.write(this.#keyOf(id), JSON.stringify(item), KEPT_MS);
    this.#stored.add(id);
    this.#untold.delete(id);
    this.#keep();
    this.#tell(id, item);
  }

  async #take(store: SharedStore, id: string): Promise<void> {
    await store.write(this.#goneKey(id), '', GONE_MS);
    await store.remove([this.#keyOf(id)]);
    this.#stored.delete(id);
    this.#removed.delete(id);
    this.#keep();
    this.#tell(id);
  }

  #apply(id: string, item: T | undefined): void {
    if (item === undefined) this.#stored.delete(id);
    else this.#stored.add(id);
    const next = new Map(this.#items);
    if (item === undefined) next.delete(id);
    else next.set(id, item);
    this.#items = next;
    this.#needs.apply(id, item);
    this.#keep();
  }

  async #settle(): Promise<void> {
    const store = this.#needs.shared.reachable();
    if (store === undefined) return;
    await this.#learnEpoch(store);
    for (const id of this.#removed) await this.#take(store, id);
    const prefix = this.#keyOf('');
    const ids = new Set((await store.keys(prefix)).map((key) => key.slice(prefix.length)));
    this.#loseWhatOthersTook(ids);
    await this.#putWhatIsMissing(store, ids);
    for (const id of ids) {
      const text = this.#items.has(id) ? undefined : await store.read(this.#keyOf(id));
      const item = this.#read(id, readSealed(z.unknown(), text));
      if (item !== undefined && !this.#removed.has(id)) this.#apply(id, item);
      else if (this.#items.has(id)) this.#stored.add(id);
    }
    this.#keep();
  }

  async #learnEpoch(store: SharedStore): Promise<void> {
    const key = `${this.#needs.name}-epoch`;
    const there = await store.read(key);
    if (there !== undefined && there === this.#epoch) return;
    // Another store, or one that was emptied: what it had of ours is not known to have been taken away by anybody.
    this.#stored.clear();
    this.#epoch = there ?? randomUUID();
    if (there === undefined) await store.write(key, this.#epoch, KEPT_MS);
  }

  #loseWhatOthersTook(ids: ReadonlySet<string>): void {
    for (const id of [...this.#stored]) {
      const item = ids.has(id) ? undefined : this.#items.get(id);
      if (item !== undefined && !this.#needs.outlivesStore(item)) this.#apply(id, undefined);
    }
  }

  async #putWhatIsMissing(store: SharedStore, ids: ReadonlySet<string>): Promise<void> {
    for (const [id, item] of this.#items) {
      if (ids.has(id) && !this.#untold.has(id)) continue;
      if (!(await this.#isGone(store, id))) await this.#put(store, id, item);
      // Somebody may have taken it away in the moment before it was put: their word goes first.
      if (await this.#isGone(store, id)) await this.#drop(store, id);
    }
  }

  async #isGone(store: SharedStore, id: string): Promise<boolean> {
    return (await store.read(this.#goneKey(id))) !== undefined;
  }

  async #drop(store: SharedStore, id: string): Promise<void> {
    await store.remove([this.#keyOf(id)]);
    this.#apply(id, undefined);
    this.#tell(id);
  }
}
