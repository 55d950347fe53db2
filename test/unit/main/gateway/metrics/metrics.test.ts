import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../../../../main/gateway/metrics/metrics';
import { exposition } from '../../../../../main/plugins/telemetry/lib/exposition';

const familyOf = (metrics: ReturnType<typeof createMetrics>, name: string) =>
  metrics.collect().find(({ row }) => row.name === name)!;

describe('metrics', () => {
  it('keep label values within bounds: what is too much is counted together', () => {
    const metrics = createMetrics(Date.now);
    for (let count = 0; count < 3_000; count += 1) metrics.add('enkrypt_servers_discovered', [`server ${count}`]);
    for (let count = 0; count < 3_000; count += 1) {
      metrics.observe('enkrypt_tool_call_duration_seconds', ['s', `tool ${count}`], 1);
    }
    metrics.add('enkrypt_request_errors_total', ['x'.repeat(10_000)]);
    const { values } = familyOf(metrics, 'enkrypt_servers_discovered');
    expect(values).toHaveLength(1_001);
    expect(values.find(({ labels }) => labels[0] === 'other')!.value).toBe(2_000);
    const { histograms } = familyOf(metrics, 'enkrypt_tool_call_duration_seconds');
    expect(histograms).toHaveLength(301);
    expect(histograms.reduce((sum, { count }) => sum + count, 0)).toBe(3_000);
    expect(familyOf(metrics, 'enkrypt_request_errors_total').values[0]!.labels[0]).toHaveLength(128);
  });

  it('put a value into the bucket whose bound it does not exceed', () => {
    const metrics = createMetrics(Date.now);
    for (const value of [0, 0.001, 0.0011, 300, 301]) metrics.observe('enkrypt_approval_wait_seconds', [], value);
    const { counts, sum, count } = familyOf(metrics, 'enkrypt_approval_wait_seconds').histograms[0]!;
    expect([counts[0], counts[1], counts.at(-2), counts.at(-1)]).toEqual([2, 1, 1, 1]);
    expect(sum).toBeCloseTo(601.0021);
    expect(count).toBe(5);
  });

  it('add up what is handed in at a reading, and begin anew at the next', () => {
    const metrics = createMetrics(Date.now);
    metrics.watch((put) => {
      put('enkrypt_upstream_state', ['c', 's', 'ready'], 1);
      put('enkrypt_upstream_state', ['c', 's', 'ready'], 1);
    });
    for (let reading = 0; reading < 2; reading += 1) {
      expect(familyOf(metrics, 'enkrypt_upstream_state').values).toEqual([{ labels: ['c', 's', 'ready'], value: 2 }]);
    }
  });

  it('are written so that no label can break a line', () => {
    const metrics = createMetrics(Date.now);
    metrics.add('enkrypt_servers_discovered', ['a"b\\c\nd{}']);
    const lines = exposition(metrics.collect()).split('\n');
    expect(lines).toContain('enkrypt_servers_discovered_total{server_name="a\\"b\\\\c\\nd{}"} 1');
    expect(lines).toContain('enkrypt_list_all_servers_calls_total 0');
    expect(lines).toContain('enkrypt_approval_wait_seconds_bucket{le="+Inf"} 0');
  });
});
