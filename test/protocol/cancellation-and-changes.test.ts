import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Era } from '../../shared/model/server';
import { builtFile } from '../support/built-file';
import { connectClient, ERAS, type McpClient } from '../support/mcp-clients';
import { eventually, fixture, openTestHouse, textOf, type TestHouse } from '../support/test-house';

let program: string;
let house: TestHouse | undefined;
const clients: McpClient[] = [];

beforeAll(async () => {
  program = await builtFile('headless.js');
});

afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
  await house?.stop();
  house = undefined;
});

const DOORS = ['http', 'stdio'] as const;
type Door = (typeof DOORS)[number];
const WAYS = ERAS.flatMap((era) => DOORS.map((door) => [era, door] as const));

async function open(serverEra: Era = 'legacy'): Promise<TestHouse> {
  const friendly = { ...fixture('friendly.mjs', {}, serverEra === 'modern' ? ['--modern'] : []), era: serverEra };
  house = await openTestHouse({ servers: { friendly } });
  return house;
}

async function connect(era: Era, door: Door, server?: string): Promise<McpClient> {
  const { directory, key, url } = house!;
  const args = [program, 'stdio', '--data-dir', directory, ...(server === undefined ? [] : ['--server', server])];
  const client = await connectClient(
    era,
    door === 'http'
      ? { url: url(server === undefined ? '/mcp' : `/servers/${server}/mcp`), key }
      : { command: process.execPath, args, env: { ENKRYPT_GATEWAY_KEY: key } },
  );
  clients.push(client);
  return client;
}

describe.each(WAYS)('a call that a %s client takes back over %s', (era, door) => {
  it.each(ERAS)('is taken back from a %s server too, and the session goes on', async (serverEra) => {
    await open(serverEra);
    const client = await connect(era, door);
    const taken = new AbortController();
    let steps = 0;
    const call = client.call(
      'friendly__slow',
      { steps: 400, stepMs: 50 },
      { signal: taken.signal, onprogress: () => (steps += 1) },
    );
    const outcome = expect(call).rejects.toThrow();
    await eventually(() => steps > 0);
    const askedAt = performance.now();
    taken.abort();
    await outcome;
    await eventually(async () => textOf(await client.call('friendly__cancelled')) !== '[]', 5_000);
    expect(performance.now() - askedAt).toBeLessThan(2_000);
    const cancelled = JSON.parse(textOf(await client.call('friendly__cancelled'))) as readonly unknown[];
    expect(cancelled).toHaveLength(1);
  });
});

const CHANGED = 'notifications/tools/list_changed';
const timesHeard = (client: McpClient) => client.wire.filter(({ method }) => method === CHANGED).length;

describe.each(ERAS)('a change that a %s server announces', (serverEra) => {
  it.each(DOORS)('reaches legacy clients over %s on both faces', async (door) => {
    await open(serverEra);
    const faces = [await connect('legacy', door), await connect('legacy', door, 'friendly')];
    await faces[0]?.call('friendly__announce');
    for (const client of faces) await eventually(() => timesHeard(client) > 0, 5_000);
  });

  it.each(DOORS)('reaches modern clients that listen over %s, and no longer when they stop', async (door) => {
    await open(serverEra);
    const faces = [await connect('modern', door), await connect('modern', door, 'friendly')];
    for (const client of faces) {
      const sdk = client.sdk as Extract<McpClient['sdk'], { listen: unknown }>;
      const heard: unknown[] = [];
      sdk.setNotificationHandler(CHANGED, () => void heard.push(0));
      const subscription = await sdk.listen({ toolsListChanged: true });
      await client.call(client === faces[0] ? 'friendly__announce' : 'announce');
      await eventually(() => heard.length > 0, 5_000);
      await subscription.close();
    }
    const before = faces.map(timesHeard);
    await faces[0]?.call('friendly__announce');
    await faces[1]?.call('echo', { still: 'here' });
    expect(faces.map(timesHeard)).toEqual(before);
  });
});
