import { randomBytes } from 'node:crypto';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { EVERYTHING_FEATURES, TASKS_OF_CLIENTS } from '../support/everything-features';
import { type Observations, observe } from '../support/observe-features';
import { serverProgram } from '../support/real-servers';
import { hasRedis, type RedisServer, startRedis } from '../support/redis-server';
import { type RoundRobin, startRoundRobin } from '../support/round-robin';
import { eventually, type TestHouse } from '../support/test-house';
import { openTwoHouses } from '../support/two-houses';

const PROGRAM = { command: process.execPath, args: [serverProgram('everything'), 'stdio'] };
const ALL = { ...EVERYTHING_FEATURES, ...TASKS_OF_CLIENTS };
const NAMES = Object.keys(ALL);

describe.runIf(hasRedis)('the everything-server behind two gateways and a plain round robin', () => {
  let redis: RedisServer;
  let houses: readonly TestHouse[] = [];
  let proxy: RoundRobin;
  let straight: Observations;
  let carried: Observations;

  beforeAll(async () => {
    vi.stubEnv('SECURE_MCP_GATEWAY_MASTER_KEY', randomBytes(32).toString('base64'));
    redis = await startRedis();
    houses = await openTwoHouses({
      servers: { everything: { ...PROGRAM, share: 'session' } },
      config: { cache: { provider: { use: 'redis', options: { port: redis.port } } } } as never,
    });
    for (const { house } of houses) {
      await eventually(() => house.gateway.current().sharedState.health()?.state === 'connected');
    }
    proxy = await startRoundRobin(houses.map((one) => one.url('/')));
    const requestInit = { headers: { authorization: `Bearer ${houses[0]!.key}` } };
    const through = new StreamableHTTPClientTransport(new URL(`${proxy.url}/servers/everything/mcp`), { requestInit });
    [straight, carried] = await Promise.all([
      observe(new StdioClientTransport({ ...PROGRAM, stderr: 'ignore' }), ALL, 'tasks'),
      observe(through as Transport, ALL, 'tasks'),
    ]);
  });

  afterAll(async () => {
    await proxy?.close();
    for (const house of houses) await house.stop();
    await redis?.stop();
    vi.unstubAllEnvs();
  });

  it.each(NAMES)('shows the same: %s', (name) => {
    expect(straight[name]).not.toHaveProperty('failed');
    expect(carried[name]).toEqual(straight[name]);
  });

  it('had both of them asked', () => {
    const sessions = houses.map(({ house }) => house.status().sessions).sort();
    expect(sessions).toEqual([0, 1]);
    expect(proxy.counts().every((count) => count > 20)).toBe(true);
  });
});
