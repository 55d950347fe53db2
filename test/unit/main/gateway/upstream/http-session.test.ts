import { describe, expect, it } from 'vitest';
import type { RpcNotification } from '../../../../../shared/model/json-rpc';
import { answerJson, freePort, legacyHttpServer, listen, startEverything } from './http-server-under-test';
import { callTool, eventually, poolUnderTest } from './pool-under-test';

const within = (ms: number) => AbortSignal.timeout(ms);
const said = (id: unknown, text: string) => ({ jsonrpc: '2.0', id, result: { content: [{ type: 'text', text }] } });

describe('server-everything over Streamable HTTP', () => {
  it('is found to be legacy, called, streamed from, and restarted behind our back', async () => {
    const { start, state } = poolUnderTest();
    const port = await freePort();
    const stop = await startEverything('streamableHttp', port);
    const server = start({ url: `http://127.0.0.1:${port}/mcp` });
    expect(await callTool(server, 'echo', { message: 'over HTTP' })).toBe('Echo: over HTTP');
    expect(server.status()).toMatchObject({ state: 'ready', transport: 'http', era: 'legacy' });
    expect(Object.values(state.read<object>('eras') ?? {})).toMatchObject([{ era: 'legacy' }]);

    const seen: unknown[] = [];
    const params = {
      name: 'trigger-long-running-operation',
      arguments: { duration: 0.3, steps: 3 },
      _meta: { progressToken: 'mine' },
    };
    const onNotification = ({ params: given }: RpcNotification) => void seen.push(given);
    await server.request('tools/call', params, { signal: within(10_000), onNotification });
    expect(seen).toMatchObject([1, 2, 3].map((progress) => ({ progressToken: 'mine', progress })));

    await stop();
    await expect(callTool(server, 'echo', { message: 'x' })).rejects.toMatchObject({
      code: 'connection_failed',
      message: expect.stringContaining(`server cannot be reached at http://127.0.0.1:${port}/mcp: `),
    });
    expect(server.status().state).toBe('restarting');
    await startEverything('streamableHttp', port);
    expect(await callTool(server, 'echo', { message: 'again' })).toBe('Echo: again');
  });
});

describe('server-everything over HTTP+SSE', () => {
  it('is found by falling back, and called', async () => {
    const { start } = poolUnderTest();
    const port = await freePort();
    const stop = await startEverything('sse', port);
    const server = start({ url: `http://127.0.0.1:${port}/sse` });
    expect(await callTool(server, 'echo', { message: 'over SSE' })).toBe('Echo: over SSE');
    expect(server.status()).toMatchObject({ transport: 'sse', era: 'legacy', state: 'ready' });
    await stop();
    expect(await eventually(() => server.status().state === 'restarting')).toBe(true);
    await expect(callTool(server, 'echo', { message: 'x' })).rejects.toMatchObject({ code: 'connection_failed' });
    await startEverything('sse', port);
    expect(await callTool(server, 'echo', { message: 'again' })).toBe('Echo: again');
  });

  it('is connected to at once when the configuration says so', async () => {
    const { start } = poolUnderTest();
    const port = await freePort();
    await startEverything('sse', port);
    const server = start({ url: `http://127.0.0.1:${port}/sse`, transport: 'sse' });
    expect(await callTool(server, 'echo', { message: 'over SSE' })).toBe('Echo: over SSE');
  });
});

describe('a legacy HTTP server', () => {
  it('gets the configured headers, the session and the version, and a DELETE at the end', async () => {
    const { start, pool } = poolUnderTest();
    const small = legacyHttpServer({
      onRequest: (message, response) => answerJson(response, 200, said(message.id, 'yes')),
    });
    const { url } = await listen(small.listener);
    process.env['HTTP_SESSION_TEST_TOKEN'] = 'a-token';
    const server = start({ url, era: 'legacy', headers: { Authorization: 'Bearer ${env:HTTP_SESSION_TEST_TOKEN}' } });
    expect(await callTool(server, 'any')).toBe('yes');
    await pool.stop(1_000);
    expect(small.seen.every(({ headers }) => headers.authorization === 'Bearer a-token')).toBe(true);
    expect(small.seen.map(({ method }) => method)).toContain('DELETE');
    const call = small.seen.find(({ body }) => body.method === 'tools/call');
    expect(call?.headers).toMatchObject({ 'mcp-session-id': 'session-1', 'mcp-protocol-version': '2025-06-18' });
    expect(small.sessions.size).toBe(0);
  });

  it('may not answer with more structure than is allowed, and goes on being asked', async () => {
    const { start, counters } = poolUnderTest();
    const wide = Object.fromEntries(Array.from({ length: 10_001 }, (_, nr) => [`k${nr}`, 0]));
    const small = legacyHttpServer({
      onRequest: ({ id, params }, response) =>
        answerJson(response, 200, params?.name === 'wide' ? { jsonrpc: '2.0', id, result: wide } : said(id, 'yes')),
    });
    const server = start({ url: (await listen(small.listener)).url, era: 'legacy' });
    await expect(callTool(server, 'wide')).rejects.toMatchObject({
      code: 'answer_too_complex',
      message: 'server sent a message that has an object of more than 10000 members',
    });
    expect(await callTool(server, 'any')).toBe('yes');
    expect(counters.list()).toEqual([{ event: 'answer_too_complex', server: 'server', count: 1 }]);
  });

  it('that forgot the session gets a new handshake and the request again', async () => {
    const { start } = poolUnderTest();
    let calls = 0;
    const small = legacyHttpServer({
      onRequest: (message, response) => answerJson(response, 200, said(message.id, String(++calls))),
    });
    const { url } = await listen(small.listener);
    const server = start({ url, era: 'legacy' });
    expect(await callTool(server, 'any')).toBe('1');
    small.sessions.clear();
    expect(await callTool(server, 'any')).toBe('2');
    expect(small.seen.filter(({ body }) => body.method === 'initialize')).toHaveLength(2);
  });

  it('that forgets every session costs a call two attempts', async () => {
    const { start } = poolUnderTest();
    const small = legacyHttpServer({ onRequest: () => undefined });
    small.sessions.add = () => small.sessions;
    const { url } = await listen(small.listener);
    await expect(callTool(start({ url, era: 'legacy' }), 'any')).rejects.toMatchObject({ code: expect.any(String) });
    expect(small.seen.length).toBeLessThan(10);
  });

  it('is told of a cancelled call, whose stream is closed', async () => {
    const { start } = poolUnderTest();
    let closed = false;
    const small = legacyHttpServer({
      onRequest: (_message, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': open\n\n');
        response.on('close', () => (closed = true));
      },
    });
    const { url } = await listen(small.listener);
    const call = callTool(start({ url, era: 'legacy' }), 'any', {}, { signal: within(300) });
    await expect(call).rejects.toMatchObject({ name: 'TimeoutError' });
    const told = () => small.seen.some(({ body }) => body.method === 'notifications/cancelled');
    expect(await eventually(() => closed && told())).toBe(true);
  });

  it('that breaks the stream leaves the fate of the call unknown, unless it may be repeated', async () => {
    const { start } = poolUnderTest();
    let calls = 0;
    const small = legacyHttpServer({
      onRequest: (message, response) => {
        calls += 1;
        if (calls === 3) return answerJson(response, 200, said(message.id, 'third time'));
        response.writeHead(200, { 'content-type': 'text/event-stream' }).end(': nothing\n\n');
      },
    });
    const { url } = await listen(small.listener);
    const server = start({ url, era: 'legacy' });
    await expect(callTool(server, 'any')).rejects.toMatchObject({
      code: 'server_unavailable',
      message: expect.stringContaining('whether it was carried out is unknown'),
    });
    expect(await callTool(server, 'any', {}, { replaySafe: true })).toBe('third time');
  });

  it.each(['json', 'stream'])('that sends too much at once (%s) fails that call alone', async (how) => {
    const { start } = poolUnderTest();
    const huge = 'x'.repeat(3 * 1024 * 1024);
    const small = legacyHttpServer({
      onRequest: (message, response) => {
        const answer = said(message.id, message.params?.name === 'huge' ? huge : 'fine');
        if (how === 'json') return answerJson(response, 200, answer);
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.end(`event: message\ndata: ${JSON.stringify(answer)}\n\n`);
      },
    });
    const { url } = await listen(small.listener);
    const server = start({ url, era: 'legacy', maxMessageBytes: 1024 * 1024 });
    const [failed, fine] = await Promise.allSettled([callTool(server, 'huge'), callTool(server, 'small')]);
    expect(failed).toMatchObject({ status: 'rejected', reason: { code: 'protocol_violated' } });
    expect(fine).toMatchObject({ status: 'fulfilled', value: 'fine' });
  });

  it('that answers 202 to a request violates the protocol', async () => {
    const { start } = poolUnderTest();
    const small = legacyHttpServer({ onRequest: (_message, response) => response.writeHead(202).end() });
    const { url } = await listen(small.listener);
    await expect(callTool(start({ url, era: 'legacy' }), 'any')).rejects.toMatchObject({ code: 'protocol_violated' });
  });
});

describe('an HTTP server that cannot be used', () => {
  it.each([
    [401, 'discovery_unauthorized', 'wants a sign-in'],
    [403, 'discovery_unauthorized', 'forbids it'],
    [500, 'connection_failed', 'answered HTTP 500'],
  ])('because it answers %i', async (status, code, text) => {
    const { start, state } = poolUnderTest();
    const authorizations: unknown[] = [];
    const { url } = await listen((request, response) => {
      authorizations.push(request.headers.authorization);
      response.writeHead(status).end('{"no":"answer"}');
    });
    const withSecrets = url.replace('http://', 'http://user:pass@') + '?key=hidden';
    const server = start({ url: withSecrets });
    const failure: Error = await callTool(server, 'any').then(
      () => new TypeError('worked'),
      (it: Error) => it,
    );
    expect(failure).toMatchObject({ code, message: expect.stringContaining(text) });
    expect(failure.message).toContain(url);
    expect(failure.message).not.toMatch(/hidden|pass/);
    expect(state.read('eras') ?? {}).toEqual({});
    expect(authorizations[0]).toBe(`Basic ${btoa('user:pass')}`);
  });

  it('because nothing listens at an address with secrets in it: they are not repeated', async () => {
    const { start } = poolUnderTest();
    process.env['HTTP_SESSION_TEST_TOKEN'] = 'a-token';
    const port = await freePort();
    const server = start({ url: `http://127.0.0.1:${port}/\${env:HTTP_SESSION_TEST_TOKEN}/mcp` });
    const failure: Error = await callTool(server, 'any').then(
      () => new TypeError('worked'),
      (it: Error) => it,
    );
    expect(failure).toMatchObject({ code: 'connection_failed', message: expect.stringContaining('${env:HTTP') });
    expect(JSON.stringify([failure, server.status()])).not.toContain('a-token');
  });

  it('because a header cannot be sent: its value is not repeated', async () => {
    const { start } = poolUnderTest();
    const server = start({ url: 'http://127.0.0.1:9/mcp', headers: { 'X-Key': 'hidden\nvalue' } });
    const failure: Error = await callTool(server, 'any').then(
      () => new TypeError('worked'),
      (it: Error) => it,
    );
    expect(failure).toMatchObject({ code: 'server_config_invalid', message: expect.stringContaining('X-Key') });
    expect(failure.message).not.toContain('hidden');
  });

  it('because it redirects elsewhere: the headers stay at home', async () => {
    const { start } = poolUnderTest();
    let visited = false;
    const other = await listen((_request, response) => {
      visited = true;
      response.end();
    });
    const { url } = await listen((_request, response) => response.writeHead(307, { location: other.url }).end());
    const server = start({ url, headers: { 'X-Key': 'mine' }, transport: 'streamable-http' });
    await expect(callTool(server, 'any')).rejects.toMatchObject({ code: 'connection_failed' });
    expect(visited).toBe(false);
  });

  it('because its name is unknown', async () => {
    const { start } = poolUnderTest();
    const server = start({ url: 'http://no-such-host.invalid/mcp' });
    await expect(callTool(server, 'any')).rejects.toMatchObject({
      code: 'dns_failed',
      message: expect.stringContaining('http://no-such-host.invalid/mcp'),
    });
  });

  it('because it does not speak TLS', async () => {
    const { start } = poolUnderTest();
    const { url } = await listen((_request, response) => response.end());
    const server = start({ url: url.replace('http:', 'https:') });
    await expect(callTool(server, 'any')).rejects.toMatchObject({ code: 'tls_failed' });
  });

  it('because nothing listens, whatever the transport', async () => {
    const { start } = poolUnderTest();
    const port = await freePort();
    for (const transport of ['auto', 'streamable-http', 'sse']) {
      const server = start({ url: `http://127.0.0.1:${port}/mcp`, transport }, transport);
      await expect(callTool(server, 'any')).rejects.toMatchObject({ code: 'connection_failed' });
    }
  });
});
