import type { SharedStore, StoreHealth } from '../../main/gateway/ports/shared-store';

/** A store in memory that comes and goes as it is told. */
export function openMemoryStore() {
  const kept = new Map<string, string>();
  const listeners = new Map<string, (message: string) => void>();
  let onHealth: (health: StoreHealth) => void = () => undefined;
  let health: StoreHealth = { state: 'lost', address: 'memory', since: 0 };
  const store: SharedStore = {
    read: async (key) => kept.get(key),
    write: async (key, value) => void kept.set(key, value),
    remove: async (keys) => keys.filter((key) => kept.delete(key)).length,
    keys: async (start) => [...kept.keys()].filter((key) => key.startsWith(start)),
    take: async () => 0,
    publish: async () => undefined,
    listen: (topic, listener) => (listeners.set(topic, listener), () => undefined),
    lock: async () => undefined,
    health: () => health,
    onHealth: (listener) => ((onHealth = listener), () => undefined),
  };
  const become = (state: StoreHealth['state']): void => {
    health = { ...health, state };
    onHealth(health);
  };
  return { kept, store, become, hear: (topic: string, message: string) => listeners.get(topic)?.(message) };
}
