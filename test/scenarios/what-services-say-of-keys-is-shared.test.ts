import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hasRedis, type RedisServer, startRedis } from '../support/redis-server';
import { openStandIn, type StandIn } from '../support/stand-in';
import { eventually, fixture, modernRequest, type TestHouse } from '../support/test-house';
import { openTwoHouses } from '../support/two-houses';

const KEY = 'vendor-key-0123456789';
const OPERATOR = { id: 'test', scopes: new Set(['read', 'write']) } as never;

let vendor: StandIn;
let redis: RedisServer | undefined;
let houses: readonly TestHouse[] = [];
let isGood = true;

beforeEach(async () => {
  vi.stubEnv('SECURE_MCP_GATEWAY_MASTER_KEY', randomBytes(32).toString('base64'));
  isGood = true;
  vendor = await openStandIn(({ headers }) =>
    headers['apikey'] === KEY && isGood
      ? {
          body: {
            gateway_saved_name: 'gw',
            project_name: 'demo',
            is_active: true,
            request_context: { user_id: 'ada', project_name: 'demo' },
          },
        }
      : { status: 401, body: {} },
  );
});
afterEach(async () => {
  for (const house of houses) await house.stop();
  await redis?.stop();
  await vendor.stop();
  houses = [];
  redis = undefined;
  vi.unstubAllEnvs();
});

async function open(cacheSeconds: number): Promise<readonly [TestHouse, TestHouse]> {
  redis = await startRedis();
  const options = { baseUrl: vendor.url, gatewayName: 'gw', cacheSeconds };
  const two = await openTwoHouses({
    servers: { friendly: fixture('friendly.mjs') },
    config: {
      auth: [{ use: 'local-api-key' }, { use: 'enkrypt', options }],
      cache: { provider: { use: 'redis', options: { port: redis.port } } },
    } as never,
  });
  houses = two;
  for (const { house } of two) {
    await expect.poll(() => house.gateway.current().sharedState.health()?.state).toBe('connected');
  }
  return two;
}

async function statusOf(house: TestHouse, key = KEY): Promise<number> {
  const { body, headers } = modernRequest('tools/list');
  return (await house.post(body, { headers: { ...headers, authorization: `Bearer ${key}` } })).status;
}

describe.runIf(hasRedis)('what Enkrypt says of a key, where two gateways share a cache', () => {
  it('is asked for once, and what it takes back holds nowhere for longer than was said', async () => {
    const [first, second] = await open(1);
    expect(await statusOf(first)).toBe(200);
    // What is written is not waited for.
    await eventually(async () => (await redisKeys(first)).length === 1);
    expect(await statusOf(second)).toBe(200);
    expect(vendor.seen).toHaveLength(1);
    isGood = false;
    await expect.poll(() => statusOf(first)).toBe(401);
    await expect.poll(() => statusOf(second)).toBe(401);
    expect(await redisKeys(first)).toEqual([]);
  });

  it('keeps neither the key nor what was said where others could read it', async () => {
    const [first] = await open(60);
    await statusOf(first);
    await eventually(async () => (await redisKeys(first)).length === 1);
    const [name] = await redisKeys(first);
    expect(name).not.toContain(KEY);
    const reader = new Redis(redis!.port, '127.0.0.1');
    const text = (await reader.getBuffer(`smg:${name}`))?.toString('latin1') ?? '';
    reader.disconnect();
    expect(text.length).toBeGreaterThan(28);
    expect(text).not.toMatch(/ada|demo|claims/);
  });

  it('is asked for again when somebody has the configuration forgotten', async () => {
    const [first, second] = await open(60);
    await statusOf(first);
    await eventually(async () => (await redisKeys(first)).length === 1);
    await first.house.dispatch('cache.clear', { what: 'config' }, OPERATOR);
    await eventually(async () => (await redisKeys(first)).length === 0);
    expect(await statusOf(second)).toBe(200);
    expect(vendor.seen).toHaveLength(2);
  });

  it('is asked for by each while the cache is frozen, and shared again when it is back', async () => {
    const [first, second] = await open(60);
    redis!.freeze();
    expect(await statusOf(first)).toBe(200);
    expect(await statusOf(second)).toBe(200);
    expect(vendor.seen).toHaveLength(2);
    expect(await statusOf(second, 'another')).toBe(401);
    redis!.thaw();
  });
});

const redisKeys = async ({ house }: TestHouse): Promise<readonly string[]> =>
  (await house.gateway.current().sharedState.reachable()?.keys('credentials:')) ?? [];
