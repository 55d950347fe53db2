import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixture, modernRequest, openTestHouse, toolCall, type TestHouse } from '../../../../support/test-house';

let house: TestHouse;
let port: number;

beforeAll(async () => {
  house = await openTestHouse({
    servers: { rec: fixture('recording.mjs') },
    config: { listen: { maxBodyBytes: 8_192 } },
  });
  port = Number(new URL(house.url()).port);
});
afterAll(() => house.stop());

const initialize = (protocolVersion = '2025-11-25') => ({
  jsonrpc: '2.0',
  id: 0,
  method: 'initialize',
  params: { protocolVersion, capabilities: {}, clientInfo: { name: 'raw', version: '1' } },
});

async function session(protocolVersion?: string): Promise<{ readonly 'mcp-session-id': string }> {
  const { headers } = await house.post(initialize(protocolVersion));
  return { 'mcp-session-id': headers.get('mcp-session-id') ?? '' };
}

const send = (method: string, headers: Record<string, string> = {}, path?: string) =>
  fetch(house.url(path), { method, headers: { authorization: `Bearer ${house.key}`, ...headers } });

/** Header names that `fetch` would not let us choose. */
function sendAs(headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ port, host: '127.0.0.1', path: '/mcp', method: 'POST', headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject);
    sent.end('{}');
  });
}

describe('createHttpListener', () => {
  it('refuses foreign hosts and origins before it looks at anything else', async () => {
    expect(await sendAs({ host: 'evil.example' })).toBe(403);
    expect(await sendAs({ host: `127.0.0.1:${port}`, origin: 'https://evil.example' })).toBe(403);
    expect(await sendAs({ host: `127.0.0.1:${port}`, origin: 'null' })).toBe(403);
    expect(await sendAs({ host: `localhost:${port}`, origin: 'http://localhost:3000' })).toBe(401);
  });

  it.each([
    ['/', 404],
    ['/mcp/more', 404],
    ['/servers/rec', 404],
    ['/servers/../mcp/mcp', 404],
    ['/servers/none/mcp', 404],
    ['/mcp/?x=1', 200],
    ['/servers/rec/mcp/', 200],
  ])('serves %s: %i', async (path, status) => {
    expect((await house.post(initialize(), { path })).status).toBe(status);
  });

  it.each([
    ['GET', 405],
    ['DELETE', 405],
    ['HEAD', 405],
    ['OPTIONS', 405],
    ['PUT', 405],
    ['PATCH', 405],
  ])('%s without a session: %i', async (method, status) => {
    const answer = await send(method);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('allow')).toBe('POST, GET, DELETE');
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('reads JSON only, whatever its parameters', async () => {
    expect((await house.post('{}', { headers: { 'content-type': 'text/plain' } })).status).toBe(415);
    expect((await house.post('{}', { headers: { 'content-type': 'application/json-seq' } })).status).toBe(415);
    const headers = { 'content-type': 'Application/JSON ; charset=utf-8' };
    expect((await house.post(initialize(), { headers })).status).toBe(200);
  });

  it('refuses a body that is too large, announced or not, and says the limit', async () => {
    const large = JSON.stringify({ ...initialize(), pad: 'x'.repeat(200_000) });
    const announced = await house.post(large);
    expect(announced.status).toBe(413);
    expect(announced.body.error).toMatchObject({ message: expect.stringContaining('8192') });
    const stream = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 20; i += 1) controller.enqueue(new TextEncoder().encode('x'.repeat(1_000)));
        controller.close();
      },
    });
    const chunked = await fetch(house.url(), {
      method: 'POST',
      headers: { authorization: `Bearer ${house.key}`, 'content-type': 'application/json' },
      body: stream,
      duplex: 'half',
    } as never);
    expect(chunked.status).toBe(413);
  });

  it.each([
    ['', -32_700],
    ['{', -32_700],
    ['{"a":1}x', -32_700],
    ['7', -32_600],
    ['{}', -32_600],
    ['{"jsonrpc":"2.0","id":null,"method":"x"}', -32_600],
  ])('answers the body %j with 400 and %i', async (body, code) => {
    const answer = await house.post(body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ id: null, error: { code } });
  });

  it('names the request that it refuses, if it has an id', async () => {
    const answer = await house.post({ jsonrpc: '2.0', id: 0, method: 'tools/list', params: [] });
    expect(answer.body).toMatchObject({ id: 0, error: { code: -32_600 } });
  });

  it('keeps the connection after refusals whose body it has read, and closes it otherwise', async () => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString()));
    const say = (body: string, more = '') =>
      socket.write(
        `POST /mcp HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${house.key}\r\n` +
          `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n${more}\r\n${body}`,
      );
    for (let i = 1; i <= 3; i += 1) {
      say('{');
      await expect.poll(() => text.match(/HTTP\/1\.1 400/g)?.length).toBe(i);
    }
    say(JSON.stringify({ ...initialize(), pad: 'x'.repeat(9_000) }));
    await new Promise((resolve) => socket.once('close', resolve));
    expect(text.match(/HTTP\/1\.1 413/g)).toHaveLength(1);
  });

  it('wants a session for everything legacy but initialize, and only one that exists', async () => {
    const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
    expect(await house.post(list)).toMatchObject({ status: 400, body: { id: 1, error: { code: -32_000 } } });
    const unknown = await house.post(list, { headers: { 'mcp-session-id': 'nobody' } });
    expect(unknown).toMatchObject({ status: 404, body: { id: 1, error: { code: -32_001 } } });
    const headers = await session();
    expect((await house.post(list, { headers })).status).toBe(200);
    const odd = await house.post(list, { headers: { ...headers, 'mcp-protocol-version': '1999-01-01' } });
    expect(odd.status).toBe(400);
    expect((await house.post(list, { headers, path: '/servers/rec/mcp' })).status).toBe(404);
  });

  it('ends a session on DELETE, with its stream', async () => {
    const headers = await session();
    expect((await send('GET', { ...headers, accept: 'application/json' })).status).toBe(406);
    const stream = await send('GET', { ...headers, accept: 'text/event-stream' });
    expect(stream.headers.get('content-type')).toBe('text/event-stream');
    expect((await send('GET', { ...headers, accept: 'text/event-stream' })).status).toBe(409);
    expect((await send('DELETE', headers)).status).toBe(204);
    await stream.text();
    expect((await send('DELETE', headers)).status).toBe(404);
  });

  it('answers notifications and answers with 202 and nothing', async () => {
    const headers = await session();
    const heard = await house.post({ jsonrpc: '2.0', method: 'notifications/initialized' }, { headers });
    expect(heard).toMatchObject({ status: 202, body: {} });
    expect((await house.post({ jsonrpc: '2.0', id: 5, result: {} }, { headers })).status).toBe(202);
  });

  it('takes batches in the one revision that has them', async () => {
    const ping = (id: unknown) => ({ jsonrpc: '2.0', id, method: 'ping' });
    const notification = { jsonrpc: '2.0', method: 'notifications/initialized' };
    const headers = await session('2025-03-26');
    const answer = await house.post([ping(1), notification, ping('1')], { headers });
    expect(answer.body).toEqual([
      { jsonrpc: '2.0', id: 1, result: {} },
      { jsonrpc: '2.0', id: '1', result: {} },
    ]);
    expect((await house.post([notification], { headers })).status).toBe(202);
    for (const batch of [[], [ping(1), ping(1)], [ping(1), 7], Array.from({ length: 101 }, (_, id) => ping(id))]) {
      expect((await house.post(batch, { headers })).status).toBe(400);
    }
    expect((await house.post([ping(1)], { headers: await session() })).status).toBe(400);
  });

  it('refuses an id that is still under way', async () => {
    const headers = await session();
    const nap = house.post(toolCall('rec__nap', { ms: 400 }, 7), { headers });
    await new Promise((resolve) => setTimeout(resolve, 150));
    const again = await house.post(toolCall('rec__pid', {}, 7), { headers });
    expect(again).toMatchObject({ status: 400, body: { error: { code: -32_600 } } });
    expect((await nap).body.result).toMatchObject({ content: [{ text: 'rested' }] });
  });

  it('gives modern errors their status', async () => {
    const say = async (method: string, params = {}, more: Record<string, string> = {}) => {
      const { body, headers } = modernRequest(method, params);
      return house.post(body, { headers: { ...headers, ...more } });
    };
    expect(await say('no/such')).toMatchObject({ status: 404, body: { error: { code: -32_601 } } });
    expect(await say('ping')).toMatchObject({ status: 404, body: { error: { code: -32_601 } } });
    expect(await say('tools/list', {}, { 'mcp-method': 'ping' })).toMatchObject({
      status: 400,
      body: { error: { code: -32_020 } },
    });
    expect(await say('tools/list')).toMatchObject({ status: 200, body: { result: { cacheScope: 'private' } } });
    const META = 'io.modelcontextprotocol/';
    const future = { [`${META}protocolVersion`]: '2031-01-01', [`${META}clientCapabilities`]: {} };
    const unspoken = await house.post(
      { jsonrpc: '2.0', id: 1, method: 'tools/list', params: { _meta: future } },
      { headers: { 'mcp-protocol-version': '2031-01-01', 'mcp-method': 'tools/list' } },
    );
    expect(unspoken).toMatchObject({
      status: 400,
      body: { error: { code: -32_022, data: { supported: ['2026-07-28'], requested: '2031-01-01' } } },
    });
    const unread = await house.post(
      { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} },
      { headers: { 'mcp-protocol-version': '2026-07-28' } },
    );
    expect(unread).toMatchObject({ status: 400, body: { error: { code: -32_602 } } });
  });

  it('leaves no argument in the records of all this', async () => {
    const headers = await session();
    await house.post(toolCall('rec__say', { text: 'Wombat' }, 1), { headers });
    await house.post(toolCall('rec__say', { Wombat: 1 }, 2), { headers });
    await house.post(
      { jsonrpc: '2.0', id: 3, method: 'prompts/get', params: { name: 'rec__greet', arguments: { who: 'Wombat' } } },
      { headers },
    );
    const records = await house.activity();
    expect(records.filter(({ method }) => method === 'tools/call').length).toBeGreaterThan(1);
    expect(JSON.stringify(records)).not.toContain('Wombat');
    expect(house.logged.join('\n')).not.toContain('Wombat');
    expect(house.logged.join('\n')).not.toContain(house.key);
  });
});
