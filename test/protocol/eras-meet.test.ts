import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/model/json-rpc';
import type { Era } from '../../shared/model/server';
import { builtFile } from '../support/built-file';
import { connectClient, ERAS, type McpClient } from '../support/mcp-clients';
import { fixture, openTestHouse, textOf, type TestHouse } from '../support/test-house';

let program: string;
let house: TestHouse;
const clients: McpClient[] = [];

beforeAll(async () => {
  program = await builtFile('headless.js');
  const friendly = (era: Era, setting: Era | 'auto') => ({
    ...fixture('friendly.mjs', {}, era === 'modern' ? ['--modern'] : []),
    era: setting,
  });
  house = await openTestHouse({
    servers: {
      'told-legacy': friendly('legacy', 'legacy'),
      'told-modern': friendly('modern', 'modern'),
      'found-legacy': friendly('legacy', 'auto'),
      'found-modern': friendly('modern', 'auto'),
      echo: { bundled: 'echo' },
    },
  });
});

afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
});

afterAll(() => house?.stop());

const DOORS = ['http', 'stdio'] as const;

async function connect(era: Era, door: (typeof DOORS)[number], server?: string): Promise<McpClient> {
  const own = server === undefined ? [] : ['--server', server];
  const client = await connectClient(
    era,
    door === 'http'
      ? { url: house.url(server === undefined ? '/mcp' : `/servers/${server}/mcp`), key: house.key }
      : {
          command: process.execPath,
          args: [program, 'stdio', '--data-dir', house.directory, ...own],
          env: { ENKRYPT_GATEWAY_KEY: house.key },
        },
  );
  clients.push(client);
  return client;
}

const SERVERS = ['told-legacy', 'told-modern', 'found-legacy', 'found-modern'];
const PAIRS = DOORS.flatMap((door) => ERAS.flatMap((era) => SERVERS.map((server) => [era, door, server] as const)));

describe('a client and a server of any two eras', () => {
  it.each(PAIRS)('a %s client over %s and the server "%s" understand each other', async (era, door, server) => {
    const client = await connect(era, door, server);
    expect(client.sdk.getServerVersion()).toMatchObject({ name: 'friendly' });
    expect(client.sdk.getInstructions()).toBe('I am friendly.');
    expect(await client.toolNames()).toContain('echo');
    expect(JSON.parse(textOf(await client.call('echo', { zero: 0, text: 'é' })))).toEqual({ zero: 0, text: 'é' });
    await client.call('slow', { steps: 3 }, { onprogress: () => undefined });
    const steps = client.wire.filter(({ method }) => method === 'notifications/progress');
    expect(steps).toMatchObject([1, 2, 3].map((progress) => ({ params: { progress, total: 3, note: 'kept' } })));
    await expect(client.call('nothing')).rejects.toMatchObject({ code: -32_602 });
  });

  it.each(ERAS)('a %s client is told what its own era knows, and nothing of the other', async (era) => {
    for (const server of SERVERS) {
      const client = await connect(era, 'http', server);
      await client.toolNames();
      await client.call('echo');
      const results = client.wire.flatMap(({ result }) => (result === undefined ? [] : [result]));
      expect(results).toHaveLength(2);
      for (const result of results) {
        expect(result['resultType']).toBe(era === 'modern' ? 'complete' : undefined);
        if (era === 'legacy') expect(Object.keys(result)).not.toContain('ttlMs');
      }
    }
  });

  it.each(ERAS)('a server is spoken to in its own era, whatever a %s client speaks', async (era) => {
    for (const server of SERVERS) {
      const client = await connect(era, 'http', server);
      const { received } = await client.call('echo', {});
      const meta = ((received as JsonObject)['_meta'] ?? {}) as JsonObject;
      const isModern = server.endsWith('modern');
      expect(meta['io.modelcontextprotocol/protocolVersion']).toBe(isModern ? '2026-07-28' : undefined);
    }
  });

  it.each(ERAS.flatMap((era) => DOORS.map((door) => [era, door] as const)))(
    'a %s client over %s uses the server that ships with the gateway',
    async (era, door) => {
      const aggregate = await connect(era, door);
      expect(textOf(await aggregate.call('echo__echo', { text: 'still here' }))).toBe('still here');
      const own = await connect(era, door, 'echo');
      expect(await own.toolNames()).toEqual(['echo', 'add', 'time']);
      expect(await own.call('add', { a: 0, b: -2 })).toMatchObject({ structuredContent: { sum: -2 } });
      expect(await own.call('add', { a: 'x' })).toMatchObject({ isError: true });
    },
  );
});
