import { burstOf, type Rate } from '../../../shared/config/limits';

/** Where it is remembered how much of a rate is used up. One that several gateways share answers later. */
export interface RateStore {
  /** Takes one of what `name` may use; the milliseconds to wait when nothing is left, 0 when it was taken. */
  take(name: string, rate: Rate, now: number): number | Promise<number>;
}

/** One that answers at once. */
export interface RateMemory extends RateStore {
  take(name: string, rate: Rate, now: number): number;
}

const MAX_NAMES = 100_000;

/**
 * Token buckets in memory, as one number each: the time at which the bucket would be full again (GCRA). Exact to the
 * call, and without a promise, a timer or an object per call, which is what rate-limiter-flexible costs; that library
 * also counts in fixed windows, so that twice the rate may pass where two of them meet.
 */
export function createMemoryRates(): RateMemory {
  const fullAt = new Map<string, number>();

  /** Full buckets need not be remembered; if that is not enough, those that were made first are forgotten. */
  function makeRoom(now: number): void {
    for (const [name, at] of fullAt) if (at <= now) fullAt.delete(name);
    for (const name of fullAt.keys()) {
      if (fullAt.size < MAX_NAMES) return;
      fullAt.delete(name);
    }
  }

  return {
    take(name, rate, now) {
      const { perMinute } = rate;
      if (perMinute === 0) return 0;
      // Another rate is another bucket: what a slow one is owed must not hold up a fast one that takes its place.
      const bucket = `${perMinute}/${burstOf(rate)} ${name}`;
      const known = fullAt.get(bucket);
      if (known === undefined && fullAt.size >= MAX_NAMES) makeRoom(now);
      const each = 60_000 / perMinute;
      const next = Math.max(known ?? 0, now) + each;
      // A hair’s breadth for the sums of fractions.
      const waitMs = next - now - burstOf(rate) * each;
      if (waitMs > 1e-6) return waitMs;
      fullAt.set(bucket, next);
      return 0;
    },
  };
}
