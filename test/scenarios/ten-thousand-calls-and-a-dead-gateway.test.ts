import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createGatewayKey } from '../../main/gateway/ports/gateway-key';
import { freePort } from '../support/free-port';
import { hasRedis, type RedisServer, startRedis } from '../support/redis-server';
import { type RoundRobin, startRoundRobin } from '../support/round-robin';
import { type RunningProgram, startBuilt } from '../support/run-built';
import { fixture, modernRequest } from '../support/test-house';

const CALLS = 10_000;
const AT_ONCE = 16;
const LONGEST_MS = 100_000;

let redis: RedisServer;
let proxy: RoundRobin;
const gateways: RunningProgram[] = [];
const folders: string[] = [];

afterEach(async () => {
  await proxy.close();
  for (const gateway of gateways.splice(0)) {
    gateway.signal('SIGTERM');
    await gateway.ended;
  }
  await redis.stop();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

const key = createGatewayKey();
const masterKey = randomBytes(32).toString('base64');

/** A gateway of its own process; its server writes down every call that reaches it. */
async function startGateway() {
  const home = await mkdtemp(join(tmpdir(), 'smg-many-'));
  folders.push(home);
  const record = join(home, 'reached.jsonl');
  const plenty = { perMinute: 1_000_000 };
  const config = {
    version: 1,
    configs: { main: { name: 'Main', servers: { office: fixture('office.mjs', { RECORD: record }) } } },
    projects: { demo: { name: 'Demo', configId: 'main', userIds: ['ada'] } },
    users: { ada: { name: 'Ada' } },
    keys: { [key.id]: { hash: key.hash, projectId: 'demo', userId: 'ada', createdAt: '2026-01-01T00:00:00Z' } },
    cache: { provider: { use: 'redis', options: { port: redis.port } } },
    limits: { keyRate: plenty, toolRate: plenty, serverRate: plenty },
  };
  await writeFile(join(home, 'config.json'), JSON.stringify(config), { mode: 0o600 });
  const [port, adminPort] = [await freePort(), await freePort()];
  const ports = ['--port', `${port}`, '--admin-port', `${adminPort}`];
  const env = { SECURE_MCP_GATEWAY_HOME: home, SECURE_MCP_GATEWAY_MASTER_KEY: masterKey };
  const program = await startBuilt(['serve', ...ports, '--json'], env, LONGEST_MS);
  gateways.push(program);
  const health = async () => (await fetch(`http://127.0.0.1:${adminPort}/health`).catch(() => undefined))?.ok;
  await expect.poll(health).toBe(true);
  const reached = async () => (await readFile(record, 'utf8').catch(() => '')).split('\n').filter(Boolean).length;
  return { url: `http://127.0.0.1:${port}`, program, reached };
}

const call = modernRequest('tools/call', { name: 'office__read_note', arguments: {} });

/** `answered`: with the result. `retry`: in a way that says that it may be tried again. Anything else is wrong. */
async function callOnce(): Promise<'answered' | 'retry'> {
  const answer = await fetch(`${proxy.url}/mcp`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key.text}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...call.headers,
    },
    body: JSON.stringify(call.body),
  }).catch(() => undefined);
  // Cut off, or not reached at all.
  if (answer === undefined || answer.status === 502) return 'retry';
  const text = await answer.text().catch(() => undefined);
  if (text === undefined) return 'retry';
  expect(text).toContain('"text":"milk"');
  return 'answered';
}

describe.runIf(hasRedis)('ten thousand calls through two gateways', () => {
  it('are all answered, or may be tried again, although one gateway is killed half-way; the counts add up', async () => {
    redis = await startRedis();
    const [dying, surviving] = [await startGateway(), await startGateway()];
    proxy = await startRoundRobin([dying.url, surviving.url]);
    await expect.poll(async () => callOnce().catch(() => 'not yet')).toBe('answered');
    const before = (await dying.reached()) + (await surviving.reached());

    const counts = { answered: 0, retry: 0 };
    let left = CALLS;
    let isKilled = false;
    const work = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        if (left < CALLS / 2 && !isKilled) {
          isKilled = true;
          dying.program.signal('SIGKILL');
          // A balancer notices after a while.
          setTimeout(() => proxy.drop(dying.url), 200);
        }
        for (;;) {
          const outcome = await callOnce();
          counts[outcome] += 1;
          if (outcome === 'answered') break;
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));

    expect(counts.answered).toBe(CALLS);
    expect(counts.retry).toBeGreaterThan(0);
    const reached = (await dying.reached()) + (await surviving.reached()) - before;
    // Every answer was a call that reached a server; of those that were cut off, as many as were under way may have.
    expect(reached).toBeGreaterThanOrEqual(CALLS);
    expect(reached).toBeLessThanOrEqual(CALLS + AT_ONCE);
  }, 120_000);
});
