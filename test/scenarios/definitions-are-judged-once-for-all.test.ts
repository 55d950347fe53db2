import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hasRedis, type RedisServer, startRedis } from '../support/redis-server';
import { openStandIn, type StandIn } from '../support/stand-in';
import { eventually, fixture, modernRequest, openTestHouse, type TestHouse } from '../support/test-house';
import { openTwoHouses } from '../support/two-houses';

const POISON = { rule: 'told-so', severity: 'critical', message: 'poisoned', detector: 'tool-poisoning', score: 1 };

let service: StandIn;
let redis: RedisServer | undefined;
let houses: readonly TestHouse[] = [];
let objects = false;

beforeEach(async () => {
  vi.stubEnv('SECURE_MCP_GATEWAY_MASTER_KEY', randomBytes(32).toString('base64'));
  objects = false;
  service = await openStandIn(({ body }) => ({
    body: { findings: objects && body['name'] === 'echo' ? [{ ...POISON, at: '/description' }] : [] },
  }));
});
afterEach(async () => {
  for (const house of houses) await house.stop();
  await redis?.stop();
  await service.stop();
  houses = [];
  redis = undefined;
  vi.unstubAllEnvs();
});

const settings = (more: object = {}) => ({
  servers: { friendly: fixture('friendly.mjs') },
  config: {
    guardrails: [
      {
        name: 'remote',
        use: 'webhook',
        options: { url: service.url, detectors: ['tool-poisoning'], phases: ['listing'] },
      },
    ],
    ...more,
  } as never,
});

/** The names that the aggregate shows. */
async function list(house: TestHouse): Promise<readonly string[]> {
  const { body, headers } = modernRequest('tools/list');
  const result = (await house.post(body, { headers })).body['result'] as { readonly tools: { name: string }[] };
  return result.tools.map(({ name }) => name).filter((name) => name.startsWith('friendly__'));
}

/** What the service was asked about the server; the gateway’s own tools are judged, too. */
const asked = () => service.seen.filter(({ body }) => body['server'] === 'friendly').length;

const listed = (house: TestHouse) => eventually(async () => (await list(house)).length > 0);
const forget = (house: TestHouse) =>
  house.house.dispatch('cache.clear', { what: 'lists' }, { id: 'test', scopes: new Set(['read', 'write']) } as never);

describe('a service that judges definitions', () => {
  it('is asked about each once, however often a server says that its list has changed', async () => {
    const house = await openTestHouse(settings());
    houses = [house];
    await listed(house);
    const before = asked();
    expect(before).toBeGreaterThan(1);
    const { lists } = house.house.gateway.current();
    const isKnown = () => lists.entries().some((one) => one.server === 'friendly' && one.list === 'tools');
    for (let turn = 0; turn < 3; turn += 1) {
      const call = modernRequest('tools/call', { name: 'friendly__announce', arguments: {} });
      await house.post(call.body, { headers: call.headers });
      await eventually(() => !isKnown());
      expect(await list(house)).toContain('friendly__echo');
    }
    expect(asked()).toBe(before);
  });

  it('is asked again when somebody has the lists forgotten', async () => {
    const house = await openTestHouse(settings());
    houses = [house];
    await listed(house);
    const before = asked();
    expect(await list(house)).toContain('friendly__echo');
    objects = true;
    await forget(house);
    await eventually(async () => !(await list(house)).includes('friendly__echo'));
    expect(asked()).toBe(before * 2);
  });

  it.runIf(hasRedis)('is asked once for gateways that share a cache, also when what it says is no', async () => {
    objects = true;
    redis = await startRedis();
    houses = await openTwoHouses(settings({ cache: { provider: { use: 'redis', options: { port: redis.port } } } }));
    for (const { house } of houses) {
      await expect.poll(() => house.gateway.current().sharedState.health()?.state).toBe('connected');
    }
    const [first, second] = houses;
    await listed(first!);
    const before = asked();
    const shown = await list(first!);
    expect(shown).not.toContain('friendly__echo');
    await listed(second!);
    expect(await list(second!)).toEqual(shown);
    expect(asked()).toBe(before);
    expect(before).toBe(shown.length + 1);
    // Forgotten in the store, too.
    await forget(second!);
    await eventually(async () => (await forget(second!), await list(second!), asked()) > before);
  });
});
