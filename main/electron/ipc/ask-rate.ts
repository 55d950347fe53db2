/** Counts askings: takes so many a second on average, and as many at once as come in `burst` seconds. */
export interface AskRate {
  /** Whether one more is taken now. `key` is whose asking it is, and `perSecond` how many it may have. */
  take(key: string, perSecond: number): boolean;
  forget(prefix: string): void;
}

const BURST_SECONDS = 4;

/** `now` is milliseconds of any steady clock. */
export function createAskRate(now: () => number): AskRate {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    take(key, perSecond) {
      const most = perSecond * BURST_SECONDS;
      const bucket = buckets.get(key) ?? { left: most, at: now() };
      const left = Math.min(most, bucket.left + ((now() - bucket.at) / 1_000) * perSecond);
      const isTaken = left >= 1;
      buckets.set(key, { left: isTaken ? left - 1 : left, at: now() });
      return isTaken;
    },
    forget(prefix) {
      for (const key of buckets.keys()) if (key.startsWith(prefix)) buckets.delete(key);
    },
  };
}
