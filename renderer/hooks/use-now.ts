import { useSyncExternalStore } from 'react';

/** One clock per step for the whole page; it stands still while nobody looks at it. */
function createClock(stepMs: number) {
  const listeners = new Set<() => void>();
  let now = Date.now();
  let timer: ReturnType<typeof setInterval> | undefined;
  const tick = (): void => {
    now = Date.now();
    for (const listener of listeners) listener();
  };
  return {
    read: () => now,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      if (timer === undefined) {
        now = Date.now();
        timer = setInterval(tick, stepMs);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}

const seconds = createClock(1_000);

/** The time, which moves on each second. */
export function useNow(): number {
  return useSyncExternalStore(seconds.subscribe, seconds.read);
}
