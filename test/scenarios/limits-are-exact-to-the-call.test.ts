import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { GatewayConfigInput } from '../../shared/config/gateway-config';
import type { JsonObject } from '../../shared/model/json-rpc';
import { addKey } from '../support/second-key';
import { fixture, modernRequest, openTestHouse, textOf, type RawAnswer, type TestHouse } from '../support/test-house';

let house: TestHouse | undefined;
const record = join(tmpdir(), `smg-limits-${process.pid}.txt`);

afterEach(async () => {
  await house?.stop();
  house = undefined;
  await rm(record, { force: true });
});

const FREE = { perMinute: 0 };
const ERROR = 'secure-mcp-gateway/error';

async function open(limits: GatewayConfigInput['limits'], settings: object = {}): Promise<TestHouse> {
  house = await openTestHouse({
    servers: {
      busy: { ...fixture('large.mjs', { RECORD: record }), ...settings },
      calm: fixture('large.mjs'),
    },
    config: { limits: { keyRate: FREE, toolRate: FREE, serverRate: FREE, ...limits } },
  });
  return house;
}

const reached = async () => (await readFile(record, 'utf8').catch(() => '')).split('\n').filter(Boolean).length;

function call(one: TestHouse, name: string, { args = {}, key = one.key }: { args?: JsonObject; key?: string } = {}) {
  const { body, headers } = modernRequest('tools/call', { name, arguments: args });
  return one.post(body, { headers: { ...headers, authorization: `Bearer ${key}` } });
}

/** `ok`, or the id of the error that the call was refused with. */
function outcomeOf({ body }: RawAnswer): string {
  if (body.result?.['isError'] !== true)
    return body.result === undefined ? `RPC ${String(body.error?.['code'])}` : 'ok';
  return /\((\w+_\d+),/.exec(textOf(body.result))?.[1] ?? 'tool-error';
}

function count(outcomes: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

describe('limits are exact to the call', () => {
  it(
    'with 64 clients and 200 calls each: nothing is lost, doubled or let through by mistake',
    { timeout: 120_000 },
    async () => {
      const one = await open({ toolRate: { perMinute: 1, burst: 1_000 } });
      const clients = Array.from({ length: 64 }, async () => {
        const outcomes: string[] = [];
        for (let nr = 0; nr < 200; nr++) outcomes.push(outcomeOf(await call(one, 'busy__say')));
        return outcomes;
      });
      const startedAt = performance.now();
      const counts = count((await Promise.all(clients)).flat());
      const minutes = Math.ceil((performance.now() - startedAt) / 60_000);
      const allowed = counts['ok'] ?? 0;
      expect(allowed).toBeGreaterThanOrEqual(1_000);
      expect(allowed).toBeLessThanOrEqual(1_000 + minutes);
      expect(counts).toEqual({ ok: allowed, LIMIT_001: 64 * 200 - allowed });
      expect(await reached()).toBe(allowed);
      // Another key, another tool and another server go on as before.
      const other = await addKey(one);
      expect(outcomeOf(await call(one, 'busy__say', { key: other.text }))).toBe('ok');
      expect(outcomeOf(await call(one, 'busy__rows', { args: { count: 1 } }))).toBe('ok');
      expect(outcomeOf(await call(one, 'calm__say'))).toBe('ok');
      const { limits, requests } = one.house.status();
      expect(limits).toContainEqual({ event: 'tool_rate_exceeded', server: 'busy', count: 64 * 200 - allowed });
      expect(requests.total).toBe(64 * 200 + 3);
      const records = (await one.activity()).filter(({ error }) => error === 'LIMIT_001');
      expect(records).toHaveLength(64 * 200 - allowed);
      expect(records[0]).toMatchObject({ outcome: 'refused', server: 'busy', name: 'say', method: 'tools/call' });
    },
  );

  it('and a call that is refused is told when to come back, and may then', async () => {
    const one = await open({}, { toolLimits: { say: { rate: { perMinute: 60, burst: 1 } } } });
    await call(one, 'busy__say');
    const refused = await call(one, 'busy__say');
    expect(refused.status).toBe(200);
    expect(refused.body.result).toMatchObject({
      isError: true,
      _meta: { [ERROR]: { code: 'LIMIT_001', retryable: true, details: { retry_after_seconds: 1 } } },
    });
    expect(textOf(refused.body.result)).toContain('busy · say');
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    expect(outcomeOf(await call(one, 'busy__say'))).toBe('ok');
  });

  it('with what a key may ask in all, whatever it asks: HTTP 429 and Retry-After', async () => {
    const one = await open({ keyRate: { perMinute: 6, burst: 2 } });
    const other = await addKey(one, { limits: { rate: FREE } });
    const list = (key = one.key) => {
      const { body, headers } = modernRequest('tools/list');
      return one.post(body, { headers: { ...headers, authorization: `Bearer ${key}` } });
    };
    await list();
    await call(one, 'calm__say');
    const refused = await list();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(5);
    expect(refused.body.error).toMatchObject({ code: 42_904, data: { [ERROR]: { code: 'LIMIT_001' } } });
    const hello = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'raw', version: '1' } };
    const legacy = await one.post({ jsonrpc: '2.0', id: 1, method: 'initialize', params: hello });
    expect([legacy.status, legacy.headers.get('retry-after') !== null]).toEqual([429, true]);
    for (let nr = 0; nr < 20; nr++) expect((await list(other.text)).status).toBe(200);
  });

  it('with calls in one batch, which count like calls made one by one', async () => {
    const one = await open({ toolRate: { perMinute: 1, burst: 3 } });
    const tool_calls = Array.from({ length: 5 }, () => ({ name: 'say', args: {} }));
    await call(one, 'enkrypt_secure_call_tools', { args: { server_name: 'busy', tool_calls } });
    expect(await reached()).toBe(3);
  });

  it('with what a server is asked by everybody', async () => {
    const one = await open({}, { limits: { rate: { perMinute: 1, burst: 5 } } });
    const other = await addKey(one);
    const keys = [one.key, other.text];
    const outcomes: string[] = [];
    for (let nr = 0; nr < 10; nr++) outcomes.push(outcomeOf(await call(one, 'busy__say', { key: keys[nr % 2] ?? '' })));
    expect(count(outcomes)).toEqual({ ok: 5, LIMIT_001: 5 });
    expect(await reached()).toBe(5);
    expect(outcomeOf(await call(one, 'calm__say'))).toBe('ok');
  });

  it('with a full line: the flood is refused, and another key still gets its turn', async () => {
    const one = await open({ requestsPerClient: 1_000 }, { concurrency: 2, queue: 8 });
    const other = await addKey(one);
    const nap = { args: { ms: 400 } };
    await call(one, 'busy__say');
    let rested = 0;
    const flood = Array.from({ length: 40 }, async () => {
      const answer = await call(one, 'busy__nap', nap);
      if (outcomeOf(answer) === 'ok') rested += 1;
      return answer;
    });
    await expect.poll(() => rested, { interval: 5 }).toBeGreaterThan(0);
    const restedBefore = rested;
    expect(outcomeOf(await call(one, 'busy__say', { key: other.text }))).toBe('ok');
    const wentBefore = rested - restedBefore;
    const counts = count((await Promise.all(flood)).map(outcomeOf));
    expect(counts['LIMIT_002']).toBeGreaterThanOrEqual(29);
    expect((counts['ok'] ?? 0) + (counts['LIMIT_002'] ?? 0)).toBe(40);
    expect(await reached()).toBe((counts['ok'] ?? 0) + 2);
    // One of the two places became free for it, although six others were in line before.
    expect(wentBefore).toBeLessThan(5);
    expect(one.house.status().limits).toContainEqual({
      event: 'server_queue_full',
      server: 'busy',
      count: counts['LIMIT_002'],
    });
  });

  it('with requests under way at once', async () => {
    const one = await open({ requestsPerClient: 3 });
    await call(one, 'busy__say');
    const answers = await Promise.all(Array.from({ length: 10 }, () => call(one, 'busy__nap', { args: { ms: 300 } })));
    expect(count(answers.map(outcomeOf))).toEqual({ ok: 3, LIMIT_003: 7 });
    expect(await reached()).toBe(4);
  });
});
