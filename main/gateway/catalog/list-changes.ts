import type { ServerName } from '../../../shared/model/server';
import type { ListKind } from './catalog-types';

export interface ListChange {
  readonly configId: string;
  /** Absent: any server of the config, as after a change of the configuration. */
  readonly server?: ServerName;
  readonly list: ListKind;
}

/** Announces that what servers offer may have changed. Nobody waits for the listeners. */
export interface ListChanges {
  announce(change: ListChange): void;
  on(listener: (change: ListChange) => void): () => void;
}

export function createListChanges(): ListChanges {
  const listeners = new Set<(change: ListChange) => void>();
  return {
    announce(change) {
      for (const listener of listeners) listener(change);
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
