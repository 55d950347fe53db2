import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Put } from './metrics';

const RESOLUTION_MS = 20;
const WINDOW_MS = 60_000;

interface Lag {
  readonly median: number;
  readonly high: number;
  readonly most: number;
}

/** Watches how late timers are, in windows of a minute. */
export function watchEventLoop(): { readonly read: (put: Put) => void; readonly stop: () => void } {
  const monitor = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  monitor.enable();
  const current = (): Lag => ({
    median: lagOf(monitor.percentile(50)),
    high: lagOf(monitor.percentile(99)),
    most: lagOf(monitor.max),
  });
  let last: Lag | undefined;
  const timer = setInterval(() => {
    last = current();
    monitor.reset();
  }, WINDOW_MS).unref();
  return {
    read(put) {
      const now = current();
      const worse = (of: keyof Lag) => Math.max(now[of], last?.[of] ?? 0);
      put('enkrypt_event_loop_lag_seconds', ['0.5'], worse('median'));
      put('enkrypt_event_loop_lag_seconds', ['0.99'], worse('high'));
      put('enkrypt_event_loop_lag_seconds', ['max'], worse('most'));
    },
    stop() {
      clearInterval(timer);
      monitor.disable();
    },
  };
}

/** The monitor measures from one of its timers to the next, in nanoseconds; what is beyond its rhythm is lag. */
const lagOf = (nanoseconds: number): number =>
  Number.isFinite(nanoseconds) ? Math.max(0, nanoseconds / 1e9 - RESOLUTION_MS / 1_000) : 0;
