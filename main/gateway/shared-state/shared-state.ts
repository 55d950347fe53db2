import type { Logger } from '../ports/logger';
import type { SharedStore, StoreHealth } from '../ports/shared-store';

/** The store that the configuration in force names; it may be another one at any time, or none. */
export interface SharedState {
  use(store: SharedStore | undefined): void;
  /** `undefined` where there is none, or where it is lost: whoever asks then does what it would do alone. */
  reachable(): SharedStore | undefined;
  /** `undefined`: there is none. */
  health(): StoreHealth | undefined;
  /** Calls back with what is published on a topic by whatever store is in use. */
  listen(topic: string, listener: (message: string) => void): void;
  /** Calls back whenever the store is there (again). */
  onReachable(listener: () => void): void;
  /** Tells whoever listens elsewhere; what cannot be told is not. */
  publish(topic: string, message: string): void;
}

export function createSharedState(log: Logger): SharedState {
  const topics = new Map<string, (message: string) => void>();
  const reachable = new Set<() => void>();
  let store: SharedStore | undefined;
  let leave: readonly (() => void)[] = [];
  let told: StoreHealth['state'] | undefined;

  const tell = ({ state, address, problem }: StoreHealth): void => {
    // That it is lost for another reason now is nothing to act on.
    if (state === told) return;
    told = state;
    if (state === 'connected') for (const listener of reachable) listener();
    if (state === 'connected') log.info('The cache is connected', { address });
    else log.warn('The cache is lost; everything goes on in memory until it is back', { address, problem });
  };

  return {
    use(next) {
      if (next === store) return;
      for (const end of leave) end();
      store = next;
      told = undefined;
      leave =
        next === undefined
          ? []
          : [next.onHealth(tell), ...[...topics].map(([topic, listener]) => next.listen(topic, listener))];
    },
    reachable: () => (store?.health().state === 'connected' ? store : undefined),
    health: () => store?.health(),
    listen(topic, told) {
      const listener = (message: string): void => {
        try {
          told(message);
        } catch (failure) {
          // It is sealed, so nobody else sent it; but another version of us may have.
          log.warn('A message of another gateway cannot be understood', { topic, failure });
        }
      };
      topics.set(topic, listener);
      if (store !== undefined) leave = [...leave, store.listen(topic, listener)];
    },
    onReachable: (listener) => void reachable.add(listener),
    publish(topic, message) {
      if (store?.health().state === 'connected') store.publish(topic, message).catch(() => undefined);
    },
  };
}
