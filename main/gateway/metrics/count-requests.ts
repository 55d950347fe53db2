import { DETECTORS, type DetectorName } from '../../../shared/model/detectors';
import type { ActivityRecord, JudgementRecord } from '../../../shared/model/activity';
import type { TelemetrySink } from '../ports/telemetry-sink';
import type { Metrics } from './metrics';

const RECENT_MS = 5 * 60_000;
/** Users are configured, but a provider of credentials may name any number of them. */
const MAX_USERS = 10_000;

/** Methods that are counted by name; a client may send any other. */
const METHODS: ReadonlySet<string> = new Set(
  (
    'initialize ping server/discover tools/list tools/call prompts/list prompts/get resources/list ' +
    'resources/templates/list resources/read resources/subscribe resources/unsubscribe completion/complete ' +
    'logging/setLevel tasks/get tasks/list tasks/result tasks/cancel tasks/update subscriptions/listen ' +
    'sampling/createMessage elicitation/create roots/list'
  ).split(' '),
);

/** Counts requests by what their records say, when they end. */
export function createRequestMeter(metrics: Metrics, now: () => number): TelemetrySink {
  const lastSeen = new Map<string, number>();
  metrics.watch((put) => {
    for (const [user, at] of lastSeen) if (now() - at > RECENT_MS) lastSeen.delete(user);
    put('enkrypt_active_users', [], lastSeen.size);
  });
  return {
    record(record) {
      if (record.userId !== undefined && (lastSeen.size < MAX_USERS || lastSeen.has(record.userId))) {
        lastSeen.set(record.userId, now());
      }
      // No request ended: a person decided about one that had ended before.
      if (record.transport !== 'desk') countRequest(record, metrics);
      for (const judgement of record.judgements) countJudgement(judgement, record, metrics);
      for (const { outcome, direction, waitedMs } of record.approvals ?? []) {
        metrics.add('enkrypt_approvals_total', [outcome.split(':', 1)[0] ?? '', direction]);
        metrics.observe('enkrypt_approval_wait_seconds', [], waitedMs / 1_000);
      }
    },
    flush: () => Promise.resolve(),
  };
}

function countRequest(record: ActivityRecord, metrics: Metrics): void {
  const method = METHODS.has(record.method) ? record.method : 'other';
  metrics.add('enkrypt_requests_total', [method, record.outcome, record.transport]);
  metrics.observe('enkrypt_request_duration_seconds', [method], record.ms / 1_000);
  if (record.error !== undefined) metrics.add('enkrypt_request_errors_total', [errorLabel(record.error)]);
  const { server, name, projectId = '' } = record;
  if (method !== 'tools/call' || server === undefined || name === undefined) return;
  const call = [server, name, projectId] as const;
  metrics.add('enkrypt_tool_calls_total', call);
  metrics.observe('enkrypt_tool_call_duration_seconds', [server, name], record.ms / 1_000);
  if (server === 'gateway' && name === 'enkrypt_list_all_servers') metrics.add('enkrypt_list_all_servers_calls', []);
  if (record.outcome === 'ok') return metrics.add('enkrypt_tool_call_success_total', call);
  metrics.add('enkrypt_tool_call_failure_total', call);
  if (record.outcome === 'blocked' || record.outcome === 'denied') {
    metrics.add('enkrypt_tool_call_blocked_total', call);
  } else {
    const error = record.error === undefined ? record.outcome : errorLabel(record.error);
    metrics.add('enkrypt_tool_call_errors_total', [...call, error]);
  }
}

/** A server may answer with any JSON-RPC code. */
const errorLabel = (error: string): string => (error.startsWith('RPC ') ? 'RPC' : error);

function countJudgement(judgement: JudgementRecord, { server = '', projectId = '' }: ActivityRecord, metrics: Metrics) {
  const { guardrail, provider, phase, action } = judgement;
  metrics.add('enkrypt_guardrail_checks_total', [guardrail, provider, phase, action]);
  metrics.observe('enkrypt_guardrail_duration_seconds', [guardrail, phase], judgement.ms / 1_000);
  const detectors = detectorsOf(judgement);
  const isBlocked = action === 'block' || action === 'failed-closed';
  if (isBlocked && judgement.monitored !== true) {
    const culprits = detectors.size === 0 ? ['none'] : detectors;
    for (const detector of culprits) {
      metrics.add('enkrypt_guardrail_blocks_total', [detector, guardrail, phase, server]);
    }
  }
  for (const detector of detectors) {
    const violation = [detector, action, server, projectId] as const;
    metrics.add('enkrypt_guardrail_violations_total', violation);
    if (phase === 'input') metrics.add('enkrypt_input_guardrail_violations_total', violation);
    if (phase === 'output') metrics.add('enkrypt_output_guardrail_violations_total', violation);
    if (detector === 'relevancy') metrics.add('enkrypt_relevancy_violations_total', violation);
    if (detector === 'adherence') metrics.add('enkrypt_adherence_violations_total', violation);
    if (detector === 'hallucination') metrics.add('enkrypt_hallucination_violations_total', violation);
  }
}

/** A guardrail that decides by itself names rules, and no detector: then the rule is what it has, or its own name. */
function detectorsOf({ findings = [], rules, guardrail }: JudgementRecord): ReadonlySet<string> {
  const named = findings.flatMap(({ detector }) => (detector === undefined ? [] : [detector]));
  if (named.length > 0) return new Set(named);
  if (rules.length === 0) return new Set();
  return new Set(rules.map((rule) => (isDetector(rule) ? rule : guardrail)));
}

const isDetector = (rule: string): rule is DetectorName => Object.hasOwn(DETECTORS, rule);
