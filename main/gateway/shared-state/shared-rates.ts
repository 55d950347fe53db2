import type { RateMemory, RateStore } from '../limits/rate-store';
import type { SharedState } from './shared-state';

/**
 * Rates that several gateways use up together. Without a store, each counts for itself: a limit may then be used once
 * by each, and never holds up anybody because of a store that is gone.
 */
export function createSharedRates(shared: SharedState, memory: RateMemory): RateStore {
  return {
    take(name, rate, now) {
      const store = rate.perMinute === 0 ? undefined : shared.reachable();
      if (store === undefined) return memory.take(name, rate, now);
      return store.take(name, rate).catch(() => memory.take(name, rate, now));
    },
  };
}
