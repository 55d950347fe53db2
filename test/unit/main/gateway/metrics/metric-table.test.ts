import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { METRICS, type MetricName } from '../../../../../main/gateway/metrics/metric-table';
import { prometheusName } from '../../../../../main/plugins/telemetry/lib/exposition';

/** Base product §10.2. */
const BASE = `
  list_all_servers_calls servers_discovered cache_hits_total cache_misses_total tool_calls_total tool_call_duration_seconds
  api_requests_total api_request_duration_seconds guardrail_violations_total input_guardrail_violations_total
  output_guardrail_violations_total relevancy_violations_total adherence_violations_total hallucination_violations_total
  tool_call_success_total tool_call_failure_total tool_call_errors_total tool_call_blocked_total auth_success_total
  auth_failure_total active_sessions active_users pii_redactions_total timeout_operations_total
  timeout_operations_successful timeout_operations_timed_out timeout_operations_cancelled timeout_escalation_warn
  timeout_escalation_timeout timeout_escalation_fail timeout_operation_duration_seconds timeout_active_operations`
  .split(/\s+/)
  .filter(Boolean)
  .map((name) => `enkrypt_${name}`);

const documented = (): readonly string[] => {
  const text = readFileSync(new URL('../../../../../docs/telemetry.md', import.meta.url), 'utf8');
  return text.split('\n').filter((line) => line.startsWith('| `enkrypt_'));
};

function rowOf(name: MetricName): string {
  const { kind, unit, labels, help } = METRICS[name];
  const shown = prometheusName({ name, kind });
  const cells = [`\`${shown}\``, kind, unit, labels.map((label) => `\`${label}\``).join(' '), help];
  return `| ${cells.join(' | ')} |`.replaceAll('|  |', '| |');
}

describe('the table of metrics', () => {
  it('has every metric of the base product', () => {
    expect(BASE).toHaveLength(32);
    for (const name of BASE) expect(Object.keys(METRICS)).toContain(name);
  });

  it('is what docs/telemetry.md says, row by row', () => {
    expect(documented()).toEqual((Object.keys(METRICS) as MetricName[]).map(rowOf));
  });

  it('has names and labels that Prometheus takes, and says what each is in a sentence', () => {
    for (const [name, { help, labels }] of Object.entries(METRICS)) {
      expect(name).toMatch(/^enkrypt_[a-z_]+$/);
      expect(help).toMatch(/^[A-Z0-9].*\.$/);
      for (const label of labels) expect(label).toMatch(/^[a-z_]+$/);
      expect(labels).not.toContain('le');
    }
  });
});
