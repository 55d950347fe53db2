import { afterEach, describe, expect, it } from 'vitest';
import type { GatewayConfigInput } from '../../shared/config/gateway-config';
import type { JsonObject } from '../../shared/model/json-rpc';
import { connectClient, ERAS, type McpClient } from '../support/mcp-clients';
import { addKey } from '../support/second-key';
import { fixture, modernRequest, openTestHouse, textOf, type TestHouse } from '../support/test-house';

let house: TestHouse | undefined;
const clients: McpClient[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
  await house?.stop();
  house = undefined;
});

async function open(settings: object = {}, config: Partial<GatewayConfigInput> = {}): Promise<TestHouse> {
  house = await openTestHouse({ servers: { large: { ...fixture('large.mjs'), ...settings } }, config });
  return house;
}

async function connect(one: TestHouse, era: (typeof ERAS)[number], path = '/mcp', key = one.key) {
  const client = await connectClient(era, { url: one.url(path), key });
  clients.push(client);
  return client;
}

const rowsOf = (count: number, say = 'a row of text') =>
  Array.from({ length: count }, (_, nr) => `${nr} ${say}`).join('\n');
const uriIn = (result: JsonObject) => /gateway:\/\/result\/[\w-]+/.exec(JSON.stringify(result))?.[0] ?? '';

/** How long the event loop, which client and gateway share here, stood still at most. */
function watchDelays() {
  const beganAt = performance.now();
  let [last, longest] = [beganAt, 0];
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }, 5);
  return {
    soFar: () => performance.now() - beganAt,
    end: () => {
      clearInterval(timer);
      return longest;
    },
  };
}

async function read(client: McpClient, uri: string) {
  const { contents } = await client.sdk.readResource({ uri });
  const [content] = contents as readonly { readonly text?: string; readonly blob?: string }[];
  return content ?? {};
}

async function readWhole(client: McpClient, uri: string): Promise<string> {
  const parts: string[] = [];
  for (let page = 1, pages = 1; page <= pages; page++) {
    const { contents, _meta } = await client.sdk.readResource({ uri: `${uri}?page=${page}` });
    parts.push((contents as readonly { readonly text: string }[])[0]?.text ?? '');
    pages = (_meta?.['secure-mcp-gateway/page'] as { readonly pages: number }).pages;
  }
  return parts.join('');
}

const FACES = [
  ['aggregate', '/mcp', 'large__'],
  ['server', '/servers/large/mcp', ''],
] as const;

describe.each(ERAS)('a large result, to a client of the %s era', (era) => {
  it.each(FACES)('is readable page by page on the face of the %s, and searchable', async (_, path, prefix) => {
    const client = await connect(await open(), era, path);
    const result = await client.call(`${prefix}rows`, { count: 20_000 });
    expect(textOf(result).length).toBeLessThan(12_000);
    expect(textOf(result)).toContain('20000 lines');
    const [, link] = result['content'] as readonly JsonObject[];
    expect(link).toMatchObject({ type: 'resource_link', uri: uriIn(result) });
    expect(await readWhole(client, uriIn(result))).toBe(rowsOf(20_000));
    const found = await read(client, `${uriIn(result)}?search=19999%20ROW`);
    expect(found.text).toMatch(/^line 20000 \(page \d+\): 19999 a row of text$/);
    const { resources } = await client.sdk.listResources();
    expect(resources).toEqual([]);
  });

  it('fits the output schema of its tool, which clients check', async () => {
    const client = await connect(await open(), era);
    await client.toolNames();
    const result = await client.call('large__typed', { count: 5_000 });
    expect((result['structuredContent'] as { readonly records: unknown[] }).records).toHaveLength(5_000);
    expect(textOf(result)).toContain('JSON: object of 1: records (array of 5000)');
    const huge = await client.call('large__typed', { count: 40_000 });
    expect(huge).toMatchObject({ isError: true });
    expect(JSON.parse(await readWhole(client, uriIn(huge)))).toMatchObject({ records: { length: 40_000 } });
    const plain = await client.call('large__json', { count: 5_000 });
    expect(plain['structuredContent']).toMatchObject({ shortened: true, uri: uriIn(plain) });
  });

  it('is nobody else’s: another key and another session learn nothing, not even that it is there', async () => {
    const one = await open();
    const client = await connect(one, era);
    const uri = uriIn(await client.call('large__rows', { count: 20_000 }));
    const never = uri.replace(/[^/]+$/, 'AAAAAAAAAAAAAAAAAAAAAA');
    const { text: key } = await addKey(one);
    const others = [await connect(one, era, '/mcp', key), await connect(one, 'legacy')];
    const told = async (who: McpClient, asked: string) => {
      const failure = await read(who, asked).catch((thrown: unknown) => thrown as { code: number; message: string });
      return JSON.stringify(failure)
        .replaceAll(asked, 'URI')
        .replace(/[\da-f-]{36}/g, '')
        .replace(/"\d{4}-[^"]*Z"/g, '');
    };
    for (const other of others) {
      expect(await told(other, uri)).toBe(await told(other, never));
      expect(await told(other, uri)).toContain('TOOL_002');
    }
    expect((await read(client, uri)).text).toContain('0 a row of text');
  });
});

describe('a large result', () => {
  it('of fifty megabytes gives the same bytes again when its pages are joined', { timeout: 120_000 }, async () => {
    const limits = { results: { bytesPerKey: 128 * 1024 * 1024 } };
    const one = await open(
      { maxMessageBytes: 128 * 1024 * 1024 },
      { guardrails: [], limits: { ...limits, keyRate: { perMinute: 0 } } },
    );
    const client = await connect(one, 'legacy');
    const say = 'x'.repeat(1_000);
    const delays = watchDelays();
    const result = await client.call('large__rows', { count: 53_000, say });
    const callMs = delays.soFar();
    const readAt = performance.now();
    const whole = await readWhole(client, uriIn(result));
    const readMs = performance.now() - readAt;
    expect(whole.length).toBeGreaterThan(50 * 1024 * 1024);
    expect(whole === rowsOf(53_000, say)).toBe(true);
    const searchAt = performance.now();
    const found = await read(client, `${uriIn(result)}?search=52999`);
    const took = [callMs, readMs, performance.now() - searchAt, delays.end()].map(Math.round).join(', ');
    process.stdout.write(`50 MB, in ms: the call, reading it all, searching it, the longest pause: ${took}\n`);
    expect(found.text).toMatch(/^line 53000 \(page \d+\): 52999 x/);
  });

  it('that a guardrail withholds cannot be read either, and what it redacts is redacted on every page', async () => {
    const word = 'not-for-clients';
    const judge = (action: string) => [
      {
        name: 'word',
        use: 'custom-keyword',
        options: { words: [word], action, replacement: 'GONE' },
        phases: ['output'],
      },
    ];
    const one = await open({}, { guardrails: judge('redact') as never });
    const client = await connect(one, 'modern');
    const args = { count: 20_000, once: word };
    const redacted = await readWhole(client, uriIn(await client.call('large__rows', args)));
    expect(redacted).toBe(rowsOf(20_000).replace('10000 a row of text', '10000 a row of text GONE'));
    await one.edit((config) => void (config.guardrails = judge('block')));
    const blocked = await client.call('large__rows', args);
    expect(blocked).toMatchObject({ isError: true });
    expect([uriIn(blocked), JSON.stringify(blocked).includes(word)]).toEqual(['', false]);
  });

  it('is forgotten when what is judged changes', async () => {
    const one = await open();
    const client = await connect(one, 'modern');
    const uri = uriIn(await client.call('large__rows', { count: 20_000 }));
    await one.edit((config) => void (config.guardrails = []));
    await expect(read(client, uri)).rejects.toThrow('There is no resource');
  });

  it('is handed out whole where the operator wants that, for one tool', async () => {
    const one = await open({ toolLimits: { rows: { resultSize: 0 } }, limits: { resultSize: 2_000 } });
    const client = await connect(one, 'modern', '/servers/large/mcp');
    expect(textOf(await client.call('rows', { count: 20_000 }))).toBe(rowsOf(20_000));
    expect(uriIn(await client.call('json', { count: 100 }))).not.toBe('');
    expect(one.house.status().limits).toContainEqual({ event: 'result_paged', server: 'large', count: 1 });
  });

  it('is shortened in a batch too, and pictures stay until they are too large', async () => {
    const one = await open({ limits: { binarySize: 100_000 } });
    const client = await connect(one, 'modern');
    const tool_calls = [{ name: 'rows', args: { count: 20_000 } }];
    const batch = await client.call('enkrypt_secure_call_tools', { server_name: 'large', tool_calls });
    expect(JSON.stringify(batch).length).toBeLessThan(60_000);
    expect(await readWhole(client, uriIn(batch))).toBe(rowsOf(20_000));
    const [small] = (await client.call('large__picture', { bytes: 60_000 }))['content'] as readonly JsonObject[];
    expect(small).toMatchObject({ type: 'image', data: Buffer.alloc(60_000, 7).toString('base64') });
    const large = await client.call('large__picture', { bytes: 100_000 });
    const page = await read(client, uriIn(large));
    expect(Buffer.from(page.blob ?? '', 'base64').equals(Buffer.alloc(49_152, 7))).toBe(true);
  });

  it('to a client of before 2025-06-18 has no link, which it would refuse', async () => {
    const one = await open();
    const hello = { protocolVersion: '2025-03-26', capabilities: {}, clientInfo: { name: 'old', version: '1' } };
    const first = await one.post({ jsonrpc: '2.0', id: 0, method: 'initialize', params: hello });
    const headers = { 'mcp-session-id': first.headers.get('mcp-session-id') ?? '' };
    const params = { name: 'large__rows', arguments: { count: 20_000 } };
    const { body } = await one.post({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }, { headers });
    expect((body.result?.['content'] as readonly JsonObject[]).map(({ type }) => type)).toEqual(['text']);
    const uri = `${uriIn(body.result ?? {})}?page=1`;
    const page = await one.post({ jsonrpc: '2.0', id: 2, method: 'resources/read', params: { uri } }, { headers });
    expect(page.body.result).toMatchObject({ contents: [{ uri, mimeType: 'text/plain' }] });
    const { body: asked, headers: named } = modernRequest('resources/read', { uri });
    expect((await one.post(asked, { headers: named })).body.error).toMatchObject({ code: -32_602 });
  });
});
