import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DetectedFinding, Report } from '../../shared/model/verdict';
import type { DetectorName } from '../../shared/model/detectors';
import { definePlugin } from '../../main/gateway/ports/plugin';
import { METRICS, type MetricName } from '../../main/gateway/metrics/metric-table';
import { prometheusName } from '../../main/plugins/telemetry/lib/exposition';
import { z } from 'zod';
import { startAuthorizationServer, type AuthorizationServer } from '../support/authorization-server';
import { createOAuthStage } from '../support/oauth-stage';
import { seatClerk } from '../support/clerk';
import { judgingPlugin, objecting } from '../support/judging-plugin';
import { readExposition, type Sample, scrape } from '../support/metrics-page';
import { eventually, fixture, openTestHouse, type TestHouse, toolCall } from '../support/test-house';

/** Reports what the words of a text ask for, as the detectors that a model runs would. */
const wordy = definePlugin({
  kind: 'guardrail',
  name: 'wordy',
  title: 'wordy',
  options: z.strictObject({}),
  create: () => ({
    phases: new Set(['output'] as const),
    inspect: ({ content }): Report => {
      const text = JSON.stringify(content);
      const named = (['relevancy', 'adherence', 'hallucination'] as const).filter((name) => text.includes(name));
      return { action: 'report', findings: named.map(findingOf) };
    },
  }),
});
const findingOf = (detector: DetectorName): DetectedFinding => ({
  rule: detector,
  detector,
  score: 1,
  severity: 'high',
  message: 'as asked',
});

/** Does not heed that nobody waits for it any more. */
const stubborn = judgingPlugin('stubborn', ['input'], ({ content }) =>
  JSON.stringify(content).includes('stubborn') ? new Promise(() => undefined) : { action: 'allow' },
);
const asking = judgingPlugin('asking', ['input'], ({ content }) =>
  JSON.stringify(content).includes('ask somebody') ? objecting('ask') : { action: 'allow' },
);

/** What no traffic of a healthy gateway can make rise; each has a test of its own elsewhere, or below. */
const ZERO_IN_PEACE: ReadonlySet<MetricName> = new Set<MetricName>([
  'enkrypt_active_requests',
  'enkrypt_upstream_requests_active',
  'enkrypt_upstream_queue_length',
  'enkrypt_approvals_waiting',
  'enkrypt_timeout_active_operations',
  'enkrypt_activity_records_lost_total',
  'enkrypt_telemetry_dropped_total',
  // Shown with a server that wants tokens, below.
  'enkrypt_oauth_token_acquisitions_total',
  'enkrypt_oauth_token_acquisition_seconds_total',
  'enkrypt_oauth_token_refreshes_total',
  'enkrypt_oauth_token_invalidations_total',
  'enkrypt_oauth_token_expirations_total',
  'enkrypt_oauth_active_tokens',
]);

let one: TestHouse;
let samples: readonly Sample[];
let types: ReadonlyMap<string, string>;

beforeAll(async () => {
  one = await openTestHouse({
    servers: { friendly: { ...fixture('friendly.mjs'), toolTimeout: 0.4 } },
    extraPlugins: [wordy, stubborn, asking],
    config: {
      guardrails: [
        { name: 'local', use: 'local' },
        { name: 'words', use: 'custom-keyword', options: { words: ['forbidden'] } },
        { name: 'wordy', use: 'wordy' },
        { name: 'stubborn', use: 'stubborn', timeout: 0.2 },
        { name: 'asking', use: 'asking' },
      ],
      policy: {
        approvals: { ask: 'nothing' },
        detectors: {
          pii: { action: { input: 'redact' }, severity: 'low' },
          relevancy: { action: 'flag' },
          adherence: { action: 'flag' },
          hallucination: { action: 'flag' },
        },
      },
      telemetry: [{ use: 'prometheus' }, { use: 'file' }],
    },
  });
  await makeTraffic(one);
  const text = await scrape(one.house.addresses.admin, one.directory);
  ({ samples, types } = readExposition(text));
});
afterAll(() => one.stop());

async function makeTraffic(house: TestHouse): Promise<void> {
  const client = await house.legacyClient();
  const call = (name: string, args: Record<string, unknown> = {}) => client.callTool({ name, arguments: args });
  await client.listTools();
  await call('friendly__echo', { text: 'hello' });
  await call('friendly__echo', { text: 'relevancy adherence hallucination' });
  await call('friendly__echo', { text: 'forbidden' });
  await call('friendly__echo', { text: 'write to ada.lovelace@example.org' });
  await call('friendly__echo', { text: 'stubborn' });
  // The tool takes half a second more than it may.
  await call('friendly__slow', { steps: 9, stepMs: 100 });
  await call('enkrypt_list_all_servers');
  await client.callTool({ name: 'friendly__nothing' }).catch(() => undefined);
  const clerk = seatClerk(house);
  const held = call('friendly__echo', { text: 'ask somebody' }).catch(() => undefined);
  await clerk.answer('deny');
  await held;
  clerk.leave();
  const leaving = new AbortController();
  const left = client.callTool({ name: 'friendly__slow', arguments: { steps: 3, stepMs: 100 } }, undefined, {
    signal: leaving.signal,
  });
  setTimeout(() => leaving.abort(), 100);
  await left.catch(() => undefined);
  // Its server falls, and is started again for the next one.
  await call('friendly__die').catch(() => undefined);
  await eventually(async () => (await call('friendly__pid')).isError !== true);
  await house.post(toolCall('friendly__echo'), { headers: { authorization: 'Bearer not-a-key' } });
  await house.post(`${'['.repeat(1_000)}${']'.repeat(1_000)}`);
  await fetch(`${house.house.addresses.admin}/health`);
  await house.house.gateway.current().telemetry.at(-1)?.flush();
}

const valuesOf = (name: MetricName): readonly Sample[] => {
  const shown = prometheusName({ name, kind: METRICS[name].kind });
  const counted = METRICS[name].kind === 'histogram' ? `${shown}_count` : shown;
  return samples.filter((sample) => sample.name === counted);
};
const sum = (name: MetricName, labels: Readonly<Record<string, string>> = {}): number =>
  valuesOf(name)
    .filter((sample) => Object.entries(labels).every(([label, value]) => sample.labels[label] === value))
    .reduce((total, { value }) => total + value, 0);

describe('a scrape after traffic', () => {
  it.each(Object.keys(METRICS) as MetricName[])('holds %s', (name) => {
    const { kind, labels } = METRICS[name];
    expect(types.get(prometheusName({ name, kind }))).toBe(kind);
    for (const { labels: shown } of valuesOf(name)) {
      expect(Object.keys(shown)).toEqual([...labels]);
    }
    if (!ZERO_IN_PEACE.has(name)) expect(sum(name)).toBeGreaterThan(0);
  });

  it('counts each call once, as what it was', () => {
    const echo = { server_name: 'friendly', tool_name: 'echo', project_id: 'demo' };
    expect(sum('enkrypt_tool_calls_total', echo)).toBe(6);
    expect(sum('enkrypt_tool_call_success_total', echo)).toBe(3);
    expect(sum('enkrypt_tool_call_blocked_total', echo)).toBe(3);
    expect(sum('enkrypt_tool_call_failure_total', echo)).toBe(3);
    expect(sum('enkrypt_tool_call_duration_seconds', { server_name: 'friendly', tool_name: 'echo' })).toBe(6);
    expect(sum('enkrypt_tool_call_errors_total', { tool_name: 'slow', error: 'TOOL_004' })).toBe(1);
    expect(sum('enkrypt_list_all_servers_calls')).toBe(1);
    expect(sum('enkrypt_pii_redactions_total', { entity: 'EMAIL', phase: 'input' })).toBe(1);
    expect(sum('enkrypt_guardrail_blocks_total', { guardrail: 'words' })).toBe(1);
    expect(sum('enkrypt_relevancy_violations_total', { detector: 'relevancy', action: 'flag' })).toBe(1);
    expect(sum('enkrypt_auth_failure_total', { reason: 'invalid_credentials' })).toBe(1);
    expect(sum('enkrypt_approvals_total', { outcome: 'denied_user' })).toBe(1);
    expect(sum('enkrypt_timeout_escalation_fail', { operation_type: 'guardrail' })).toBe(1);
    expect(sum('enkrypt_upstream_restarts_total', { server_name: 'friendly' })).toBe(1);
    expect(sum('enkrypt_active_sessions')).toBe(1);
    expect(sum('enkrypt_active_users')).toBe(1);
  });

  it('has buckets that rise to their count', () => {
    const { name, labels } = valuesOf('enkrypt_request_duration_seconds')[0]!;
    const buckets = samples.filter(
      (sample) => sample.name === name.replace('_count', '_bucket') && sample.labels['method'] === labels['method'],
    );
    const counts = buckets.map(({ value }) => value);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(buckets.at(-1)).toMatchObject({ labels: { le: '+Inf' } });
  });
});

describe('tokens for servers', () => {
  let server: AuthorizationServer;
  const stage = createOAuthStage(() => server);
  beforeAll(async () => {
    server = await startAuthorizationServer();
  });
  afterAll(async () => {
    await stage.clear();
    await server.stop();
  });

  it('are counted as they are got and lost', async () => {
    const { id, secret } = server.clients.basic;
    const { house, made } = await stage.open({
      oauth: { grant: 'client_credentials', clientId: id, clientSecret: secret },
    });
    await house.call('whoami__add', { a: 1, b: 2 });
    await house.call('whoami__add', { a: 1, b: 2 });
    made.revokeAll();
    await house.call('whoami__add', { a: 1, b: 2 });
    const { addresses } = JSON.parse(await readFile(join(house.directory, 'run/gateway.json'), 'utf8')) as {
      readonly addresses: { readonly admin: string };
    };
    const text = await scrape(addresses.admin, house.directory);
    const counted = readExposition(text).samples;
    const value = (name: string, labels: object = {}) =>
      counted.find((sample) => sample.name === name && expectLabels(sample, labels))?.value ?? 0;
    const expectLabels = (sample: Sample, labels: object) =>
      Object.entries(labels).every(([label, text]) => sample.labels[label] === text);
    expect(value('enkrypt_oauth_token_acquisitions_total', { result: 'success' })).toBe(2);
    expect(value('enkrypt_oauth_token_acquisition_seconds_total')).toBeGreaterThan(0);
    expect(value('enkrypt_oauth_token_invalidations_total')).toBe(1);
    expect(value('enkrypt_oauth_active_tokens')).toBe(1);
    expect(value('enkrypt_cache_hits_total', { cache: 'oauth-tokens' })).toBeGreaterThan(0);
    expect(value('enkrypt_cache_misses_total', { cache: 'oauth-tokens' })).toBeGreaterThan(0);
  });
});
