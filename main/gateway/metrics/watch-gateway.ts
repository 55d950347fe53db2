import type { TokenMetrics } from '../../../shared/model/oauth';
import type { Gateway } from '../gateway';
import type { Metrics } from './metrics';

export interface WatchedParts {
  readonly gateway: Pick<
    Gateway,
    'current' | 'counts' | 'upstreamStatuses' | 'upstreamLoads' | 'counters' | 'approvals'
  >;
  readonly tokens: () => TokenMetrics;
  readonly sessions: { readonly size: number };
  readonly activity: { health(): { readonly lostRecords: number } };
  readonly version: string;
}

/** Has each reading include what the parts of the gateway count themselves. */
export function watchGateway(metrics: Metrics, parts: WatchedParts): void {
  const { gateway, tokens, sessions, activity, version } = parts;
  metrics.watch((put) => {
    put('enkrypt_build_info', [version], 1);
    put('enkrypt_start_time_seconds', [], metrics.startedAt / 1_000);
    const { user, system } = process.cpuUsage();
    put('enkrypt_process_cpu_seconds_total', [], (user + system) / 1e6);
    put('enkrypt_process_resident_memory_bytes', [], process.memoryUsage.rss());
    put('enkrypt_active_requests', [], gateway.counts().active);
    put('enkrypt_active_sessions', [], sessions.size);
    put('enkrypt_approvals_waiting', [], gateway.approvals.desk.list().length);
    put('enkrypt_activity_records_lost_total', [], activity.health().lostRecords);
    put('enkrypt_timeout_active_operations', [], gateway.current().timeouts.activeOperations().length);
    for (const { event, server = '', count } of gateway.counters.list()) {
      put('enkrypt_limit_events_total', [event, server], count);
    }
  });
  metrics.watch((put) => {
    for (const { configId, server, state, restarts } of gateway.upstreamStatuses()) {
      put('enkrypt_upstream_state', [configId, server, state], 1);
      put('enkrypt_upstream_restarts_total', [configId, server], restarts);
    }
    for (const { configId, server, active, waiting } of gateway.upstreamLoads()) {
      put('enkrypt_upstream_requests_active', [configId, server], active);
      put('enkrypt_upstream_queue_length', [configId, server], waiting);
    }
  });
  metrics.watch((put) => {
    const counted = tokens();
    put('enkrypt_oauth_token_acquisitions_total', ['success'], counted.token_acquisitions_success);
    put('enkrypt_oauth_token_acquisitions_total', ['failure'], counted.token_acquisitions_failure);
    const ms = counted.avg_latency_ms * counted.token_acquisitions_total;
    put('enkrypt_oauth_token_acquisition_seconds_total', [], ms / 1_000);
    put('enkrypt_oauth_token_refreshes_total', [], counted.token_refreshes);
    put('enkrypt_oauth_token_invalidations_total', [], counted.token_invalidations);
    put('enkrypt_oauth_token_expirations_total', [], counted.token_expirations);
    put('enkrypt_oauth_active_tokens', [], counted.active_tokens);
    put('enkrypt_cache_hits_total', ['oauth-tokens'], counted.token_cache_hits);
    put('enkrypt_cache_misses_total', ['oauth-tokens'], counted.token_cache_misses);
  });
  metrics.watch((put) => {
    for (const sink of gateway.current().telemetry) {
      for (const { provider, signal, exported, dropped, isUp } of sink.signals?.() ?? []) {
        put('enkrypt_telemetry_exported_total', [provider, signal], exported);
        put('enkrypt_telemetry_dropped_total', [provider, signal], dropped);
        put('enkrypt_telemetry_up', [provider, signal], isUp ? 1 : 0);
      }
    }
  });
}
