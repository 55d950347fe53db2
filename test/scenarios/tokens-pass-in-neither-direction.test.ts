import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/model/json-rpc';
import { connectClient, ERAS } from '../support/mcp-clients';
import { modernRequest, openTestHouse, textOf, type TestHouse } from '../support/test-house';
import { openTokenIssuer, type TokenIssuer } from '../support/token-issuer';

/** What no client may learn of the way into an upstream. */
const CHALLENGE = 'Bearer realm="the-upstream", resource_metadata="https://upstream.example/metadata"';

const received: { readonly path: string; readonly headers: IncomingHttpHeaders }[] = [];
let isShut = false;
let upstream: Server;
let server: TokenIssuer;
let house: TestHouse;

const RESULTS: Record<string, (id: unknown) => JsonObject> = {
  initialize: () => ({
    protocolVersion: '2025-11-25',
    capabilities: { tools: {} },
    serverInfo: { name: 'upstream', version: '1' },
  }),
  'tools/list': () => ({ tools: [{ name: 'hello', inputSchema: { type: 'object' } }] }),
  'tools/call': () => ({ content: [{ type: 'text', text: 'hello' }] }),
};

beforeAll(async () => {
  upstream = createServer((request, response) => {
    received.push({ path: request.url ?? '', headers: request.headers });
    let raw = '';
    request.on('data', (part: Buffer) => (raw += part.toString()));
    request.on('end', () => {
      if (isShut) return void response.writeHead(401, { 'www-authenticate': CHALLENGE }).end('who are you');
      if (request.method !== 'POST') return void response.writeHead(405).end();
      const { id, method } = JSON.parse(raw) as { readonly id?: unknown; readonly method: string };
      const result = RESULTS[method]?.(id);
      if (id === undefined) return void response.writeHead(202).end();
      const error = { code: -32_601, message: 'Method not found' };
      response.writeHead(200, {
        'content-type': 'application/json',
        'mcp-session-id': 'one',
        'www-authenticate': CHALLENGE,
      });
      response.end(JSON.stringify({ jsonrpc: '2.0', id, ...(result === undefined ? { error } : { result }) }));
    });
  });
  await new Promise<void>((ready) => upstream.listen(0, '127.0.0.1', ready));
  server = await openTokenIssuer();
  const url = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}/mcp`;
  house = await openTestHouse({
    servers: { up: { url, transport: 'streamable-http', era: 'legacy', headers: { 'X-Own': 'configured' } } },
    config: { auth: [{ use: 'local-api-key' }, { use: 'jwt', options: { issuer: server.issuer, project: 'demo' } }] },
  });
});

afterAll(async () => {
  await house?.stop();
  await server?.stop();
  upstream?.closeAllConnections();
  upstream?.close();
});

beforeEach(() => {
  isShut = false;
});

describe('tokens pass in neither direction', () => {
  it.each(ERAS)('what a %s client says to get in stays at the gateway', async (era) => {
    received.length = 0;
    const key = await server.sign({ aud: new URL(house.url()).origin });
    for (const path of ['/mcp', '/servers/up/mcp']) {
      const client = await connectClient(era, { url: house.url(path), key });
      expect(textOf(await client.call(path === '/mcp' ? 'up__hello' : 'hello'))).toBe('hello');
      await client.close();
    }
    const { body, headers } = modernRequest('tools/call', { name: 'up__hello', arguments: {} });
    const elsewhere = { authorization: '', apikey: house.key, cookie: `token=${key}`, user_id: 'ada' };
    expect((await house.post(body, { headers: { ...headers, ...elsewhere } })).status).toBe(200);
    expect(received.length).toBeGreaterThan(2);
    expect(received.every((one) => one.headers['x-own'] === 'configured')).toBe(true);
    for (const { headers: sent } of received) {
      for (const name of ['authorization', 'apikey', 'enkrypt_gateway_key', 'cookie', 'user_id', 'project_id']) {
        expect(sent[name]).toBeUndefined();
      }
    }
    for (const secret of [key, house.key]) expect(JSON.stringify(received)).not.toContain(secret);
  });

  it('how an upstream wants to be asked stays at the gateway, too', async () => {
    const { body, headers } = modernRequest('tools/call', { name: 'up__hello', arguments: {} });
    const authorization = `Bearer ${await server.sign({ aud: new URL(house.url()).origin })}`;
    const open = await house.post(body, { headers: { ...headers, authorization } });
    expect(open.body.result).toMatchObject({ content: [{ text: 'hello' }] });
    expect(open.headers.get('www-authenticate')).toBeNull();
    isShut = true;
    for (const path of ['/mcp', '/servers/up/mcp']) {
      const name = path === '/mcp' ? 'up__hello' : 'hello';
      const call = modernRequest('tools/call', { name, arguments: {} });
      const shut = await house.post(call.body, { path, headers: { ...call.headers, authorization } });
      expect(shut.status).not.toBe(401);
      expect(shut.body.result).toMatchObject({ isError: true });
      expect(shut.headers.get('www-authenticate')).toBeNull();
      expect(JSON.stringify(shut.body)).not.toMatch(/the-upstream|upstream\.example|resource_metadata/);
    }
  });
});
