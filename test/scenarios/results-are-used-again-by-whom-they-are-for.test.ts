import { afterEach, describe, expect, it } from 'vitest';
import { addKey } from '../support/second-key';
import { connectClient, type McpClient } from '../support/mcp-clients';
import { fixture, openTestHouse, textOf, type TestHouse } from '../support/test-house';

let house: TestHouse;
const clients: McpClient[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
  await house.stop();
});

async function open(settings: object = { resultCache: {} }): Promise<McpClient> {
  house = await openTestHouse({ servers: { clock: { ...fixture('clock.mjs'), ...settings } } });
  return connect(house.key);
}

async function connect(key: string): Promise<McpClient> {
  const client = await connectClient('legacy', { url: house.url(), key });
  clients.push(client);
  return client;
}

const call = async (client: McpClient, tool: string, args = {}) => textOf(await client.call(`clock__${tool}`, args));
const read = async (client: McpClient) =>
  ((await client.sdk.readResource({ uri: 'clock://now' })).contents as readonly { text: string }[])[0]?.text;

describe('a result', () => {
  it('is used again for the same key and arguments, in whatever order they stand', async () => {
    const client = await open();
    const first = await call(client, 'pure', { a: 1, b: { c: 2, d: 3 } });
    expect(await call(client, 'pure', { b: { d: 3, c: 2 }, a: 1 })).toBe(first);
    expect(await call(client, 'pure', { a: 1, b: { c: 2, d: 4 } })).not.toBe(first);
    const read1 = await read(client);
    expect(await read(client)).toBe(read1);
    const { answers } = house.house.gateway.current();
    expect(answers.size).toBe(3);
  });

  it('is nobody else’s', async () => {
    const client = await open();
    const mine = await call(client, 'pure');
    const { text: key } = await addKey(house);
    expect(await call(await connect(key), 'pure')).not.toBe(mine);
    expect(await call(client, 'pure')).toBe(mine);
  });

  it('is asked for anew where nobody said otherwise, where it does something, and where it failed', async () => {
    const client = await open();
    expect(await call(client, 'impure')).not.toBe(await call(client, 'impure'));
    expect(await call(client, 'broken')).not.toBe(await call(client, 'broken'));
    const other = house;
    const plain = await open({});
    expect(await call(plain, 'pure')).not.toBe(await call(plain, 'pure'));
    await other.stop();
  });

  it('is forgotten when its server says that something has changed, and when its time is over', async () => {
    const client = await open({ resultCache: { seconds: 1 } });
    const first = await read(client);
    await call(client, 'change');
    await expect.poll(() => read(client)).not.toBe(first);
    const second = await read(client);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await read(client)).not.toBe(second);
  });

  it('is recorded like any call, and counted', async () => {
    const client = await open();
    await call(client, 'pure');
    await call(client, 'pure');
    const records = (await house.activity()).filter(({ name }) => name === 'pure');
    expect(records.map(({ outcome }) => outcome)).toEqual(['ok', 'ok']);
  });
});
