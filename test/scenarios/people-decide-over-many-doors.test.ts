import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import type { GatewayConfigInput } from '../../shared/config/gateway-config';
import type { Hold } from '../../shared/model/approval';
import { openApprovals } from '../../main/compose';
import { connectAskable } from '../support/askable-client';
import { seatClerk } from '../support/clerk';
import { type Office, openOffice } from '../support/office';
import { runCli } from '../support/run-cli';
import { eventually, modernRequest, textOf } from '../support/test-house';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

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
  const token = init.token ?? new URL(one.house.consoleUrl).hash.replace('#token=', '');
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

  it('nobody decides without the admin token', async () => {
    const here = await open();
    for (const path of ['/approvals', '/approvals/events', '/grants', '/pauses']) {
      expect((await admin(here, path, { token: 'x'.repeat(43) })).status).toBe(401);
    }
  });
});

describe('in a terminal', () => {
  it('lists, shows, and decides about a call that came too late', async () => {
    const here = await open();
    const client = await here.one.legacyClient();
    await client.callTool(WRITE);
    const cli = (...argv: string[]) => runCli(here.one.directory, argv, { doors: { openApprovals } });
    const listed = await cli('approvals', 'list');
    expect(listed.stdout).toContain('legacy-test wants to run "write_note" on office');
    expect(listed.stdout).toContain('too late');
    const id = here.one.house.gateway.approvals.desk.list()[0]!.id;
    const shown = await cli('approvals', 'show', id.toLowerCase());
    expect(shown.stdout).toContain('text: milk');
    expect(shown.stdout).toContain('Why: [medium]');
    expect((await cli('approvals', 'decide', id, 'maybe')).stderr).toContain('Say "allow" or "deny"');
    const decided = await cli('approvals', 'decide', id, 'allow', '--note', 'fine');
    expect(decided.stdout).toContain(`${id}: expired_then_granted`);
    expect((await cli('approvals', 'grants', 'list')).stdout).toContain('allow, next-call');
    expect(textOf(await client.callTool(WRITE))).toBe('noted: milk');
    expect((await cli('approvals', 'grants', 'list')).stdout).toContain('Nothing is remembered');
    expect((await cli('approvals', 'grants', 'revoke', 'none')).code).not.toBe(0);
  });

  it('asks about each call that comes; an empty line denies, and what was typed before counts for nothing', async () => {
    const here = await open();
    const stdin = new PassThrough();
    const stdout = new PassThrough();
    let screen = '';
    stdout.on('data', (chunk: Buffer) => (screen += chunk.toString()));
    const release: (() => void)[] = [];
    const watching = runCli(here.one.directory, ['approvals', 'watch'], {
      doors: { openApprovals },
      io: { stdin, stdout, onSignal: (listener) => (release.push(() => listener('SIGINT')), () => undefined) },
    });
    await eventually(() => screen.includes('Waiting for calls'));
    const client = await here.one.legacyClient();
    const type = async (text: string, after: string) => {
      await eventually(() => screen.includes(after));
      await later(400);
      stdin.write(`${text}\n`);
    };
    stdin.write('allow\n');
    const first = client.callTool(WRITE);
    await type('', 'later? [deny]');
    expect((await first).isError).toBe(true);
    screen = '';
    const second = client.callTool(WRITE);
    await type('yes please', 'later? [deny]');
    await type('allow', 'is none of these words; nothing was decided');
    expect(textOf(await second)).toBe('noted: milk');
    screen = '';
    const controller = new AbortController();
    const third = client.callTool(WRITE, undefined, { signal: controller.signal }).catch(() => undefined);
    await eventually(() => screen.includes('later? [deny]'));
    controller.abort();
    await third;
    await eventually(() => screen.includes('decided elsewhere'));
    release[0]!();
    expect((await watching).code).toBe(0);
  });

  it('pauses everybody, tells what waits, and resumes', async () => {
    const here = await open();
    const clerk = seatClerk(here.one);
    const client = await here.one.legacyClient();
    const cli = (...argv: string[]) => runCli(here.one.directory, argv, { doors: { openApprovals } });
    const held = client.callTool(WRITE);
    await clerk.waiting();
    expect((await cli('pause', '--server', 'office', '--for', '10m', '--reason', 'lunch')).stdout).toContain(
      'server office',
    );
    expect(textOf(await held)).toContain('A person paused such calls while this call waited');
    const refused = textOf(await client.callTool({ name: 'office__read_note' }));
    expect(refused).toMatch(
      /Calls to this server are paused by a person for another \d+ s \(lunch\); nothing was called/,
    );
    expect((await client.listTools()).tools.length).toBeGreaterThan(5);
    expect((await cli('resume', '--list')).stdout).toContain('lunch');
    expect((await cli('resume')).stdout).toContain('Resumed: server office');
    expect(textOf(await client.callTool({ name: 'office__read_note' }))).toBe('milk');
    await cli('pause', '--client', here.one.keyId);
    expect(textOf(await client.callTool({ name: 'office__read_note' }))).toContain('Calls of this client are paused');
    clerk.leave();
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
