import type { MetricRow } from '../ports/metrics';

type Spec<Kind extends MetricRow['kind'], Labels extends readonly string[]> = Omit<MetricRow, 'name'> & {
  readonly kind: Kind;
  readonly labels: Labels;
};

const counter = <const Labels extends readonly string[] = []>(
  help: string,
  labels: Labels = [] as unknown as Labels,
  unit: MetricRow['unit'] = '1',
): Spec<'counter', Labels> => ({ kind: 'counter', unit, help, labels });

const gauge = <const Labels extends readonly string[] = []>(
  help: string,
  labels: Labels = [] as unknown as Labels,
  unit: MetricRow['unit'] = '1',
): Spec<'gauge', Labels> => ({ kind: 'gauge', unit, help, labels });

/** Seconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

const seconds = <const Labels extends readonly string[] = []>(
  help: string,
  labels: Labels = [] as unknown as Labels,
): Spec<'histogram', Labels> => ({ kind: 'histogram', unit: 's', help, labels, buckets: BUCKETS });

const CALL = ['server_name', 'tool_name', 'project_id'] as const;
const VIOLATION = ['detector', 'action', 'server_name', 'project_id'] as const;

/**
 * Every metric there is. What Prometheus and OTLP are given and the table of docs/telemetry.md come from here. Names
 * that the base product has are its own; label values are bounded, see createMetrics.
 */
export const METRICS = {
  // Requests of clients.
  enkrypt_requests_total: counter('Requests that ended.', ['method', 'outcome', 'transport']),
  enkrypt_request_duration_seconds: seconds('From arrival to answer.', ['method']),
  enkrypt_request_errors_total: counter('Requests that did not succeed, by error id.', ['error']),
  enkrypt_active_requests: gauge('Requests under way.'),

  // Tool calls.
  enkrypt_tool_calls_total: counter('Tool calls that ended.', CALL),
  enkrypt_tool_call_duration_seconds: seconds('Tool calls from arrival to answer.', ['server_name', 'tool_name']),
  enkrypt_tool_call_success_total: counter('Tool calls that succeeded.', CALL),
  enkrypt_tool_call_failure_total: counter('Tool calls that did not succeed, whatever the reason.', CALL),
  enkrypt_tool_call_errors_total: counter('Tool calls that failed or for which the tool reported an error.', [
    ...CALL,
    'error',
  ]),
  enkrypt_tool_call_blocked_total: counter('Tool calls that a guardrail blocked or a person denied.', CALL),

  // Servers and what they offer.
  enkrypt_list_all_servers_calls: counter('Calls of the gateway tool enkrypt_list_all_servers.'),
  enkrypt_servers_discovered: counter('Times that a server was asked for its tools and told them.', ['server_name']),
  enkrypt_upstream_state: gauge('Connections to servers, by state.', ['config_id', 'server_name', 'state']),
  enkrypt_upstream_restarts_total: counter('Starts after a crash.', ['config_id', 'server_name']),
  enkrypt_upstream_requests_active: gauge('Requests that a server is working on.', ['config_id', 'server_name']),
  enkrypt_upstream_queue_length: gauge('Requests that wait in line for a server.', ['config_id', 'server_name']),
  enkrypt_upstream_request_duration_seconds: seconds('Requests to servers, waiting in line included.', [
    'server_name',
    'outcome',
  ]),

  // Caches.
  enkrypt_cache_hits_total: counter('Found in a cache.', ['cache']),
  enkrypt_cache_misses_total: counter('Not found in a cache.', ['cache']),

  // Guardrails.
  enkrypt_guardrail_checks_total: counter('Judgements of guardrails, by what they came to.', [
    'guardrail',
    'provider',
    'phase',
    'action',
  ]),
  enkrypt_guardrail_duration_seconds: seconds('One judgement of one guardrail.', ['guardrail', 'phase']),
  enkrypt_guardrail_blocks_total: counter('Contents that were blocked, by the detector that brought it about.', [
    'detector',
    'guardrail',
    'phase',
    'server_name',
  ]),
  enkrypt_guardrail_violations_total: counter('Detectors that found something, in any phase.', VIOLATION),
  enkrypt_input_guardrail_violations_total: counter('Detectors that found something in a request.', VIOLATION),
  enkrypt_output_guardrail_violations_total: counter('Detectors that found something in a result.', VIOLATION),
  enkrypt_relevancy_violations_total: counter('Results that do not belong to their request.', VIOLATION),
  enkrypt_adherence_violations_total: counter('Results that do not keep to their context.', VIOLATION),
  enkrypt_hallucination_violations_total: counter('Results that seem made up.', VIOLATION),
  enkrypt_pii_redactions_total: counter('Values that were replaced in contents, by what they are.', [
    'entity',
    'phase',
    'server_name',
  ]),

  // People.
  enkrypt_approvals_total: counter('Questions to people, by how they ended.', ['outcome', 'direction']),
  enkrypt_approval_wait_seconds: seconds('How long calls waited for people.'),
  enkrypt_approvals_waiting: gauge('Calls that wait for a person now.'),

  // Who asks.
  enkrypt_auth_success_total: counter('Credentials that were accepted.'),
  enkrypt_auth_failure_total: counter('Credentials that were refused, by error code.', ['reason']),
  enkrypt_active_sessions: gauge('Open sessions of clients of the legacy era.'),
  enkrypt_active_users: gauge('Users with a request in the last five minutes.'),

  // The admin API.
  enkrypt_api_requests_total: counter('Requests of the admin API.', ['method', 'route', 'status']),
  enkrypt_api_request_duration_seconds: seconds('Requests of the admin API.', ['method', 'route']),

  // Time limits.
  enkrypt_timeout_operations_total: counter('Operations under a time limit that ended.', ['operation_type']),
  enkrypt_timeout_operations_successful: counter('Of those, the ones that succeeded.', ['operation_type']),
  enkrypt_timeout_operations_failed: counter('Of those, the ones that failed in time.', ['operation_type']),
  enkrypt_timeout_operations_timed_out: counter('Of those, the ones that took too long.', ['operation_type']),
  enkrypt_timeout_operations_cancelled: counter('Of those, the ones that were taken back.', ['operation_type']),
  enkrypt_timeout_escalation_warn: counter('Operations that came close to their limit.', ['operation_type']),
  enkrypt_timeout_escalation_timeout: counter('Operations that reached their limit.', ['operation_type']),
  enkrypt_timeout_escalation_fail: counter('Operations that went on long after their limit.', ['operation_type']),
  enkrypt_timeout_operation_duration_seconds: seconds('Operations under a time limit.', ['operation_type']),
  enkrypt_timeout_active_operations: gauge('Operations under a time limit that run now.'),

  // Tokens for servers (OAuth).
  enkrypt_oauth_token_acquisitions_total: counter('Requests for tokens.', ['result']),
  enkrypt_oauth_token_acquisition_seconds_total: counter('Time that requests for tokens took in all.', [], 's'),
  enkrypt_oauth_token_refreshes_total: counter('Tokens that were renewed.'),
  enkrypt_oauth_token_invalidations_total: counter('Tokens that were thrown away.'),
  enkrypt_oauth_token_expirations_total: counter('Tokens that ran out.'),
  enkrypt_oauth_active_tokens: gauge('Tokens that are held now.'),

  // Limits.
  enkrypt_limit_events_total: counter('What limits did.', ['event', 'server_name']),

  // The gateway itself.
  enkrypt_build_info: gauge('Always 1; the version is in the label.', ['version']),
  enkrypt_start_time_seconds: gauge('When the gateway started, in seconds since 1970.', [], 's'),
  enkrypt_event_loop_lag_seconds: gauge('How late timers were in the last minute or two.', ['quantile'], 's'),
  enkrypt_process_cpu_seconds_total: counter('Processor time of the gateway process.', [], 's'),
  enkrypt_process_resident_memory_bytes: gauge('Memory of the gateway process.', [], 'By'),
  enkrypt_activity_records_lost_total: counter('Activity records that could not be written.'),
  enkrypt_telemetry_exported_total: counter('What telemetry providers sent.', ['provider', 'signal']),
  enkrypt_telemetry_dropped_total: counter('What telemetry providers could not send.', ['provider', 'signal']),
  enkrypt_telemetry_up: gauge('1 while a telemetry provider can send.', ['provider', 'signal']),
} as const satisfies Readonly<Record<string, Omit<MetricRow, 'name'>>>;

export type MetricName = keyof typeof METRICS;
type NamesOf<Kind> = { [N in MetricName]: (typeof METRICS)[N]['kind'] extends Kind ? N : never }[MetricName];
export type CounterName = NamesOf<'counter'>;
export type HistogramName = NamesOf<'histogram'>;
export type ValueName = NamesOf<'counter' | 'gauge'>;
/** A text for each label of the metric. */
export type LabelsOf<N extends MetricName> = TextFor<(typeof METRICS)[N]['labels']>;
type TextFor<Labels extends readonly string[]> = { readonly [I in keyof Labels]: string };
