import { afterEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/model/json-rpc';
import { METRICS } from '../../main/gateway/metrics/metric-table';
import { createAuthority } from '../support/certificates';
import {
  attributesOf,
  type Collector,
  startGrpcCollector,
  startHttpCollector,
  UNAVAILABLE,
} from '../support/otlp-collector';
import { eventually, fixture, modernRequest, openTestHouse, type TestHouse, textOf } from '../support/test-house';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const CLIENT = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };
const traceparent = `00-${CLIENT.traceId}-${CLIENT.spanId}-01`;

async function collect(kind: 'http' | 'grpc', options: Parameters<typeof startHttpCollector>[0] = {}) {
  const collector = await (kind === 'grpc' ? startGrpcCollector(options) : startHttpCollector(options));
  ends.push(() => collector.stop());
  return collector;
}

async function openWith(options: JsonObject, more: object = {}): Promise<TestHouse> {
  const house = await openTestHouse({
    servers: { friendly: fixture('friendly.mjs') },
    config: {
      policy: { approvals: { ask: 'nothing' } },
      telemetry: [{ use: 'opentelemetry', options }],
      ...more,
    },
  });
  ends.push(() => house.stop());
  return house;
}

function callTool(house: TestHouse, name: string, args: JsonObject = {}, headers: Record<string, string> = {}) {
  const request = modernRequest('tools/call', { name: `friendly__${name}`, arguments: args });
  return house.post(request.body, { headers: { ...request.headers, ...headers } });
}

const flush = (house: TestHouse): Promise<void> => house.house.gateway.current().telemetry.at(-1)!.flush();

const PROTOCOLS = [
  ['http', 'http'],
  ['http-json', 'http'],
  ['grpc', 'grpc'],
] as const;

describe.each(PROTOCOLS)('over %s', (protocol, kind) => {
  it('a collector gets the spans of a call, in the trace of its client, and so does the server', async () => {
    const collector = await collect(kind);
    const house = await openWith({ protocol, url: collector.url, serviceName: 'gate', jobName: 'night' });
    const before = Date.now();
    const { body } = await callTool(house, 'echo', { text: 'hello' }, { traceparent, tracestate: 'vendor=1' });
    const heard = (body.result as { readonly received: { readonly _meta: Record<string, string> } }).received._meta;
    await flush(house);
    const spans = collector.spans();

    const [server] = spans.filter(({ kind: spanKindNumber }) => spanKindNumber === 2);
    expect(server).toMatchObject({
      traceId: CLIENT.traceId,
      parentSpanId: CLIENT.spanId,
      traceState: 'vendor=1',
      name: 'tools/call echo',
    });
    expect(attributesOf(server!)).toMatchObject({
      'mcp.method.name': 'tools/call',
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': 'echo',
      'jsonrpc.request.id': '1',
      'network.transport': 'tcp',
      server_name: 'friendly',
      tool_name: 'echo',
      project_id: 'demo',
      user_id: 'ada',
      key_id: house.keyId,
      outcome: 'ok',
    });
    expect(String(attributesOf(server!)['custom_id'])).toHaveLength(36);
    const children = spans.filter(({ parentSpanId }) => parentSpanId === server!.spanId).map(({ name }) => name);
    expect(children).toEqual([
      'authenticate',
      'load_profile',
      'route',
      'check_arguments',
      'guard_input',
      'apply_argument_rules',
      'await_approval',
      'call_upstream',
      'guard_output',
      'shorten',
    ]);
    const byName = (name: string) => spans.find((span) => span.name === name)!;
    const [asked] = spans.filter(({ parentSpanId }) => parentSpanId === byName('authenticate').spanId);
    expect(asked!.name).toBe('auth local-api-key');
    const sent = spans.find(({ kind: number }) => number === 3)!;
    expect(sent).toMatchObject({ name: 'tools/call echo', parentSpanId: byName('call_upstream').spanId });
    expect(attributesOf(sent)).toMatchObject({ server_name: 'friendly', 'network.transport': 'pipe' });
    expect(heard).toMatchObject({
      traceparent: `00-${CLIENT.traceId}-${sent.spanId}-01`,
      tracestate: 'vendor=1',
    });
    const guards = spans.filter(({ name }) => name === 'guardrail local');
    // What the server says of itself and of its tool is judged at the first call.
    expect(guards.map((span) => attributesOf(span)['guardrail.phase'])).toEqual([
      'server',
      'listing',
      'input',
      'output',
    ]);
    expect(guards.map(({ parentSpanId }) => parentSpanId)).toEqual([
      byName('guard_input').spanId,
      byName('guard_input').spanId,
      byName('guard_input').spanId,
      byName('guard_output').spanId,
    ]);
    for (const span of spans) {
      expect(span.traceId).toBe(CLIENT.traceId);
      expect(span.spanId).toMatch(/^[0-9a-f]{16}$/);
      const [start, end] = [Number(span.startTimeUnixNano) / 1e6, Number(span.endTimeUnixNano) / 1e6];
      expect(start).toBeGreaterThan(before - 1_000);
      expect(end).toBeGreaterThanOrEqual(start);
      expect(end).toBeLessThan(Date.now() + 1_000);
    }
    const resource = attributesOf(collector.requests[0]!.whole['resourceSpans']![0]!.resource);
    expect(resource).toMatchObject({ 'service.name': 'gate', job: 'night' });
  });

  it('a collector sees what is judged of definitions, once, and who is asked within a composite', async () => {
    const collector = await collect(kind);
    const members = [{ use: 'local' }, { use: 'local' }];
    const guardrails = [{ name: 'both', use: 'composite', options: { logic: 'any', guardrails: members } }];
    const house = await openWith({ protocol, url: collector.url }, { guardrails });
    for (const text of ['first', 'second']) await callTool(house, 'echo', { text });
    await flush(house);
    const spans = collector.spans();
    const both = spans.filter(({ name }) => name === 'guardrail both');
    const ofPhase = (phase: string) => both.filter((span) => attributesOf(span)['guardrail.phase'] === phase);
    expect(ofPhase('input')).toHaveLength(2);
    expect(ofPhase('listing').map((span) => attributesOf(span)['guardrail.target'])).toEqual(['echo']);
    for (const { spanId } of both) {
      const inner = spans.filter(({ parentSpanId }) => parentSpanId === spanId).map(({ name }) => name);
      expect(inner).toEqual(['guardrail local', 'guardrail local']);
    }
  });

  it('a collector gets logs without contents, and metrics with their units and labels', async () => {
    const collector = await collect(kind);
    const house = await openWith({ protocol, url: collector.url });
    await callTool(house, 'echo', { text: 'a private word' });
    house.house.gateway.log.warn('Something odd', { token: 'abcdefghijklmnop1234', server: 'friendly' });
    await flush(house);
    const request = collector.logs().find(({ eventName }) => eventName === 'request.ended')!;
    expect(request).toMatchObject({ severityNumber: 9, severityText: 'INFO', body: { stringValue: 'tools/call ok' } });
    expect(request.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(attributesOf(request)).toMatchObject({
      server_name: 'friendly',
      tool_name: 'echo',
      project_id: 'demo',
      user_id: 'ada',
      outcome: 'ok',
    });
    const odd = collector.logs().find(({ body }) => body.stringValue === 'Something odd')!;
    expect(odd).toMatchObject({ severityNumber: 13, severityText: 'WARN' });
    expect(attributesOf(odd)).toEqual({ token: '****1234', server: 'friendly' });
    expect(JSON.stringify(collector.requests)).not.toContain('a private word');

    const metrics = collector.metrics();
    for (const [name, { help, unit }] of Object.entries(METRICS)) {
      const metric = metrics.get(name);
      if (metric !== undefined) expect(metric).toMatchObject({ name, description: help, unit });
    }
    const calls = metrics.get('enkrypt_tool_calls_total')!.sum!;
    // 2 is cumulative (metrics.proto, AggregationTemporality).
    expect(calls).toMatchObject({ aggregationTemporality: 2, isMonotonic: true });
    expect(calls.dataPoints).toHaveLength(1);
    expect(calls.dataPoints[0]!.asDouble).toBe(1);
    expect(attributesOf(calls.dataPoints[0]!)).toEqual({
      server_name: 'friendly',
      tool_name: 'echo',
      project_id: 'demo',
    });
    const [took] = metrics.get('enkrypt_tool_call_duration_seconds')!.histogram!.dataPoints;
    expect(Number(took!.count)).toBe(1);
    expect(took!.explicitBounds).toEqual(METRICS.enkrypt_tool_call_duration_seconds.buckets);
    expect(took!.bucketCounts!.map(Number).reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(took!.sum).toBeGreaterThan(0);
    expect(Number(took!.startTimeUnixNano)).toBeLessThan(Number(took!.timeUnixNano));
    expect(metrics.get('enkrypt_active_sessions')!.gauge!.dataPoints[0]!.asDouble).toBe(0);
  });

  it('headers and TLS are as configured', async () => {
    const authority = await createAuthority();
    const { cert, key } = await authority.issueForServer({ hosts: ['127.0.0.1'] });
    const own = await authority.issueForClient('gateway');
    const collector = await collect(kind, { tls: { cert, key, clientCa: authority.cert } });
    process.env['SMG_TEST_COLLECTOR_KEY'] = 'collector-key';
    const tls = { ca: authority.cert, certificate: own.cert, key: own.key };
    const headers = { 'x-api-key': '${env:SMG_TEST_COLLECTOR_KEY}' };
    const house = await openWith({ protocol, url: collector.url, headers, tls });
    await callTool(house, 'echo');
    await flush(house);
    expect(collector.spans().length).toBeGreaterThan(5);
    expect(collector.requests.every(({ headers: sent }) => sent['x-api-key'] === 'collector-key')).toBe(true);
  });

  it('a collector that is away costs nobody anything, is said once, and gets what waited when it is back', async () => {
    const first = await collect(kind);
    const port = Number(new URL(first.url).port);
    await first.stop();
    const house = await openWith({ protocol, url: first.url, signals: ['traces'] });
    const away = () => house.logged.filter((line) => line.includes('Telemetry cannot be sent'));
    const client = await house.legacyClient();
    for (let round = 0; round < 20; round++) {
      expect(textOf(await client.callTool({ name: 'friendly__counter' }))).toBe(String(round + 1));
    }
    await eventually(() => away().length > 0);
    await flush(house);
    const back = await collect(kind, { port });
    const counters = () =>
      back.spans().filter(({ name, kind: number }) => name === 'tools/call counter' && number === 2);
    await eventually(() => counters().length === 20, 20_000);
    await eventually(() => house.logged.some((line) => line.includes('Telemetry is sent again')));
    expect(away()).toHaveLength(1);
  });

  it('a collector that answers nothing, or nonsense, costs nobody anything', async () => {
    const collector = await collect(kind);
    collector.fault = 'silence';
    const house = await openWith({ protocol, url: collector.url, timeoutSeconds: 1 });
    const startedAt = performance.now();
    for (let round = 0; round < 10; round++) await callTool(house, 'counter');
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    await eventually(() => house.logged.some((line) => line.includes('no answer in 1000 ms')));
    collector.fault = kind === 'grpc' ? UNAVAILABLE : 503;
    await callTool(house, 'counter');
    collector.fault = undefined;
    await eventually(() => collector.spans().some(({ name }) => name === 'tools/call counter'), 20_000);
  });
});

describe('sampling', () => {
  it('does as the client says, and takes its share of the others', async () => {
    const collector: Collector = await collect('http');
    const house = await openWith({ url: collector.url, signals: ['traces'], sampling: { ratio: 0 } });
    const call = (flags: string) => callTool(house, 'echo', {}, { traceparent: traceparent.replace(/01$/, flags) });
    const { body } = await call('00');
    await callTool(house, 'echo');
    await flush(house);
    expect(collector.spans()).toEqual([]);
    // Who makes no spans passes on what came.
    const heard = (body.result as { readonly received: { readonly _meta: JsonObject } }).received._meta;
    expect(heard['traceparent']).toBe(traceparent.replace(/01$/, '00'));
    await call('01');
    await flush(house);
    expect(collector.spans().length).toBeGreaterThan(5);
  });
});
