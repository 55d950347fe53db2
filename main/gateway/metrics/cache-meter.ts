import type { Metrics } from './metrics';

/** Every cache whose hits are counted. A further one is a word here and a call where it is asked. */
export type CacheName =
  /** What servers offer. */
  | 'server-lists'
  /** The configuration that is in force. */
  | 'config'
  /** Results that are used again. */
  | 'results'
  /** Tokens for servers. */
  | 'oauth-tokens';

/** Counts one question to a cache. */
export function countCache(metrics: Pick<Metrics, 'add'>, cache: CacheName, isHit: boolean): void {
  metrics.add(isHit ? 'enkrypt_cache_hits_total' : 'enkrypt_cache_misses_total', [cache]);
}
