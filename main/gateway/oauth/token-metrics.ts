import type { TokenMetrics } from '../../../shared/model/oauth';

type Count = 'hits' | 'misses' | 'refreshes' | 'invalidations' | 'expirations';

/** Counts what happens to tokens. */
export interface TokenMeter {
  count(what: Count): void;
  /** One request for a token, from its beginning to its answer. */
  acquired(ms: number, success: boolean): void;
  read(activeTokens: number): TokenMetrics;
}

export function createTokenMeter(): TokenMeter {
  const counts: Record<Count, number> = { hits: 0, misses: 0, refreshes: 0, invalidations: 0, expirations: 0 };
  const latency = { sum: 0, max: 0, min: Infinity };
  let [success, failure] = [0, 0];
  const ratio = (part: number, rest: number) => (part + rest === 0 ? 0 : part / (part + rest));

  return {
    count: (what) => void (counts[what] += 1),
    acquired(ms, isSuccess) {
      if (isSuccess) success += 1;
      else failure += 1;
      latency.sum += ms;
      latency.max = Math.max(latency.max, ms);
      latency.min = Math.min(latency.min, ms);
    },
    read: (activeTokens) => ({
      token_acquisitions_total: success + failure,
      token_acquisitions_success: success,
      token_acquisitions_failure: failure,
      token_cache_hits: counts.hits,
      token_cache_misses: counts.misses,
      token_refreshes: counts.refreshes,
      token_invalidations: counts.invalidations,
      token_expirations: counts.expirations,
      cache_hit_ratio: ratio(counts.hits, counts.misses),
      success_rate: ratio(success, failure),
      avg_latency_ms: success + failure === 0 ? 0 : latency.sum / (success + failure),
      max_latency_ms: latency.max,
      min_latency_ms: Number.isFinite(latency.min) ? latency.min : 0,
      active_tokens: activeTokens,
    }),
  };
}
