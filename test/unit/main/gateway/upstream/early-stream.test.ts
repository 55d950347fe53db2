import type { ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { answerJson, legacyHttpServer, listen } from './http-server-under-test';
import { callTool, eventually, poolUnderTest } from './pool-under-test';

const PING = 'data: {"jsonrpc":"2.0","id":"at once","method":"ping"}\n\n';
const streams = { 'content-type': 'text/event-stream' };
const openStream = (response: ServerResponse) => {
  response.writeHead(200, streams).write(': open\n\n');
  return response;
};
const answered = { content: [{ type: 'text', text: 'yes' }] };

function impatientServer(onStream?: (response: ServerResponse, nr: number) => ServerResponse | undefined) {
  let stream: ServerResponse | undefined;
  let opened = 0;
  const server = legacyHttpServer({
    onRequest: ({ id, method }, response) =>
      method === undefined
        ? response.writeHead(202).end()
        : answerJson(response, 200, { jsonrpc: '2.0', id, result: answered }),
    ...(onStream === undefined ? {} : { onStream: (response) => (stream = onStream(response, ++opened) ?? stream) }),
    // Like servers that keep nothing for later.
    onInitialized: () => stream?.write(PING),
  });
  const count = (method: string) => server.seen.filter((one) => one.method === method).length;
  const answer = () => server.seen.find(({ body }) => body.id === 'at once' && body.method === undefined);
  return { ...server, count, answer, say: () => stream?.write(PING) };
}

async function connect(server: ReturnType<typeof impatientServer>) {
  const { url } = await listen(server.listener);
  expect(await callTool(poolUnderTest().start({ url, era: 'legacy' }), 'any')).toBe('yes');
}

it('hears what a server asks the moment that it is initialized, on one stream', async () => {
  const server = impatientServer(openStream);
  await connect(server);
  expect(await eventually(() => server.answer() !== undefined)).toBe(true);
  const [first] = server.seen.filter(({ method }) => method === 'GET');
  expect(first?.headers).toMatchObject({ accept: 'text/event-stream', 'mcp-session-id': 'session-1' });
  expect(first?.headers).not.toHaveProperty('content-type');
  expect(server.count('GET')).toBe(1);
});

it('asks again where a stream is refused before the server is initialized', async () => {
  const server = impatientServer((response, nr) => {
    if (nr === 1) return void response.writeHead(400).end();
    return openStream(response);
  });
  await connect(server);
  expect(await eventually(() => server.count('GET') === 2)).toBe(true);
  server.say();
  expect(await eventually(() => server.answer() !== undefined)).toBe(true);
});

it('waits only a moment for a stream whose headers are kept back, and uses it all the same', async () => {
  // Headers go out with the first event.
  const server = impatientServer((response) => response.writeHead(200, streams));
  await connect(server);
  expect(await eventually(() => server.answer() !== undefined)).toBe(true);
  expect(server.count('GET')).toBe(1);
});

it('asks once where there are no streams', async () => {
  const server = impatientServer();
  await connect(server);
  expect(server.count('GET')).toBe(1);
});
