import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/model/json-rpc';
import { type EverythingOverHttp, startEverything } from '../support/everything-over-http';
import { connectClient, ERAS, type McpClient } from '../support/mcp-clients';
import { openTestHouse, textOf, type TestHouse } from '../support/test-house';

let remote: readonly EverythingOverHttp[] = [];
const clients: McpClient[] = [];
let house: TestHouse;

beforeAll(async () => {
  remote = await Promise.all([startEverything('streamableHttp'), startEverything('sse')]);
  const [streamable, sse] = remote.map(({ origin }) => origin);
  house = await openTestHouse({
    servers: {
      streamable: { url: `${streamable}/mcp` },
      sse: { url: `${sse}/sse`, transport: 'sse' },
      // Nothing says here that this is the older transport.
      found: { url: `${sse}/sse` },
    },
  });
});

afterAll(async () => {
  for (const client of clients) await client.close();
  await house?.stop();
  await Promise.all(remote.map((server) => server.stop()));
});

const SERVERS = ['streamable', 'sse', 'found'];
const PAIRS = ERAS.flatMap((era) => SERVERS.map((server) => [era, server] as const));

async function connect(...[era, path]: [(typeof ERAS)[number], string]): Promise<McpClient> {
  const client = await connectClient(era, { url: house.url(path), key: house.key });
  clients.push(client);
  return client;
}

describe('a server that is reached over HTTP', () => {
  it.each(PAIRS)('serves a %s client as "%s" on both faces', async (era, server) => {
    const aggregate = await connect(era, '/mcp');
    expect(await aggregate.toolNames()).toContain(`${server}__get-sum`);
    expect(textOf(await aggregate.call(`${server}__get-sum`, { a: 2, b: 40 }))).toContain('42');
    const own = await connect(era, `/servers/${server}/mcp`);
    expect(await own.toolNames()).toContain('get-sum');
    expect(textOf(await own.call('echo', { message: 'across' }))).toBe('Echo: across');
    expect((await own.sdk.listResources()).resources).toHaveLength(7);
    expect((await own.sdk.readResource({ uri: 'demo://resource/dynamic/text/7' })).contents).toHaveLength(1);
    expect((await own.sdk.getPrompt({ name: 'simple-prompt' })).messages).toHaveLength(1);
  });

  it.each(PAIRS)('is followed step by step by a %s client through "%s"', async (era, server) => {
    const client = await connect(era, `/servers/${server}/mcp`);
    await client.call('trigger-long-running-operation', { duration: 0.2, steps: 4 }, { onprogress: () => undefined });
    const steps = client.wire.filter(({ method }) => method === 'notifications/progress');
    expect(steps.map(({ params }) => (params as JsonObject)['progress'])).toEqual([1, 2, 3, 4]);
  });

  it('keeps what a client sends to the gateway to itself', async () => {
    const client = await connect('legacy', '/servers/streamable/mcp');
    const text = textOf(await client.call('get-env'));
    expect(text).not.toContain(house.key);
  });
});
