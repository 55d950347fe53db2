import { setTimeout as sleep } from 'node:timers/promises';
import type { StoreHealth } from '../../../gateway/ports/shared-store';

const PROBE_EVERY_MS = 500;

/** Whether a store can be used now. Once it could not, it is left alone until a probe succeeds: nobody else waits for it. */
export interface StoreWatch {
  health(): StoreHealth;
  onHealth(listener: (health: StoreHealth) => void): () => void;
  /** Says why it is lost; the probing begins. */
  lost(problem: string): void;
  /** Ends the probing. */
  dispose(): void;
}

export interface StoreWatchNeeds {
  readonly address: string;
  /** Resolves when everything could be done that the store is for. */
  readonly probe: () => Promise<void>;
  /** What is said of a failure. */
  readonly explain: (failure: unknown) => string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Lost until the first probe succeeds. */
export function createStoreWatch({ address, probe, explain, now }: StoreWatchNeeds): StoreWatch {
  const listeners = new Set<(health: StoreHealth) => void>();
  const ending = new AbortController();
  let health: StoreHealth = { state: 'lost', address, since: now(), problem: 'It was not reached yet' };
  let isProbing = false;

  function turn(next: Pick<StoreHealth, 'state' | 'problem'>): void {
    const isNews = next.state !== health.state || next.problem !== health.problem;
    const since = next.state === health.state ? health.since : now();
    health = { address, since, ...next };
    if (isNews) for (const listener of listeners) listener(health);
  }

  async function probing(): Promise<void> {
    if (isProbing) return;
    isProbing = true;
    while (!ending.signal.aborted) {
      try {
        await probe();
        isProbing = false;
        return turn({ state: 'connected' });
      } catch (failure) {
        if (!ending.signal.aborted) turn({ state: 'lost', problem: explain(failure) });
      }
      await sleep(PROBE_EVERY_MS, undefined, { signal: ending.signal, ref: false }).catch(() => undefined);
    }
  }
  void probing();

  return {
    health: () => health,
    onHealth(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    lost(problem) {
      turn({ state: 'lost', problem });
      void probing();
    },
    dispose: () => ending.abort(),
  };
}
