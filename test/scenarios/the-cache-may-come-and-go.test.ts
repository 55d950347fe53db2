import { randomBytes, randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TestHouse, TestHouseOptions } from '../support/test-house';
import { fixture, openTestHouse, textOf } from '../support/test-house';
import { createAuthority } from '../support/certificates';
import { hasRedis, type RedisChoice, type RedisServer, startRedis } from '../support/redis-server';
import { openTwoHouses } from '../support/two-houses';

const READ = { name: 'office__read_note', arguments: {} };
const PASSWORD = `p-${randomBytes(9).toString('hex')}`;

let redis: RedisServer;
let houses: readonly TestHouse[] = [];
const stops: (() => Promise<unknown>)[] = [];

beforeEach(() => void vi.stubEnv('SECURE_MCP_GATEWAY_MASTER_KEY', randomBytes(32).toString('base64')));
afterEach(async () => {
  for (const house of houses) await house.stop();
  houses = [];
  for (const stop of stops.splice(0)) await stop();
  await redis.stop();
  vi.unstubAllEnvs();
});

const provider = (options: object = {}) => ({ use: 'redis', options: { port: redis.port, ...options } });
const withCache = (options: object = {}, config: TestHouseOptions['config'] = {}): TestHouseOptions => ({
  servers: { office: fixture('office.mjs') },
  config: { cache: { provider: provider(options) }, ...config },
});

async function open(choice: RedisChoice = {}, options: object = {}): Promise<TestHouse> {
  redis = await startRedis(choice);
  const house = await openTestHouse(withCache(options));
  houses = [house];
  return house;
}

const health = (house: TestHouse) => house.house.gateway.current().sharedState.health();
const becomes = (house: TestHouse, state: string, withinMs = 4_000) =>
  expect.poll(() => health(house)?.state, { timeout: withinMs, interval: 20 }).toBe(state);
const said = (house: TestHouse, words: string): number => house.logged.filter((line) => line.includes(words)).length;

/** Calls all the time until the work is done; none may fail. Resolves with how long the slowest took. */
async function callingDuring(house: TestHouse, work: () => Promise<unknown>): Promise<number> {
  const client = await house.legacyClient();
  let isDone = false;
  let slowest = 0;
  const calling = (async () => {
    do {
      const startedAt = performance.now();
      const result = await client.callTool(READ);
      expect(textOf(result as never)).toBe('milk');
      slowest = Math.max(slowest, performance.now() - startedAt);
      await new Promise((resolve) => setTimeout(resolve, 10));
    } while (!isDone);
  })();
  await Promise.all([calling, work().finally(() => (isDone = true))]);
  return slowest;
}

describe.runIf(hasRedis)('a cache', () => {
  it('is killed and comes back; no call fails, and it is told', async () => {
    const house = await open();
    await becomes(house, 'connected');
    await callingDuring(house, async () => {
      await redis.kill();
      await becomes(house, 'lost');
      await redis.start();
      await becomes(house, 'connected', 8_000);
    });
    // Once each time; a machine that is busy for 250 ms loses it once more.
    const losses = () => said(house, 'The cache is lost');
    expect(losses()).toBeGreaterThan(0);
    expect(losses()).toBeLessThan(4);
    await expect.poll(() => said(house, 'The cache is connected') - losses()).toBe(1);
  });

  it('freezes: nobody waits for it longer than a blink, and it is left alone until it thaws', async () => {
    const house = await open();
    await becomes(house, 'connected');
    await callingDuring(house, async () => undefined);
    let frozenMs = 0;
    await callingDuring(house, async () => {
      const frozenAt = performance.now();
      redis.freeze();
      await expect.poll(() => health(house)?.state, { timeout: 4_000, interval: 5 }).toBe('lost');
      frozenMs = performance.now() - frozenAt;
      await new Promise((resolve) => setTimeout(resolve, 500));
      redis.thaw();
      await becomes(house, 'connected', 8_000);
    });
    // 250 ms, and what a busy machine takes to notice.
    expect(frozenMs).toBeLessThan(2_000);
    expect(health(house)).not.toHaveProperty('problem');
  });

  it('refuses the password: calls go on, and it is said why', async () => {
    const house = await open({ password: PASSWORD }, { password: 'wrong' });
    await callingDuring(house, async () => undefined);
    await expect.poll(() => health(house)?.problem).toBe('it refused the user or the password');
  });

  it('is full: calls go on, and it is said why', async () => {
    const house = await open({ lines: ['maxmemory 2mb', 'maxmemory-policy noeviction'] });
    await becomes(house, 'connected');
    const filler = new Redis(redis.port, '127.0.0.1');
    stops.push(async () => filler.disconnect());
    const fill = async (size: number, keys: number): Promise<void> => {
      const text = 'x'.repeat(size);
      for (let key = 0; key < keys; key += 1) await filler.set(randomUUID(), text).catch(() => undefined);
    };
    await fill(50_000, 200);
    // Redis gives buffers back in its own time: what that frees is filled again, to the last corner, while calls go on.
    const healthWhenFull = async () => {
      for (const size of [5_000, 500, 50]) await fill(size, 20);
      return health(house);
    };
    const isFull = { state: 'lost', problem: expect.stringContaining('it takes nothing more') as string };
    await callingDuring(house, () => expect.poll(healthWhenFull, { interval: 20 }).toMatchObject(isFull));
    await filler.flushall();
    await becomes(house, 'connected');
  });

  it('is there from the beginning or not at all: the start does not wait for it', async () => {
    redis = await startRedis();
    await redis.kill();
    const house = await openTestHouse(withCache());
    houses = [house];
    await callingDuring(house, async () => undefined);
    expect(health(house)).toMatchObject({ state: 'lost', address: `127.0.0.1:${redis.port}/0` });
    await redis.start();
    await becomes(house, 'connected');
  });

  it('is reached over TLS, as a user of its own', async () => {
    const authority = await createAuthority();
    const client = await authority.issueForClient('gateway');
    const user = [`user gateway on >${PASSWORD} ~smg:* &smg:* +@all`];
    const house = await open(
      { authority, lines: user },
      { host: 'localhost', user: 'gateway', password: PASSWORD, tls: { ca: authority.cert, ...client } },
    );
    await becomes(house, 'connected');
  });

  it('keeps nothing that anybody else could read', async () => {
    const house = await open();
    await becomes(house, 'connected');
    await (await house.legacyClient()).listTools();
    const reader = new Redis(redis.port, '127.0.0.1');
    stops.push(async () => reader.disconnect());
    const listed = async () => (await reader.keys('smg:lists:*')).length;
    await expect.poll(listed).toBeGreaterThan(0);
    for (const key of await reader.keys('*')) {
      expect(key).not.toContain('office');
      if (key.startsWith('smg:lists:')) expect((await reader.getBuffer(key))?.toString('latin1')).not.toContain('note');
    }
  });
});

describe.runIf(hasRedis)('two gateways', () => {
  async function openTwo(config: TestHouseOptions['config'] = {}, options: object = {}) {
    redis = await startRedis();
    const two = await openTwoHouses({ ...withCache(options, config), ...(options as TestHouseOptions) });
    houses = two;
    for (const house of two) await becomes(house, 'connected');
    return two;
  }

  it('count a rate together, and each for itself while the cache is gone', async () => {
    const [one, other] = await openTwo({ limits: { toolRate: { perMinute: 6, burst: 6 } } });
    const clients = [await one.legacyClient(), await other.legacyClient()];
    const call = async (turn: number) => {
      const result = await clients[turn % 2]!.callTool(READ);
      return result.isError !== true;
    };
    const together = [];
    for (let turn = 0; turn < 12; turn += 1) together.push(await call(turn));
    expect(together.filter(Boolean)).toHaveLength(6);
    await redis.kill();
    await Promise.all([becomes(one, 'lost'), becomes(other, 'lost')]);
    const alone = [];
    for (let turn = 0; turn < 14; turn += 1) alone.push(await call(turn));
    expect(alone.filter(Boolean)).toHaveLength(12);
  });

  it('ask a server once for what it lists, and hear of its changes', async () => {
    const [one, other] = await openTwo();
    await expect.poll(async () => (await (await one.legacyClient()).listTools()).tools.length).toBeGreaterThan(0);
    const lists = (house: TestHouse) => house.house.gateway.current().lists.entries();
    await expect.poll(() => lists(one).length).toBeGreaterThan(0);
    // Long enough to tell a list that was read anew.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await expect.poll(async () => (await (await other.legacyClient()).listTools()).tools.length).toBeGreaterThan(0);
    await expect.poll(() => lists(other).length).toBeGreaterThan(0);
    const until = (house: TestHouse) => lists(house).find(({ list }) => list === 'tools')!.expiresAt;
    // Not read anew: it lives no longer than where it comes from.
    expect(Math.abs(until(other) - until(one))).toBeLessThan(1_000);
    one.house.gateway.current().sharedLists.forget(() => true);
    await expect.poll(() => lists(other)).toEqual([]);
  });
});
