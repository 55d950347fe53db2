import { readFileSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UpstreamServer } from '../../../../../shared/config/upstream-server';
import type { UpstreamEvent } from '../../../../../main/gateway/upstream/upstream';
import { answerJson, legacyHttpServer, listen, type Message } from './http-server-under-test';
import { callTool, eventually, FIXTURES, FRIENDLY, HOSTILE, isRunning, node, poolUnderTest } from './pool-under-test';

const slow = { steps: 1, stepMs: 600 };
const tagOf = async (server: Parameters<typeof callTool>[0]) =>
  (JSON.parse(await callTool(server, 'env')) as { readonly FRIENDLY_TAG: string }).FRIENDLY_TAG;

describe('a renewed server behind a process', () => {
  it('is started with what its references stand for by now, and the old process ends', async () => {
    const { start, folder } = poolUnderTest();
    const file = join(folder, 'tag');
    writeFileSync(file, 'before');
    const server = start(node(FRIENDLY, [], { env: { FRIENDLY_TAG: `\${file:${file}}` } }));
    expect(await tagOf(server)).toBe('before');
    const { pid = 0 } = server.status();
    writeFileSync(file, 'after');
    server.renew();
    expect(await tagOf(server)).toBe('after');
    expect(server.status()).toMatchObject({ state: 'ready', restarts: 0 });
    expect(await eventually(() => !isRunning(pid))).toBe(true);
  });

  it('lets a request in flight finish on the old process while others use the new one', async () => {
    const { start } = poolUnderTest();
    const server = start(node(FRIENDLY));
    const old = Number(await callTool(server, 'pid'));
    let isDone = false;
    const inFlight = callTool(server, 'slow', slow).finally(() => (isDone = true));
    server.renew();
    const fresh = Number(await callTool(server, 'pid'));
    expect(fresh).not.toBe(old);
    expect({ isDone, oldRuns: isRunning(old) }).toEqual({ isDone: false, oldRuns: true });
    expect(await inFlight).toBe('done');
    expect(await eventually(() => !isRunning(old))).toBe(true);
    expect(Number(await callTool(server, 'pid'))).toBe(fresh);
  });

  it('gives every caller an answer, however often and whenever it is renewed', async () => {
    const { start } = poolUnderTest();
    const server = start(node(FRIENDLY));
    const calls: Promise<string>[] = [];
    for (let round = 0; round < 6; round++) {
      calls.push(callTool(server, 'pid'), callTool(server, 'slow', { steps: 1, stepMs: 30 }));
      server.renew();
      await new Promise((resolve) => setTimeout(resolve, round * 25));
    }
    const answers = await Promise.all(calls);
    const pids = answers.filter((answer) => answer !== 'done').map(Number);
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(6);
    await callTool(server, 'pid');
    const { pid } = server.status();
    expect(await eventually(() => pids.every((one) => one === pid || !isRunning(one)))).toBe(true);
  });

  it('that is being started begins anew, so that nobody gets what was resolved before', async () => {
    const { start, folder } = poolUnderTest();
    const file = join(folder, 'tag');
    writeFileSync(file, 'before');
    const server = start(node(FRIENDLY, ['--start-delay=300'], { env: { FRIENDLY_TAG: `\${file:${file}}` } }));
    const waiting = tagOf(server);
    expect(await eventually(() => server.status().state === 'starting')).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 100));
    writeFileSync(file, 'after');
    server.renew();
    expect(await waiting).toBe('after');
  });

  it('that rests after crashes is started at once', async () => {
    const { start, folder } = poolUnderTest();
    const server = start(node(HOSTILE, ['crash-loop'], { env: { STARTS_FILE: join(folder, 'starts') } }));
    await server.describe(AbortSignal.timeout(5_000));
    expect(await eventually(() => server.status().retryAt !== undefined, 10_000)).toBe(true);
    server.renew();
    expect(server.status().retryAt).toBeUndefined();
    expect(await eventually(() => server.status().state === 'ready')).toBe(true);
    expect(readFileSync(join(folder, 'starts')).length).toBe(6);
  });

  it('is told again what it must know', async () => {
    const { start, folder } = poolUnderTest();
    const record = join(folder, 'record');
    const server = start(node(join(FIXTURES, 'offering.mjs'), [], { env: { RECORD: record } }));
    await server.describe(AbortSignal.timeout(5_000));
    server.keep('subscribe off://public/a', { method: 'resources/subscribe', params: { uri: 'off://public/a' } });
    server.renew();
    const subscribes = () => readFileSync(record, 'utf8').split('"resources/subscribe"').length - 1;
    expect(await eventually(() => subscribes() === 1)).toBe(true);
  });

  it('is not started when nobody used it, and says that it was renewed', () => {
    const { start } = poolUnderTest();
    const server = start(node(FRIENDLY));
    const events: UpstreamEvent[] = [];
    server.on((event) => events.push(event));
    server.renew();
    expect(events).toEqual([{ kind: 'renewed' }]);
    expect(server.status().state).toBe('stopped');
  });

  it('leaves no process behind when everything stops while a request is still on the old one', async () => {
    const { start, pool } = poolUnderTest();
    const server = start(node(FRIENDLY));
    const old = Number(await callTool(server, 'pid'));
    const inFlight = callTool(server, 'slow', { steps: 1, stepMs: 20_000 }).catch((failure: Error) => failure);
    server.renew();
    const fresh = Number(await callTool(server, 'pid'));
    await pool.stop(1_500);
    expect([old, fresh].map(isRunning)).toEqual([false, false]);
    expect(await inFlight).toMatchObject({ code: 'server_unavailable' });
  });
});

describe('a renewed server behind a URL', () => {
  const answerOf = ({ id }: Message, text: unknown) => ({
    jsonrpc: '2.0',
    id,
    result: { content: [{ type: 'text', text: String(text) }] },
  });

  it('is reached over a new session with new headers; the old one is ended after its last request', async () => {
    const { start, folder } = poolUnderTest();
    const held: (() => void)[] = [];
    const onRequest = (message: Message, response: ServerResponse, request: { headers: object }) => {
      const { authorization } = request.headers as { readonly authorization?: string };
      const answer = () => answerJson(response, 200, answerOf(message, authorization));
      if (message.params?.name === 'hold') held.push(answer);
      else answer();
    };
    const { listener, sessions, seen } = legacyHttpServer({ onRequest });
    const { url } = await listen(listener);
    const file = join(folder, 'token');
    writeFileSync(file, 'before');
    const server = start({ url, transport: 'streamable-http', headers: { Authorization: `Bearer \${file:${file}}` } });
    expect(await callTool(server, 'who')).toBe('Bearer before');
    const inFlight = callTool(server, 'hold');
    expect(await eventually(() => held.length === 1)).toBe(true);
    writeFileSync(file, 'after');
    server.renew();
    expect(await callTool(server, 'who')).toBe('Bearer after');
    expect([...sessions]).toEqual(['session-1', 'session-2']);
    held[0]?.();
    expect(await inFlight).toBe('Bearer before');
    expect(await eventually(() => !sessions.has('session-1'))).toBe(true);
    expect(seen.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
    expect(await callTool(server, 'who')).toBe('Bearer after');
  });

  it('that refused what it was given is asked again in the background', async () => {
    const { start, folder } = poolUnderTest();
    const { listener, sessions } = legacyHttpServer({
      onRequest: (message, response) => answerJson(response, 200, answerOf(message, 'in')),
    });
    const { url } = await listen((request, response) => {
      if (request.headers.authorization === 'Bearer right') return listener(request, response);
      answerJson(response, 401, { error: 'unauthorized' });
    });
    const file = join(folder, 'token');
    writeFileSync(file, 'wrong');
    const server = start({ url, transport: 'streamable-http', headers: { Authorization: `Bearer \${file:${file}}` } });
    await expect(callTool(server, 'who')).rejects.toMatchObject({ code: 'discovery_unauthorized' });
    writeFileSync(file, 'right');
    server.renew();
    expect(await eventually(() => server.status().state === 'ready')).toBe(true);
    expect(sessions.size).toBe(1);
  });
});

describe('renewing servers of the pool', () => {
  it('renews those that match, also the connections of single clients, and no other', async () => {
    const { pool } = poolUnderTest();
    const config = UpstreamServer.parse(node(FRIENDLY, [], { share: 'client' }));
    const set = pool.acquire('main', { one: config, two: config });
    const client = (key: string) => ({ key, info: { name: key }, capabilities: {}, exclusive: false });
    const servers = [
      set.get('one', client('a'))!,
      set.get('one', client('b'))!,
      set.get('two', client('a'))!,
      set.get('two')!,
    ];
    const before = await Promise.all(servers.map((server) => callTool(server, 'pid')));
    const asked: unknown[] = [];
    pool.renew(({ configId, server, config: { share }, client: { key } }) => {
      asked.push([configId, server, share, key]);
      return server === 'one' && key === 'b';
    });
    const after = await Promise.all(servers.map((server) => callTool(server, 'pid')));
    expect(after.map((pid, index) => pid === before[index])).toEqual([true, false, true, true]);
    expect(asked).toContainEqual(['main', 'one', 'client', 'b']);
    expect(asked).toContainEqual(['main', 'two', 'client', '']);
  });

  it('leaves a disabled server alone', () => {
    const { pool, start } = poolUnderTest();
    const server = start(node(FRIENDLY, [], { enabled: false }));
    pool.renew(() => true);
    expect(server.status().state).toBe('disabled');
  });
});
