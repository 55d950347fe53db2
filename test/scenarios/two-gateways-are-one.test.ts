import { randomBytes } from 'node:crypto';
import { Client as ModernClient, StreamableHTTPClientTransport as ModernHttp } from '@modelcontextprotocol/client';
import { Client as LegacyClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as LegacyHttp } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { LoggingMessageNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { JsonObject } from '../../shared/model/json-rpc';
import { serverProgram } from '../support/real-servers';
import { hasRedis, type RedisServer, startRedis } from '../support/redis-server';
import { openRemoteServer, type RemotePeer } from '../support/remote-server';
import { type RoundRobin, startRoundRobin } from '../support/round-robin';
import { fixture, modernRequest, type TestHouse, type TestHouseOptions, textOf } from '../support/test-house';
import { openTwoHouses } from '../support/two-houses';

const everything = { command: process.execPath, args: [serverProgram('everything')] };

const ANSWERS_OF_OVEN: Readonly<Record<string, JsonObject>> = {
  'server/discover': {
    resultType: 'complete',
    supportedVersions: ['2026-07-28'],
    capabilities: { tools: {}, extensions: { 'io.modelcontextprotocol/tasks': {} } },
  },
  'tools/list': { resultType: 'complete', tools: [{ name: 'bake', inputSchema: { type: 'object' } }] },
  'tools/call': { resultType: 'task', taskId: 'bread', status: 'working', ttlMs: 60_000, pollIntervalMs: 5 },
  'tasks/get': { resultType: 'complete', taskId: 'bread', status: 'completed', result: { content: [] } },
};

let redis: RedisServer;
let proxy: RoundRobin;
let houses: readonly [TestHouse, TestHouse];

beforeEach(() => void vi.stubEnv('SECURE_MCP_GATEWAY_MASTER_KEY', randomBytes(32).toString('base64')));
afterEach(async () => {
  await proxy.close();
  for (const house of houses) await house.stop();
  await redis.stop();
  vi.unstubAllEnvs();
});

async function open(options: TestHouseOptions = {}): Promise<void> {
  redis = await startRedis();
  const provider = { use: 'redis', options: { port: redis.port } };
  houses = await openTwoHouses({
    servers: { everything, office: fixture('office.mjs') },
    ...options,
    config: { cache: { provider }, policy: { approvals: { ask: 'nothing' } }, ...options.config } as never,
  });
  for (const { house } of houses) {
    await expect.poll(() => house.gateway.current().sharedState.health()?.state).toBe('connected');
  }
  proxy = await startRoundRobin(houses.map((one) => one.url('/')));
}

const headers = () => ({ authorization: `Bearer ${houses[0].key}` });

async function legacy(): Promise<LegacyClient> {
  const client = new LegacyClient({ name: 'legacy-test', version: '1.0.0' });
  await client.connect(new LegacyHttp(new URL(`${proxy.url}/mcp`), { requestInit: { headers: headers() } }) as never);
  return client;
}

async function modern(): Promise<ModernClient> {
  const client = new ModernClient({ name: 'modern-test', version: '1.0.0' }, { versionNegotiation: { mode: 'auto' } });
  await client.connect(new ModernHttp(new URL(`${proxy.url}/mcp`), { requestInit: { headers: headers() } }));
  return client;
}

/** Asks whichever gateway is next. */
async function post({ body, headers: more }: ReturnType<typeof modernRequest>): Promise<unknown> {
  const answer = await fetch(`${proxy.url}/mcp`, {
    method: 'POST',
    headers: {
      ...headers(),
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...more,
    },
    body: JSON.stringify(body),
  });
  return answer.json();
}

describe.runIf(hasRedis)('two gateways behind a plain round robin', () => {
  it('serve a client of the legacy era as one: calls, notifications, streams', async () => {
    await open();
    const client = await legacy();
    const heard: unknown[] = [];
    client.setNotificationHandler(LoggingMessageNotificationSchema, (one) => void heard.push(one));
    await expect.poll(async () => (await client.listTools()).tools.length).toBeGreaterThan(8);
    for (let turn = 0; turn < 20; turn += 1) {
      const result = await client.callTool({ name: 'everything__echo', arguments: { message: `turn ${turn}` } });
      expect(textOf(result as never)).toBe(`Echo: turn ${turn}`);
    }
    const steps: number[] = [];
    const long = { name: 'everything__trigger-long-running-operation', arguments: { duration: 1, steps: 4 } };
    await client.callTool(long, undefined, { onprogress: ({ progress }) => void steps.push(progress) });
    expect(steps).toEqual([1, 2, 3, 4]);
    // One session, which one of them has; the other asked for it in half of the cases.
    const sessions = houses.map(({ house }) => house.status().sessions);
    expect([...sessions].sort()).toEqual([0, 1]);
    await client.close();
  });

  it('serve clients of the modern era on any of them', async () => {
    await open();
    const client = await modern();
    for (let turn = 0; turn < 20; turn += 1) {
      const result = await client.callTool({ name: 'everything__echo', arguments: { message: `turn ${turn}` } });
      expect(textOf(result as never)).toBe(`Echo: turn ${turn}`);
    }
    const totals = houses.map(({ house }) => house.status().requests.total);
    for (const total of totals) expect(total).toBeGreaterThan(8);
    await client.close();
  });

  it('find the result that one of them kept', async () => {
    await open({
      servers: { large: fixture('large.mjs') },
    });
    const call = modernRequest('tools/call', { name: 'large__rows', arguments: { count: 20_000 } });
    const ask = async (one: ReturnType<typeof modernRequest>) => JSON.stringify(await post(one));
    let uri: string | undefined;
    await expect.poll(async () => (uri = /gateway:\/\/result\/[\w-]+/.exec(await ask(call))?.[0])).toBeDefined();
    const readings = await Promise.all([1, 2, 3, 4].map(() => ask(modernRequest('resources/read', { uri: uri! }))));
    for (const reading of readings) expect(reading).toContain('a row of text');
  });

  it('know which of them runs a task, and go on with it where that one is gone', async () => {
    const oven = await openRemoteServer();
    const asked: [method: string | undefined, peer: RemotePeer][] = [];
    oven.answer = (message, peer) => {
      asked.push([message.method, peer]);
      return { result: ANSWERS_OF_OVEN[message.method ?? ''] ?? {} };
    };
    try {
      await open({ servers: { oven: { ...oven.config, era: 'modern' } } });
      const call = modernRequest('tools/call', { name: 'oven__bake', arguments: {} });
      await expect.poll(async () => post(call)).toMatchObject({ result: { taskId: 'bread' } });
      const [, started] = asked.findLast(([method]) => method === 'tools/call')!;
      const get = modernRequest('tasks/get', { taskId: 'bread' });
      for (let turn = 0; turn < 4; turn += 1)
        expect(await post(get)).toMatchObject({ result: { status: 'completed' } });
      const gets = asked.filter(([method]) => method === 'tasks/get');
      expect(gets.map(([, peer]) => peer === started)).toEqual([true, true, true, true]);

      const keeper = houses.find(({ house }) => house.status().requests.total > 4)!;
      proxy.drop(keeper.url('/'));
      await keeper.house.stop(1_000);
      // A server that more than this gateway knows has its tasks still.
      expect(await post(get)).toMatchObject({ result: { status: 'completed' } });
    } finally {
      await oven.stop();
    }
  });

  it('lose only the sessions of the one that is killed, and say so in a way that clients know', async () => {
    await open();
    const clients = await Promise.all([legacy(), legacy()]);
    const [dead, alive] = houses;
    // Without a word, as a machine dies.
    proxy.drop(dead.url('/'));
    await dead.house.stop(10);
    const outcomes = await Promise.allSettled(
      clients.map((client) => client.callTool({ name: 'office__read_note', arguments: {} })),
    );
    const lost = outcomes.filter(({ status }) => status === 'rejected');
    expect(lost).toHaveLength(1);
    expect(String((lost[0] as PromiseRejectedResult).reason)).toContain('This session does not exist or has ended');
    const again = await legacy();
    expect(textOf((await again.callTool({ name: 'office__read_note', arguments: {} })) as never)).toBe('milk');
    expect(alive.house.status().sessions).toBe(2);
  });
});
