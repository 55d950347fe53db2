import { createStore, type StoreApi } from 'zustand/vanilla';
import { problemOf } from '../api/problem-of';
import type { Load } from '../model/load';

/** Something that the gateway is asked for once, and that events then keep current. */
export interface Resource<T> extends StoreApi<Load<T>> {
  /** Asks; what is known stays in view until there is an answer. */
  refresh(): Promise<void>;
  /** Asks, unless it is known or being asked for. */
  want(): void;
  /** Asks again, if it was ever asked for. */
  renew(): void;
  /** Takes up the whole, as an event told it. */
  tell(data: T): void;
  /**
   * Takes up what an event told of a part, also in an answer that is under way: whether that knows it already is not
   * known, so the same change made twice must be one. Without effect until there is something to change.
   */
  change(update: (data: T) => T): void;
  /** The connection broke: what is known may not be true any more. */
  lose(failure: unknown): void;
}

export function createResource<T>(ask: () => Promise<T>): Resource<T> {
  const store = createStore<Load<T>>(() => ({ phase: 'loading' }));
  let asked = 0;
  /** What happened since the question that is under way; absent: none is. */
  let since: ((data: T) => T)[] | undefined;
  let isWanted = false;

  const lose = (failure: unknown): void =>
    store.setState((before) => {
      const known = before.phase === 'ready' ? { data: before.data, at: before.at } : undefined;
      const last = before.phase === 'failed' ? before.last : known;
      return { phase: 'failed', problem: problemOf(failure), ...(last === undefined ? {} : { last }) };
    }, true);

  const refresh = async (): Promise<void> => {
    isWanted = true;
    const turn = ++asked;
    since = [];
    try {
      let data: T = await ask();
      // An older answer that comes later is not the truth any more.
      if (turn !== asked) return;
      for (const update of since ?? []) data = update(data);
      since = undefined;
      store.setState({ phase: 'ready', data, at: Date.now() }, true);
    } catch (failure) {
      if (turn !== asked) return;
      since = undefined;
      lose(failure);
    }
  };

  return {
    ...store,
    refresh,
    lose,
    want() {
      if (!isWanted) void refresh();
    },
    renew() {
      if (isWanted) void refresh();
    },
    tell(data) {
      // An answer that is under way is older.
      asked += 1;
      since = undefined;
      store.setState({ phase: 'ready', data, at: Date.now() }, true);
    },
    change(update) {
      since?.push(update);
      store.setState(
        (load) => (load.phase === 'ready' ? { phase: 'ready', data: update(load.data), at: Date.now() } : load),
        true,
      );
    },
  };
}
