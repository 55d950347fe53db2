import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/model/json-rpc';
import type { Era } from '../../shared/model/server';
import { attributesOf, type Collector, startHttpCollector } from '../support/otlp-collector';
import { fixture, modernRequest, openTestHouse, type TestHouse } from '../support/test-house';
import { type AuthenticatedRequest, createWhoamiServer } from '../support/whoami-server';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const TRACE = traceparent.slice(3, 35);
const other = '00-11111111111111111111111111111111-2222222222222222-01';

interface Heard {
  readonly headers: IncomingHttpHeaders;
  readonly message: { readonly method?: string; readonly params?: JsonObject & { readonly _meta?: JsonObject } };
}

/** A real MCP server over HTTP that keeps what it heard. */
async function openWebServer(era: Era) {
  const whoami = createWhoamiServer(era);
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8');
      if (body !== '') heard.push({ headers: request.headers, message: JSON.parse(body) as Heard['message'] });
      const auth = { token: 't', clientId: 'c', scopes: [] };
      void whoami.handle(Object.assign(request, { auth, body }) as AuthenticatedRequest, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(async () => {
    await whoami.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`, heard };
}

async function open(servers: Parameters<typeof openTestHouse>[0], collector?: Collector): Promise<TestHouse> {
  const telemetry = collector === undefined ? [] : [{ use: 'opentelemetry', options: { url: collector.url } }];
  const config = { policy: { approvals: { ask: 'nothing' as const } }, telemetry };
  const house = await openTestHouse({ ...servers, config });
  ends.push(() => house.stop());
  return house;
}

async function collect(): Promise<Collector> {
  const collector = await startHttpCollector();
  ends.push(() => collector.stop());
  return collector;
}

function call(house: TestHouse, name: string, meta: JsonObject = {}, headers: Record<string, string> = {}) {
  const request = modernRequest('tools/call', { name, arguments: { a: 1, b: 2 } });
  const { params } = request.body;
  const body = { ...request.body, params: { ...params, _meta: { ...params._meta, ...meta } } };
  return house.post(body, { headers: { ...request.headers, ...headers } });
}

const flush = (house: TestHouse) => house.house.gateway.current().telemetry.at(-1)!.flush();

describe.each(['legacy', 'modern'] as const)('a %s server over HTTP', (era) => {
  it('hears of the trace in the header and in _meta, as a child of our span', async () => {
    const web = await openWebServer(era);
    const collector = await collect();
    const house = await open({ servers: { web: { url: web.url } } }, collector);
    const { body } = await call(house, 'web__add', { traceparent, tracestate: 'a=1', baggage: 'k=v' });
    expect(body.error).toBeUndefined();
    await flush(house);
    const sent = collector.spans().find(({ kind }) => kind === 3)!;
    const expected = `00-${TRACE}-${sent.spanId}-01`;
    const { headers, message } = web.heard.find((one) => one.message.method === 'tools/call')!;
    expect(headers).toMatchObject({ traceparent: expected, tracestate: 'a=1' });
    expect(message.params!._meta).toMatchObject({ traceparent: expected, tracestate: 'a=1', baggage: 'k=v' });
    expect(attributesOf(sent)).toMatchObject({ 'network.transport': 'tcp' });
  });

  it('hears of it too where nobody looks at spans: then it is passed on as it came', async () => {
    const web = await openWebServer(era);
    const house = await open({ servers: { web: { url: web.url } } });
    await call(house, 'web__add', {}, { traceparent, tracestate: 'a=1' });
    const { headers, message } = web.heard.find((one) => one.message.method === 'tools/call')!;
    expect(headers).toMatchObject({ traceparent, tracestate: 'a=1' });
    expect(message.params!._meta).toMatchObject({ traceparent, tracestate: 'a=1' });
  });
});

describe('a trace', () => {
  it('is the one that the message names, before that of its HTTP request', async () => {
    const collector = await collect();
    const house = await open({ servers: { friendly: fixture('friendly.mjs') } }, collector);
    await call(house, 'friendly__echo', { traceparent }, { traceparent: other });
    await flush(house);
    expect(collector.spans().every(({ traceId }) => traceId === TRACE)).toBe(true);
  });

  it.each([
    '00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01',
    'ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    '00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01',
    `${traceparent}-more`,
    'nonsense',
  ])('begins anew where what came is no context: %s', async (bad) => {
    const house = await open({ servers: { friendly: fixture('friendly.mjs') } });
    const { body } = await call(house, 'friendly__echo', { traceparent: bad, tracestate: 'a=1' });
    const { received } = body.result as { readonly received: { readonly _meta: JsonObject } };
    expect(received._meta['traceparent']).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect(received._meta['traceparent']).not.toContain(TRACE);
    expect(received._meta).not.toHaveProperty('tracestate');
  });

  it('holds the calls inside a gateway tool, beneath it', async () => {
    const collector = await collect();
    const house = await open({ servers: { friendly: fixture('friendly.mjs') } }, collector);
    const client = await house.legacyClient();
    await client.callTool({
      name: 'enkrypt_secure_call_tools',
      arguments: {
        server_name: 'friendly',
        tool_calls: [
          { name: 'echo', args: {} },
          { name: 'pid', args: {} },
        ],
      },
    });
    await flush(house);
    const spans = collector.spans();
    const outer = spans.find(({ name }) => name === 'tools/call enkrypt_secure_call_tools')!;
    const inner = spans.filter(({ name, kind }) => kind === 2 && /echo|pid/.test(name));
    expect(inner.map(({ traceId }) => traceId)).toEqual([outer.traceId, outer.traceId]);
    const stage = spans.find(({ spanId }) => spanId === inner[0]!.parentSpanId)!;
    expect(stage).toMatchObject({ name: 'call_upstream', parentSpanId: outer.spanId });
  });

  it('says what went wrong, and where', async () => {
    const collector = await collect();
    const house = await open(
      { servers: { friendly: { ...fixture('friendly.mjs'), toolTimeouts: { slow: 0.2 } } } },
      collector,
    );
    await call(house, 'friendly__slow', {});
    const slow = modernRequest('tools/call', { name: 'friendly__slow', arguments: { steps: 9, stepMs: 100 } });
    await house.post(slow.body, { headers: slow.headers });
    await flush(house);
    const [, root] = collector.spans().filter(({ kind }) => kind === 2);
    // 2 is ERROR (trace.proto, Status).
    expect(root!.status).toEqual({ code: 2, message: 'TOOL_004' });
    expect(attributesOf(root!)).toMatchObject({ 'error.type': 'TOOL_004', outcome: 'timed-out' });
    const failed = collector
      .spans()
      .filter(({ parentSpanId, status }) => parentSpanId === root!.spanId && status.code === 2);
    expect(failed.map(({ name }) => name)).toEqual(['call_upstream']);
  });
});
