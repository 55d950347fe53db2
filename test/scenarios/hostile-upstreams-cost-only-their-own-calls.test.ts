import { afterEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/model/json-rpc';
import { connectClient, type McpClient } from '../support/mcp-clients';
import { eventually, fixture, openTestHouse, textOf, type TestHouse } from '../support/test-house';

let house: TestHouse | undefined;
const clients: McpClient[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
  await house?.stop();
  house = undefined;
});

const QUICK_MS = 1_000;

async function open(behaviour: string, settings: JsonObject = {}, args: readonly string[] = []): Promise<McpClient> {
  house = await openTestHouse({
    servers: {
      bad: { ...fixture('hostile.mjs', {}, [behaviour, ...args]), ...settings },
      good: fixture('friendly.mjs'),
    },
  });
  const client = await connectClient('legacy', { url: house.url(), key: house.key });
  clients.push(client);
  // Both are running before anything is measured.
  await client.call('good__echo');
  return client;
}

/**
 * Calls the healthy server again and again while something else goes on; resolves with what nine of ten calls took at most: on a
 * busy machine one call waits for other programs, but where a server held up all, most would wait.
 */
async function slowGoodCall(client: McpClient, meanwhile: Promise<unknown>): Promise<number> {
  let isOver = false;
  void meanwhile.finally(() => (isOver = true)).catch(() => undefined);
  const tookMs: number[] = [];
  for (let calls = 0; calls < 5 || (!isOver && calls < 500); calls += 1) {
    const startedAt = performance.now();
    expect(textOf(await client.call('good__echo', { nr: calls }))).toBe(JSON.stringify({ nr: calls }));
    tookMs.push(performance.now() - startedAt);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return tookMs.sort((a, b) => a - b)[Math.ceil(0.9 * tookMs.length) - 1]!;
}

describe('a hostile server costs only its own calls', () => {
  it('with one line of two hundred megabytes', async () => {
    const client = await open('huge-line', { maxMessageBytes: 1_048_576 }, ['200']);
    const before = process.memoryUsage.rss();
    const bad = client.call('bad__huge');
    expect(await slowGoodCall(client, bad)).toBeLessThan(QUICK_MS);
    const refusal = await bad;
    expect(refusal['isError']).toBe(true);
    expect(textOf(refusal)).toMatch(/bad/);
    // The process holds what other tests left too: what counts is what the line added, which must be less than half of it.
    expect(process.memoryUsage.rss() - before).toBeLessThan(100_000_000);
  });

  it.each(['stdout-flood', 'stdout-line-flood', 'message-flood'])('with a %s', async (behaviour) => {
    const client = await open(behaviour, { toolTimeout: 2 });
    const bad = client.call('bad__x').catch((failure: unknown) => failure);
    const meanwhile = Promise.all([bad, new Promise((resolve) => setTimeout(resolve, 1_500))]);
    expect(await slowGoodCall(client, meanwhile)).toBeLessThan(QUICK_MS);
    await meanwhile;
  });

  it('with a flood on stderr, which harms not even itself', async () => {
    const client = await open('stderr-flood');
    const bad = client.call('bad__x');
    expect(await slowGoodCall(client, bad)).toBeLessThan(QUICK_MS);
    expect((await bad)['isError']).toBeUndefined();
  });

  it('with silence', async () => {
    const client = await open('never-answers', { toolTimeout: 0.5 });
    const startedAt = performance.now();
    const bad = client.call('bad__x');
    expect(await slowGoodCall(client, bad)).toBeLessThan(QUICK_MS);
    const refusal = await bad;
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    expect(refusal['isError']).toBe(true);
    expect(textOf(refusal)).toContain('TOOL_004');
  });

  it('with slowness, and it is told that nobody waits any longer', async () => {
    const slow = { ...fixture('friendly.mjs'), toolTimeout: 0.5 };
    house = await openTestHouse({ servers: { slow } });
    const client = await connectClient('legacy', { url: house.url(), key: house.key });
    clients.push(client);
    const pid = textOf(await client.call('slow__pid'));
    const refusal = await client.call('slow__slow', { steps: 100, stepMs: 100 });
    expect(refusal['isError']).toBe(true);
    expect(textOf(refusal)).toContain('TOOL_004');
    await eventually(async () => textOf(await client.call('slow__cancelled')) !== '[]', 5_000);
    expect(JSON.parse(textOf(await client.call('slow__cancelled')))).toHaveLength(1);
    expect(textOf(await client.call('slow__pid'))).toBe(pid);
  });

  it('with a crash at every start', async () => {
    const client = await open('crash-loop');
    for (let round = 0; round < 3; round += 1) {
      const bad = client.call('bad__x');
      expect(await slowGoodCall(client, bad)).toBeLessThan(QUICK_MS);
      const refusal = await bad;
      if (refusal['isError'] === true) expect(textOf(refusal)).toMatch(/TOOL_006|SYS|NET|DISC/);
    }
  });

  it('with garbage between its messages', async () => {
    const client = await open('spoken-garbage');
    const bad = client.call('bad__x');
    expect(await slowGoodCall(client, bad)).toBeLessThan(QUICK_MS);
    expect(textOf(await bad)).toBe('after the garbage');
  });

  it.each(['wrong-id', 'crash-on-call', 'closes-stdout', 'closes-stdin'])('with %s', async (behaviour) => {
    const client = await open(behaviour, { toolTimeout: 1 });
    const bad = client.call('bad__x');
    expect(await slowGoodCall(client, bad)).toBeLessThan(QUICK_MS);
    const refusal = await bad;
    expect(refusal['isError']).toBe(true);
    expect(textOf(refusal)).toMatch(/TOOL_00[46]/);
  });
});
