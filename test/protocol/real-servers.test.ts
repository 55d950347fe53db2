import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createGatewayKey } from '../../main/gateway/ports/gateway-key';
import type { JsonObject } from '../../shared/model/json-rpc';
import type { Era } from '../../shared/model/server';
import { builtFile } from '../support/built-file';
import { connectClient, ERAS, type Address, type McpClient } from '../support/mcp-clients';
import { realServers } from '../support/real-servers';
import { openTestHouse, textOf, type TestHouse } from '../support/test-house';

let real: Awaited<ReturnType<typeof realServers>>;
let house: TestHouse;
let program: string;
let ownDirectory: string;
let ownKey: string;
const clients: McpClient[] = [];

beforeAll(async () => {
  [real, program] = await Promise.all([realServers(), builtFile('headless.js')]);
  house = await openTestHouse({ servers: real.servers });
  ownDirectory = await mkdtemp(join(tmpdir(), 'smg-embedded-'));
  ownKey = await writeOwnConfig();
  // Each is asked once, so that no test pays for the first start of a program.
  await (await connect('legacy', 'http')).toolNames();
});

afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
});

afterAll(async () => {
  await house?.stop();
  await real?.remove();
  await rm(ownDirectory, { recursive: true, force: true });
});

async function writeOwnConfig(): Promise<string> {
  const key = createGatewayKey();
  const config = {
    version: 1,
    configs: { main: { name: 'Main', servers: real.servers } },
    projects: { demo: { name: 'Demo', configId: 'main', userIds: ['ada'] } },
    users: { ada: { name: 'Ada' } },
    keys: { [key.id]: { hash: key.hash, projectId: 'demo', userId: 'ada', createdAt: '2026-01-01T00:00:00Z' } },
  };
  await writeFile(join(ownDirectory, 'config.json'), JSON.stringify(config), { mode: 0o600 });
  return key.text;
}

type Door = 'http' | 'stdio' | 'embedded';

function addressOf(door: Door, server?: string): Address {
  if (door === 'http') {
    return { url: house.url(server === undefined ? '/mcp' : `/servers/${server}/mcp`), key: house.key };
  }
  const isEmbedded = door === 'embedded';
  const directory = isEmbedded ? ownDirectory : house.directory;
  const args = [program, 'stdio', '--data-dir', directory];
  if (isEmbedded) args.push('--embedded');
  if (server !== undefined) args.push('--server', server);
  const env = { ENKRYPT_GATEWAY_KEY: isEmbedded ? ownKey : house.key };
  return { command: process.execPath, args, env };
}

async function connect(era: Era, door: Door, server?: string): Promise<McpClient> {
  const client = await connectClient(era, addressOf(door, server));
  clients.push(client);
  return client;
}

interface Job {
  readonly server: string;
  readonly tool: string;
  readonly args: () => JsonObject;
  readonly says: RegExp;
}

const JOBS: readonly Job[] = [
  { server: 'everything', tool: 'get-sum', args: () => ({ a: 2, b: 40 }), says: /2 and 40 is 42/ },
  {
    server: 'files',
    tool: 'read_text_file',
    args: () => ({ path: join(real.folder, 'note.txt') }),
    says: /Water the plants/,
  },
  {
    server: 'memory',
    tool: 'create_entities',
    args: () => ({ entities: [{ name: 'Fern', entityType: 'plant', observations: ['thirsty'] }] }),
    says: /Fern|\[\]/,
  },
  {
    server: 'thinking',
    tool: 'sequentialthinking',
    args: () => ({ thought: 'Begin.', nextThoughtNeeded: false, thoughtNumber: 1, totalThoughts: 1 }),
    says: /"thoughtNumber": 1/,
  },
];

const DOORS = ['http', 'stdio', 'embedded'] as const satisfies readonly Door[];
const WAYS = ERAS.flatMap((era) => DOORS.map((door) => [era, door] as const));

describe('published servers through the gateway', () => {
  it.each(WAYS)('a %s client over %s lists and calls the tools of all four at once', async (era, door) => {
    const client = await connect(era, door);
    const names = await client.toolNames();
    for (const { server, tool, args, says } of JOBS) {
      expect(names).toContain(`${server}__${tool}`);
      const result = await client.call(`${server}__${tool}`, args());
      expect(result['isError']).toBeUndefined();
      expect(textOf(result)).toMatch(says);
    }
  });

  it.each(WAYS)('a %s client over %s lists and calls one server under its own names', async (era, door) => {
    // One program is enough to see that --server works there: each brings up a gateway of its own.
    const jobs = door === 'embedded' ? JOBS.slice(0, 1) : JOBS;
    for (const { server, tool, args, says } of jobs) {
      const client = await connect(era, door, server);
      const names = await client.toolNames();
      expect(names).toContain(tool);
      expect(names.filter((name) => name.includes('__') || name.startsWith('enkrypt_'))).toEqual([]);
      expect(textOf(await client.call(tool, args()))).toMatch(says);
    }
  });

  it.each(ERAS)('a %s client reads resources, templates and prompts of one server', async (era) => {
    const { sdk } = await connect(era, 'http', 'everything');
    const { resources } = await sdk.listResources();
    expect(resources).toHaveLength(7);
    const [first] = resources;
    const { contents } = await sdk.readResource({ uri: first?.uri ?? '' });
    expect(contents).toMatchObject([{ uri: first?.uri, text: expect.any(String) as string }]);
    const { resourceTemplates } = await sdk.listResourceTemplates();
    expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toContain(
      'demo://resource/dynamic/text/{resourceId}',
    );
    const dynamic = await sdk.readResource({ uri: 'demo://resource/dynamic/text/7' });
    expect(JSON.stringify(dynamic.contents)).toContain('Resource 7');
    const { prompts } = await sdk.listPrompts();
    expect(prompts.map(({ name }) => name)).toContain('args-prompt');
    const prompt = await sdk.getPrompt({ name: 'args-prompt', arguments: { city: 'Graz', state: 'Styria' } });
    expect(JSON.stringify(prompt.messages)).toContain('Graz, Styria');
  });

  it.each(ERAS)('a %s client reads them through the aggregate as well', async (era) => {
    const { sdk } = await connect(era, 'http');
    const { resources } = await sdk.listResources();
    const uri = resources.find((resource) => resource.uri.includes('features.md'))?.uri ?? '';
    expect((await sdk.readResource({ uri })).contents).toMatchObject([{ text: expect.any(String) as string }]);
    expect((await sdk.listResourceTemplates()).resourceTemplates.length).toBeGreaterThanOrEqual(2);
    const dynamic = await sdk.readResource({ uri: 'demo://resource/dynamic/text/7' });
    expect(JSON.stringify(dynamic.contents)).toContain('Resource 7');
    expect((await sdk.listPrompts()).prompts.map(({ name }) => name)).toContain('everything__simple-prompt');
    const prompt = await sdk.getPrompt({ name: 'everything__simple-prompt' });
    expect(prompt.messages).toHaveLength(1);
  });

  it.each(['http', 'stdio'] as const)('a legacy client is answered when it pings over %s', async (door) => {
    const { sdk } = await connect('legacy', door);
    expect(await sdk.ping()).toEqual({});
  });

  it.each(WAYS)(
    'a %s client over %s is sent every step of a long call, in order, before its end',
    async (era, door) => {
      const client = await connect(era, door);
      const args = { duration: 0.3, steps: 6 };
      const seen: unknown[] = [];
      const result = await client.call('everything__trigger-long-running-operation', args, {
        onprogress: (progress) => seen.push(progress),
      });
      expect(textOf(result)).toContain('Steps: 6');
      // Those that come in one piece with the result are dropped by the SDKs; what the wire brought is looked at below.
      const steps = [1, 2, 3, 4, 5, 6].map((progress) => ({ progress, total: 6 }));
      expect(seen).toEqual(steps.slice(0, seen.length));
      const from = client.wire.findIndex(({ method }) => method === 'tools/call');
      const [request, ...after] = client.wire.slice(from);
      const { progressToken } = request?.params?.['_meta'] as JsonObject;
      expect(progressToken).toBeDefined();
      const answers = after.filter(({ method, id }) => method === 'notifications/progress' || id === request?.id);
      expect(answers).toMatchObject([
        ...[1, 2, 3, 4, 5, 6].map((progress) => ({ params: { progressToken, progress, total: 6 } })),
        { result: {} },
      ]);
      expect(answers).toHaveLength(7);
    },
  );
});
