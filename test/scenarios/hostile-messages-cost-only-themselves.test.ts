import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { GatewayConfigInput } from '../../shared/config/gateway-config';
import type { JsonObject } from '../../shared/model/json-rpc';
import type { WireMessage } from '../support/mcp-clients';
import { shimTransport } from '../support/shim-client';
import { eventually, fixture, modernRequest, openTestHouse, textOf, type TestHouse } from '../support/test-house';

let house: TestHouse | undefined;
const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  await house?.stop();
  house = undefined;
});

async function open(config: Partial<GatewayConfigInput> = {}, env: Record<string, string> = {}): Promise<TestHouse> {
  house = await openTestHouse({ servers: { large: fixture('large.mjs', env) }, config });
  return house;
}

async function call(one: TestHouse, name: string, args: JsonObject = {}) {
  const { body, headers } = modernRequest('tools/call', { name, arguments: args });
  return one.post(body, { headers });
}

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const wide = (count: number) => `{${Array.from({ length: count }, (_, nr) => `"k${nr}":0`).join(',')}}`;
/** A call as text, with this in its arguments. */
const saying = (content: string) =>
  JSON.stringify(modernRequest('tools/call', { name: 'large__say', arguments: { x: 'HERE' } }).body).replace(
    '"HERE"',
    content,
  );
const { headers: SAY } = modernRequest('tools/call', { name: 'large__say' });

const HOSTILE = [
  ['is nested too deep', nested(100), 'deeper than 64 levels', 413],
  ['is nested a million levels deep', nested(1_000_000), 'deeper than 64 levels', 413],
  ['has too many values', `[${'0,'.repeat(200_001)}0]`, 'more than 200000 values', 413],
  ['has an object that is too wide', wide(10_001), 'more than 10000 members', 413],
  ['names a member twice', '{"path":"/ok","path":"/etc"}', 'names a member twice', 400],
  ['names a member twice in two spellings', '{"path":"/ok","\\u0070ath":"/etc"}', 'names a member twice', 400],
] as const;

describe('a message of a client that', () => {
  it.each(HOSTILE)('%s is refused, over HTTP', async (_, content, why, status) => {
    const one = await open();
    const answer = await one.post(saying(content), { headers: SAY });
    expect([answer.status, String(answer.body.error?.['message'])]).toEqual([status, expect.stringContaining(why)]);
    expect((await one.post(saying('{"fine":[[]]}'), { headers: SAY })).body.result).toMatchObject({ content: [{}] });
  });

  it.each(HOSTILE)('%s is refused on a line, by its id, and the connection goes on', async (_, content, why) => {
    const one = await open();
    const transport = shimTransport({ path: one.house.addresses.socket, key: one.key });
    closers.push(() => transport.close());
    const heard: WireMessage[] = [];
    transport.onmessage = (message) => void heard.push(message as WireMessage);
    transport.write(saying(content));
    transport.write(saying('{"fine":[[]]}').replace('"id":1', '"id":2'));
    await eventually(() => heard.length === 2);
    expect(heard.find(({ id }) => id === 1)).toMatchObject({
      error: { message: expect.stringContaining(why) as string },
    });
    expect(heard.find(({ id }) => id === 2)).toMatchObject({ result: { content: [{}] } });
  });

  it('does not arrive is not waited for', async () => {
    const one = await open({ limits: { requestArrival: 1 } });
    // The limit is in force from the first request on.
    await call(one, 'large__say');
    const { port } = new URL(one.url());
    const startedAt = performance.now();
    const socket = connect(Number(port), '127.0.0.1');
    const head = `POST /mcp HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${one.key}\r\n`;
    socket.write(`${head}content-type: application/json\r\ncontent-length: 1000\r\n\r\n{"jsonrpc"`);
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    await new Promise((resolve) => socket.once('close', resolve));
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
    expect(answer).toContain('LIMIT_006');
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect(one.house.status().limits).toContainEqual({ event: 'request_too_slow', count: 1 });
  });

  it('is too large is refused, and counted', async () => {
    const one = await open({ listen: { maxBodyBytes: 10_000 } });
    expect((await one.post(saying(`"${'x'.repeat(20_000)}"`), { headers: SAY })).status).toBe(413);
    expect(one.house.status().limits).toContainEqual({ event: 'request_too_large', count: 1 });
  });
});

describe('a server that', () => {
  it.each([
    ['nests its answer too deep', 'deep', { depth: 100 }],
    ['nests its answer three thousand levels deep', 'deep', { depth: 3_000 }],
    ['answers with too wide an object', 'wide', { count: 10_001 }],
    ['answers with too many values', 'many', { count: 200_001 }],
  ])('%s costs that call alone', async (_, tool, args) => {
    const one = await open();
    const [bad, good] = await Promise.all([call(one, `large__${tool}`, args), call(one, 'large__say')]);
    expect(textOf(bad.body.result)).toContain('LIMIT_005');
    expect(textOf(good.body.result)).toBe('said');
    expect(textOf((await call(one, 'large__say')).body.result)).toBe('said');
    expect(one.house.status().limits).toContainEqual({ event: 'answer_too_complex', server: 'large', count: 1 });
    expect(one.house.status().upstreams).toMatchObject([{ restarts: 0, state: 'ready' }]);
  });

  it('may nest deeper where the operator lets it', async () => {
    const one = await open({ limits: { jsonDepth: 200 }, guardrails: [] });
    expect((await call(one, 'large__deep', { depth: 100 })).body.result).toMatchObject({ content: [{ text: 'deep' }] });
  });

  it('storms with changes is muted for a while, and its calls are answered', async () => {
    const one = await open();
    const client = await one.legacyClient();
    const heard: string[] = [];
    client.fallbackNotificationHandler = async ({ method }) => void heard.push(method);
    expect(textOf(await client.callTool({ name: 'large__storm', arguments: { count: 5_000 } }))).toBe('stormed');
    expect(textOf(await client.callTool({ name: 'large__say' }))).toBe('said');
    const { limits } = one.house.status();
    expect(limits).toContainEqual({ event: 'server_muted', server: 'large', count: 1 });
    expect(one.logged.filter((line) => line.startsWith('warn A server sends too many'))).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(heard.length).toBeLessThanOrEqual(2);
  });

  it('offers too much is shown as far as there is room, and the log says what is left out', async () => {
    const one = await open(
      { limits: { toolsPerServer: 50, schemaSize: 10_000 } },
      { TOOLS: '100', BIG_SCHEMA: '20000' },
    );
    const client = await one.legacyClient('/servers/large/mcp');
    const { tools } = await client.listTools();
    expect(tools).toHaveLength(50);
    const refused = await client.callTool({ name: 'extra-99' }).catch((failure: unknown) => String(failure));
    expect(refused).toContain('There is no tool "extra-99" here');
    const notes = one.logged.filter((line) => line.startsWith('warn Tools of a server are left out'));
    expect(notes).toEqual([
      expect.stringContaining('A schema of over 10000 characters: bulky'),
      expect.stringContaining('More than 50 tools: extra-'),
    ]);
    expect(one.house.status().limits).toContainEqual({ event: 'tool_left_out', server: 'large', count: 61 });
  });

  it('describes a tool at length is cut short in lists, and can be read in full', async () => {
    const one = await open({}, { WORDS: '2000' });
    const client = await one.legacyClient();
    const say = (await client.listTools()).tools.find(({ name }) => name === 'large__say');
    expect(say?.description).toMatch(/^Says it\. And more\..*… \(cut after 8192 of 20009 characters; /);
    const info = await client.callTool({ name: 'enkrypt_get_server_info', arguments: { server_name: 'large' } });
    expect(JSON.stringify(info.structuredContent)).toContain('And more. '.repeat(2_000));
  });
});
