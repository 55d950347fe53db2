import type { OperationType } from '../../../shared/config/timeouts';

/** Whose latencies are looked at together. */
export interface HintPlace {
  readonly type: OperationType;
  /** Absent: whatever has no server of its own. */
  readonly server?: string | undefined;
  readonly tool?: string | undefined;
}

/** What observed latencies say about a time limit. Names are those of the timeout metrics tool. */
export interface TimeoutHint {
  readonly operation_type: OperationType;
  readonly server_name?: string;
  readonly tool_name?: string;
  /** Operations that were observed. */
  readonly samples: number;
  readonly timed_out: number;
  readonly p50_seconds: number;
  readonly p99_seconds: number;
  readonly limit_seconds: number;
  readonly suggested_seconds: number;
  readonly advice: 'raise' | 'lower' | 'keep';
}

export interface LatencyHints {
  observe(
    place: HintPlace,
    ended: { readonly ms: number; readonly limitMs: number; readonly isTimeout: boolean },
  ): void;
  /** One for each place that was seen often enough, those that want a change first. */
  list(): readonly TimeoutHint[];
}

/** Before that a limit is nobody’s business. */
const MIN_SAMPLES = 20;
const MAX_PLACES = 500;
/** Buckets rise by a quarter, from a millisecond to a day. */
const STEP = Math.log(1.25);
const BUCKETS = 82;
/** From this count on the past fades, so that a server that changed is seen as it is. */
const FADE_AT = 2_000;
/** Twice what nearly all of them took. */
const HEADROOM = 2;
const LEAST_SECONDS = 1;
/** Of the limit: whoever comes this close will be cut off one day. */
const CLOSE = 0.8;
/** More timeouts than this and the limit is in the way. */
const MANY_TIMEOUTS = 0.02;
/** A limit that is so many times what is suggested notices too late that a server hangs. */
const FAR_ABOVE = 4;

interface Seen {
  readonly place: HintPlace;
  readonly counts: Float64Array;
  total: number;
  timedOut: number;
  limitMs: number;
}

export function createLatencyHints(): LatencyHints {
  const places = new Map<string, Seen>();

  return {
    observe(place, { ms, limitMs, isTimeout }) {
      const key = `${place.type}\n${place.server ?? ''}\n${place.tool ?? ''}`;
      let seen = places.get(key);
      if (seen === undefined) {
        if (places.size >= MAX_PLACES) return;
        seen = { place, counts: new Float64Array(BUCKETS), total: 0, timedOut: 0, limitMs };
        places.set(key, seen);
      }
      const bucket = ms <= 1 ? 0 : Math.min(Math.ceil(Math.log(ms) / STEP), BUCKETS - 1);
      seen.counts[bucket]! += 1;
      seen.total += 1;
      seen.limitMs = limitMs;
      if (isTimeout) seen.timedOut += 1;
      if (seen.total >= FADE_AT) fade(seen);
    },
    list: () =>
      [...places.values()]
        .filter(({ total }) => total >= MIN_SAMPLES)
        .map(hintOf)
        .sort((a, b) => URGENCY[a.advice] - URGENCY[b.advice]),
  };
}

const URGENCY = { raise: 0, lower: 1, keep: 2 } as const;

function fade(seen: Seen): void {
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) seen.counts[bucket]! /= 2;
  seen.total /= 2;
  seen.timedOut /= 2;
}

function hintOf(seen: Seen): TimeoutHint {
  const { place, total, timedOut, limitMs } = seen;
  const limit = limitMs / 1_000;
  const p99 = quantile(seen, 0.99);
  const isShort = timedOut / total > MANY_TIMEOUTS || p99 >= CLOSE * limit;
  const suggested = isShort
    ? roundUp(Math.max(p99, limit) * HEADROOM)
    : roundUp(Math.max(p99 * HEADROOM, LEAST_SECONDS));
  const advice = isShort ? 'raise' : limit > FAR_ABOVE * suggested ? 'lower' : 'keep';
  return {
    operation_type: place.type,
    ...(place.server === undefined ? {} : { server_name: place.server }),
    ...(place.tool === undefined ? {} : { tool_name: place.tool }),
    samples: Math.round(total),
    timed_out: Math.round(timedOut),
    p50_seconds: rounded(quantile(seen, 0.5)),
    p99_seconds: rounded(p99),
    limit_seconds: limit,
    suggested_seconds: advice === 'keep' ? limit : suggested,
    advice,
  };
}

/** Upper bound of the bucket that so many are in or below, in seconds. */
function quantile({ counts, total }: Seen, share: number): number {
  let below = 0;
  for (const [bucket, count] of counts.entries()) {
    below += count;
    if (below >= share * total) return Math.exp(bucket * STEP) / 1_000;
  }
  return Math.exp((BUCKETS - 1) * STEP) / 1_000;
}

const rounded = (seconds: number): number => Number(seconds.toPrecision(3));

/** To a number that a person would write. */
function roundUp(seconds: number): number {
  const unit = seconds <= 10 ? 1 : seconds <= 60 ? 5 : 30;
  return Math.ceil(seconds / unit) * unit;
}
