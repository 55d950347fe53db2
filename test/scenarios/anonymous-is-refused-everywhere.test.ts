import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixture, modernRequest, openTestHouse, type TestHouse } from '../support/test-house';

let house: TestHouse;
const inherited = process.env['ENKRYPT_GATEWAY_KEY'];

beforeAll(async () => {
  house = await openTestHouse({ servers: { rec: fixture('recording.mjs') } });
  // What the gateway's own process holds must never become the identity of those who hold nothing.
  process.env['ENKRYPT_GATEWAY_KEY'] = house.key;
});

afterAll(async () => {
  if (inherited === undefined) delete process.env['ENKRYPT_GATEWAY_KEY'];
  else process.env['ENKRYPT_GATEWAY_KEY'] = inherited;
  await house.stop();
});

const anonymous = { authorization: '' };
const METHODS = [
  'initialize',
  'ping',
  'tools/list',
  'tools/call',
  'prompts/list',
  'resources/list',
  'server/discover',
  'made/up',
];

describe('anonymous is refused everywhere', () => {
  it.each(METHODS.flatMap((method) => ['/mcp', '/mcp/', '/servers/rec/mcp'].map((path) => [method, path] as const)))(
    '%s at %s',
    async (method, path) => {
      const legacy = await house.post({ jsonrpc: '2.0', id: 0, method, params: {} }, { path, headers: anonymous });
      const modern = modernRequest(method);
      const other = await house.post(modern.body, { path, headers: { ...modern.headers, ...anonymous } });
      for (const answer of [legacy, other]) {
        expect(answer.status).toBe(401);
        expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="secure-mcp-gateway"');
        expect(answer.body.error).toMatchObject({ code: 40_103 });
      }
    },
  );

  it.each(['GET', 'DELETE'])('%s', async (method) => {
    const answer = await fetch(house.url(), { method, headers: { 'mcp-session-id': 'x' } });
    expect(answer.status).toBe(401);
  });

  it('with a key of the right form that nobody was given, and the header says why', async () => {
    const authorization = `Bearer smg_AAAAAAAAAAAA_${'A'.repeat(43)}`;
    const answer = await house.post({ jsonrpc: '2.0', id: 1, method: 'ping' }, { headers: { authorization } });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"');
  });

  it.each([
    ['apikey', (key: string) => ({ authorization: '', apikey: key })],
    ['ENKRYPT_GATEWAY_KEY', (key: string) => ({ authorization: '', ENKRYPT_GATEWAY_KEY: key })],
    ['authorization', (key: string) => ({ authorization: `bearer ${key}` })],
    ['all of them, saying the same', (key: string) => ({ apikey: key, ENKRYPT_GATEWAY_KEY: key })],
  ])('while a key is taken from %s', async (_, headers) => {
    const { body, headers: standard } = modernRequest('tools/list');
    expect((await house.post(body, { headers: { ...standard, ...headers(house.key) } })).status).toBe(200);
  });

  it('and two different keys at once are refused', async () => {
    const { body, headers } = modernRequest('tools/list');
    const answer = await house.post(body, { headers: { ...headers, apikey: `${house.key.slice(0, -1)}_` } });
    expect(answer.status).toBe(401);
    expect(String(answer.body.error?.['message'])).toContain('authorization, apikey');
  });

  it('and so is a key that claims another project', async () => {
    const { body, headers } = modernRequest('tools/list');
    expect((await house.post(body, { headers: { ...headers, project_id: 'other' } })).status).toBe(401);
    expect((await house.post(body, { headers: { ...headers, project_id: 'demo', user_id: 'ada' } })).status).toBe(200);
  });
});
