import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { fixture, openTestHouse, type TestHouse, textOf } from '../../../../support/test-house';

let house: TestHouse;
let everything: Client;
let one: Client;

beforeAll(async () => {
  house = await openTestHouse({
    servers: {
      rec: fixture('recording.mjs'),
      few: { ...fixture('recording.mjs'), tools: ['say'] },
      off: { ...fixture('recording.mjs'), enabled: false },
    },
  });
  [everything, one] = await Promise.all([house.legacyClient(), house.legacyClient('/servers/rec/mcp')]);
});
afterAll(() => house.stop());

const refusal = (request: Promise<unknown>) =>
  request.then(
    () => 'no refusal',
    (failure: { code: number; message: string }) => `${failure.code} ${failure.message}`,
  );

describe('route', () => {
  it('finds tools by the name that the face gives them', async () => {
    expect(textOf(await everything.callTool({ name: 'rec__say', arguments: { text: 'a' } }))).toBe('You said: a');
    expect(textOf(await one.callTool({ name: 'say', arguments: { text: 'b' } }))).toBe('You said: b');
    expect(textOf(await everything.callTool({ name: 'few__say', arguments: { text: 'c' } }))).toBe('You said: c');
  });

  it.each([
    'say',
    'rec__nothing',
    'none__say',
    'off__say',
    'few__pid',
    '__say',
    'rec__',
    '',
    'constructor',
    'gateway__x',
  ])('knows no tool %j in the aggregate', async (name) => {
    expect(await refusal(everything.callTool({ name }))).toContain('-32602');
  });

  it.each(['rec__say', 'enkrypt_list_all_servers', 'nothing'])(
    'knows no tool %j on the face of a server',
    async (name) => {
      expect(await refusal(one.callTool({ name }))).toContain('-32602');
    },
  );

  it('hides tools that the config does not list, from lists too', async () => {
    const names = (await everything.listTools()).tools.map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('few__'))).toEqual(['few__say']);
    expect(names.some((name) => name.startsWith('off__'))).toBe(false);
  });

  it('finds prompts by exposed name, resources by URI and by template', async () => {
    const prompt = await everything.getPrompt({ name: 'rec__greet', arguments: { who: 'Ada' } });
    expect(JSON.stringify(prompt)).toContain('Greet Ada');
    expect(await refusal(everything.getPrompt({ name: 'greet' }))).toContain('-32602');
  });

  it.each([
    ['tools/call', {}, '"params.name" must be a string'],
    ['tools/call', { name: 7 }, '"params.name" must be a string'],
    ['tools/list', { cursor: 7 }, '"cursor" must be a string'],
    ['tools/list', { cursor: 'made up' }, 'cursor'],
    ['tools/list', { cursor: '' }, 'cursor'],
    ['resources/read', {}, '"params.uri" must be a string'],
    ['prompts/get', { name: null }, '"params.name" must be a string'],
  ])('refuses %s with %j', async (method, params, hint) => {
    for (const path of ['/mcp', '/servers/rec/mcp']) {
      const hello = { jsonrpc: '2.0', id: 0, method: 'initialize', params: { protocolVersion: '2025-11-25' } };
      const session = (await house.post(hello, { path })).headers.get('mcp-session-id') ?? '';
      const headers = { 'mcp-session-id': session };
      const { body } = await house.post({ jsonrpc: '2.0', id: 1, method, params }, { path, headers });
      expect(body.error).toMatchObject({ code: -32_602, message: expect.stringContaining(hint) as unknown });
    }
  });

  it('pages a server’s own list as the server does', async () => {
    const first = await one.listTools();
    expect(first.tools).toHaveLength(4);
    expect(first.nextCursor).toBe('4');
    const second = await one.listTools({ cursor: '4' });
    expect(second.tools).toHaveLength(2);
    expect(second.nextCursor).toBeUndefined();
  });

  it('passes methods that it does not know to the server of a face, and refuses them in the aggregate', async () => {
    const schema = { parse: (value: unknown) => value } as never;
    expect(await refusal(one.request({ method: 'made/up' }, schema))).toContain('No method made/up');
    expect(await refusal(everything.request({ method: 'made/up' }, schema))).toContain('-32601');
  });
});

describe('exposure', () => {
  it.each([
    ['tools', false, true],
    ['gateway-tools', true, false],
    ['both', true, true],
  ] as const)('%s', async (exposure, hasOwn, hasTheirs) => {
    await house.edit((config) => void Object.assign(config.projects['demo'] ?? {}, { exposure }));
    const names = (await everything.listTools()).tools.map(({ name }) => name);
    expect(names.includes('enkrypt_list_all_servers')).toBe(hasOwn);
    expect(names.includes('rec__say')).toBe(hasTheirs);
    const own = await refusal(everything.callTool({ name: 'enkrypt_get_timeout_metrics' }));
    const theirs = await refusal(everything.callTool({ name: 'rec__pid' }));
    expect([own === 'no refusal', theirs === 'no refusal']).toEqual([hasOwn, hasTheirs]);
  });
});
