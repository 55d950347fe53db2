import { Client as ModernClient, StreamableHTTPClientTransport as ModernHttp } from '@modelcontextprotocol/client';
import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { GatewayConfigInput } from '../../shared/config/gateway-config';
import type { Hold } from '../../shared/model/approval';
import { openApprovals } from '../../main/compose';
import { connectAskable } from '../support/askable-client';
import { seatClerk } from '../support/clerk';
import { type Office, openOffice } from '../support/office';
import { eventually, modernRequest, textOf } from '../support/test-house';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { adminTokenOf } from '../support/admin-token';

let office: Office | undefined;
let service: Server | undefined;
afterEach(async () => {
  await office?.close();
  office = undefined;
  service?.close();
  service = undefined;
});

const WRITE = { name: 'office__write_note', arguments: { path: '/notes/a', text: 'milk' } };
const open = async (config: Partial<GatewayConfigInput> = {}) => (office = await openOffice(config));
const admin = async ({ one }: Office, path: string, init: { method?: string; body?: unknown; token?: string } = {}) => {
  const token = init.token ?? adminTokenOf(one.directory);
  const response = await fetch(`${one.house.addresses.admin}/api/v1${path}`, {
    method: init.method ?? 'GET',
    headers: {
      authorization: `Bearer ${token}`,
      ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  });
  return {
    status: response.status,
    body: (await response.json()) as { data: never; error: { name: string; message: string } },
  };
};
const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('over the admin API', () => {
  it('somebody listens, sees the call, and decides', async () => {
    const here = await open();
    const door = await openApprovals({ dataDirectory: here.one.directory, env: {} });
    const stop = new AbortController();
    const seen: string[] = [];
    let isOpen = false;
    const watching = door.watch((event) => seen.push(event.type), {
      decides: true,
      signal: stop.signal,
      onOpen: () => (isOpen = true),
    });
    await eventually(() => isOpen);
    const call = (await here.one.legacyClient()).callTool(WRITE);
    await eventually(() => seen.includes('approval.held'));
    const [hold] = (await admin(here, '/approvals')).body.data as readonly Hold[];
    const path = `/approvals/${hold!.id}`;
    const decision = { verdict: 'allow', shownSeq: hold!.seq };
    expect((await admin(here, `${path}/decision`, { method: 'POST', body: decision })).body.error).toMatchObject({
      name: 'approval_conflict',
    });
    await admin(here, `${path}/shown`, { method: 'POST', body: {} });
    await later(320);
    const bad = await admin(here, `${path}/decision`, { method: 'POST', body: { ...decision, scope: 'for ever' } });
    expect(bad.status).toBe(400);
    expect(bad.body.error.message).toContain('scope');
    expect((await admin(here, `${path}/decision`, { method: 'POST', body: decision })).body.data).toMatchObject({
      outcome: 'allowed_once',
    });
    expect(textOf(await call)).toBe('noted: milk');
    expect((await admin(here, '/approvals/NONE22')).status).toBe(404);
    stop.abort();
    await watching;
    await eventually(() => seen.includes('approval.resolved'));
    await later(200);
    const alone = await (await here.one.legacyClient()).callTool({ name: 'office__wipe' });
    expect(textOf(alone)).toContain('nobody to ask');
  });

  it('several calls are decided about at once, each of which was looked at', async () => {
    const here = await open();
    const clerk = seatClerk(here.one);
    const client = await here.one.legacyClient();
    const calls = ['a', 'b', 'c'].map((text) => client.callTool({ ...WRITE, arguments: { text } }));
    await eventually(() => here.one.house.gateway.approvals.desk.list().length === 3);
    const holds = (await admin(here, '/approvals')).body.data as readonly Hold[];
    expect(new Set(holds.map(({ group }) => group)).size).toBe(1);
    for (const { id } of holds.slice(0, 2)) await admin(here, `/approvals/${id}/shown`, { method: 'POST', body: {} });
    await later(320);
    const body = { verdict: 'allow', calls: holds.map(({ id, seq }) => ({ id, shownSeq: seq })) };
    const decided = await admin(here, '/approvals/decisions', { method: 'POST', body });
    expect(decided.body.data).toMatchObject([
      { outcome: 'allowed_once' },
      { outcome: 'allowed_once' },
      { problem: expect.stringContaining('was not shown to anybody') as string },
    ]);
    await clerk.answer('deny');
    expect((await Promise.all(calls)).map(({ isError }) => isError)).toEqual([undefined, undefined, true]);
    clerk.leave();
  });

  it('what holds a secret is not allowed together with others', async () => {
    const here = await open({ guardrails: [{ name: 'local', use: 'local' }] });
    const clerk = seatClerk(here.one);
    const client = await here.one.legacyClient();
    const secret = ['ghp', 'q8w7e6r5t4y3u2i1o0p9a8s7d6f5g4h3j2k1'].join('_');
    const calls = ['milk', `token ${secret}`].map((text) => client.callTool({ ...WRITE, arguments: { text } }));
    const { desk } = here.one.house.gateway.approvals;
    await eventually(() => desk.list().length === 2);
    const holds = desk.list();
    for (const { id } of holds) await admin(here, `/approvals/${id}/shown`, { method: 'POST', body: {} });
    await later(320);
    const body = { verdict: 'allow', calls: holds.map(({ id, seq }) => ({ id, shownSeq: seq })) };
    const decided = await admin(here, '/approvals/decisions', { method: 'POST', body });
    expect(decided.body.data).toMatchObject([
      { outcome: 'allowed_once' },
      { problem: expect.stringContaining('let go one at a time') as string },
    ]);
    await clerk.answer('deny');
    expect((await Promise.all(calls)).map(({ isError }) => isError)).toEqual([undefined, true]);
    clerk.leave();
  });

  it('somebody who does not read what is told is let go, and counts for nobody', async () => {
    const here = await open();
    const { desk } = here.one.house.gateway.approvals;
    const { hostname, port } = new URL(here.one.house.addresses.admin);
    const deaf = connect(Number(port), hostname).pause();
    const token = adminTokenOf(here.one.directory);
    const asked = 'GET /api/v1/events?topics=approvals&decides=true HTTP/1.1';
    deaf.write(`${asked}\r\nhost: ${hostname}:${port}\r\nauthorization: Bearer ${token}\r\n\r\n`);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const long = 'x'.repeat(4_000_000);
    for (let event = 0; event < 25; event += 1) desk.announce({ type: 'grant.changed', id: long });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(textOf(await (await here.one.legacyClient()).callTool(WRITE))).toContain('nobody to ask');
    deaf.destroy();
  });

  it('nobody decides without the admin token', async () => {
    const here = await open();
    for (const path of ['/approvals', '/events?topics=approvals', '/grants', '/pauses']) {
      expect((await admin(here, path, { token: 'x'.repeat(43) })).status).toBe(401);
    }
  });
});

describe('over the client itself', () => {
  const trusting = { policy: { approvals: { askClient: true } } } as const;

  it.each([
    ['accept', { decision: 'allow once' }, 'noted: milk'],
    ['accept', { decision: 'deny', note: 'no' }, 'denied this call'],
    ['accept', { decision: 'something else' }, 'denied this call'],
    ['decline', undefined, 'denied this call'],
    ['cancel', undefined, 'nobody to ask'],
  ] as const)('a legacy client asks its user: %s %j', async (action, content, expected) => {
    const here = await open(trusting);
    const transport = new StreamableHTTPClientTransport(new URL(here.one.url()), {
      requestInit: { headers: { authorization: `Bearer ${here.one.key}` } },
    });
    const client = await connectAskable(transport as never);
    client.answers.elicitation = { action, ...(content === undefined ? {} : { content }) };
    const answer = await client.ask('tools/call', WRITE);
    expect(textOf(answer)).toContain(expected);
    const asked = client.heard.find(({ method }) => method === 'elicitation/create');
    expect(JSON.stringify(asked)).toContain('askable wants to run');
    expect(await here.reached()).toHaveLength(action === 'accept' && content.decision === 'allow once' ? 1 : 0);
    await client.sdk.close();
  });

  it('is not asked where the policy does not trust it', async () => {
    const here = await open();
    const transport = new StreamableHTTPClientTransport(new URL(here.one.url()), {
      requestInit: { headers: { authorization: `Bearer ${here.one.key}` } },
    });
    const client = await connectAskable(transport as never);
    client.answers.elicitation = { action: 'accept', content: { decision: 'allow once' } };
    expect(textOf(await client.ask('tools/call', WRITE))).toContain('nobody to ask');
    await client.sdk.close();
  });

  it.each([
    [{ action: 'accept', content: { decision: 'allow once' } }, 'noted: milk', 1],
    [{ action: 'accept', content: { decision: 'deny' } }, 'denied this call', 0],
    [{ action: 'decline' }, 'denied this call', 0],
  ] as const)('a modern SDK asks its user and comes back by itself: %j', async (answer, expected, reached) => {
    const here = await open(trusting);
    const client = new ModernClient(
      { name: 'modern-asks', version: '1.0.0' },
      { capabilities: { elicitation: { form: {} } }, versionNegotiation: { mode: 'auto' } },
    );
    const asked: string[] = [];
    client.setRequestHandler('elicitation/create', ({ params }) => {
      asked.push(params.message);
      return answer as never;
    });
    const headers = { authorization: `Bearer ${here.one.key}` };
    await client.connect(new ModernHttp(new URL(here.one.url()), { requestInit: { headers } }));
    expect(textOf(await client.callTool(WRITE))).toContain(expected);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain('modern-asks');
    expect(await here.reached()).toHaveLength(reached);
    await client.close();
  });

  it('a modern client is answered with a question and comes back; its state opens nothing else', async () => {
    const here = await open(trusting);
    const round = async (args: object, more: object = {}) => {
      const request = modernRequest('tools/call', { name: WRITE.name, arguments: args, ...more });
      const meta = request.body.params._meta as Record<string, unknown>;
      meta['io.modelcontextprotocol/clientCapabilities'] = { elicitation: { form: {} } };
      const { body } = await here.one.post(request.body, { headers: request.headers as Record<string, string> });
      return (body.result ?? { error: body.error }) as Record<string, unknown>;
    };
    const asked = await round(WRITE.arguments);
    expect(asked).toMatchObject({
      resultType: 'input_required',
      inputRequests: { approval: { method: 'elicitation/create', params: { mode: 'form' } } },
    });
    const { requestState } = asked;
    const inputResponses = { approval: { action: 'accept', content: { decision: 'allow once' } } };
    const other = await round({ path: '/etc', text: 'x' }, { requestState, inputResponses });
    expect(JSON.stringify(other)).toContain('was not given for this request');
    expect(await here.reached()).toEqual([]);
    expect(textOf(await round(WRITE.arguments, { requestState, inputResponses }))).toBe('noted: milk');
    // The same answer again is no answer to a new question.
    expect(JSON.stringify(await round(WRITE.arguments, { requestState, inputResponses }))).not.toContain('noted');
    expect(await here.reached()).toHaveLength(1);
  });
});

describe('over a webhook', () => {
  it.each([
    ['allow', 200, 'noted: milk'],
    ['deny', 200, 'denied this call'],
    ['perhaps', 200, 'nobody to ask'],
    ['allow', 500, 'nobody to ask'],
  ])('what it says with "%s" and status %i is done', async (verdict, status, expected) => {
    const got: { readonly body: string; readonly signature: string }[] = [];
    service = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        got.push({ body, signature: String(request.headers['x-signature']) });
        const { id } = JSON.parse(body) as { id: string };
        response
          .writeHead(status, { 'content-type': 'application/json' })
          .end(JSON.stringify({ id, verdict, by: 'Ada' }));
      });
    });
    await new Promise<void>((resolve) => service!.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(service.address() as AddressInfo).port}/ask`;
    const here = await open({ approvals: { channels: [{ use: 'webhook', options: { url, secret: 'hush-hush' } }] } });
    expect(textOf(await (await here.one.legacyClient()).callTool(WRITE))).toContain(expected);
    const { body, signature } = got[0]!;
    const [, seconds, hex] = /^t=(\d+),v1=([0-9a-f]+)$/.exec(signature) ?? [];
    expect(hex).toBe(createHmac('sha256', 'hush-hush').update(`${seconds}.${body}`).digest('hex'));
    if (expected === 'noted: milk') {
      const record = (await here.one.activity()).find(({ method }) => method === 'tools/call');
      expect(record?.approvals).toMatchObject([{ outcome: 'allowed_once', by: 'webhook: Ada' }]);
    }
  });
});
