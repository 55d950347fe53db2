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

/** A chart that is drawn anew each second costs more than it tells. */
const CHART_STEP_MS = 5_000;

const chartNow = (): number => Math.ceil(seconds.read() / CHART_STEP_MS) * CHART_STEP_MS;

/** The end of the five seconds that go on: what just happened lies before it, and nothing is drawn anew until they are over. */
export function useChartNow(): number {
  return useSyncExternalStore(seconds.subscribe, chartNow);
}

/** The time, which moves on each second. */
export function useNow(): number {
  return useSyncExternalStore(seconds.subscribe, seconds.read);
}
