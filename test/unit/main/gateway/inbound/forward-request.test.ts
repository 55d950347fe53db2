import { once } from 'node:events';
import { createServer, type IncomingMessage, request as ask, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { forwardRequest } from '../../../../../main/gateway/inbound/forward-request';
import { readBody } from '../../../../../main/gateway/inbound/http-body';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

async function listen(answer: RequestListener): Promise<URL> {
  const server = createServer(answer);
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

interface Stage {
  readonly front: URL;
  /** What the gateway was asked that the other one hands requests to. */
  readonly asked: IncomingMessage[];
}

/** One gateway that hands everything on, and one that answers so. */
async function stage(answer: RequestListener, isRead: boolean): Promise<Stage> {
  const asked: IncomingMessage[] = [];
  const to = await listen((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  const front = await listen((request, response) => {
    void (isRead ? readBody(request, 1e6) : Promise.resolve(undefined))
      .then((body) => forwardRequest({ request, response, to, ...(body === undefined ? {} : { body }) }))
      .catch(() => response.writeHead(502).end());
  });
  return { front, asked };
}

const post = (url: URL, headers: Record<string, string> = {}) => ask(url, { method: 'POST', headers });

describe('what one gateway hands to another', () => {
  it('ends where the request ends: nothing in it becomes a request of its own', async () => {
    const { front, asked } = await stage(
      (request, response) => request.resume().once('end', () => response.end()),
      true,
    );
    const smuggled = 'DELETE /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n';
    // Each byte that is no UTF-8 becomes three when it is read as text.
    const body = Buffer.concat([Buffer.alloc(smuggled.length / 2, 0xff), Buffer.from(smuggled)]);
    const sending = post(front, { 'content-length': String(body.length) });
    sending.end(body);
    await once(sending, 'response');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(asked.map(({ method }) => method)).toEqual(['POST']);
  });

  it.each(['GET', 'DELETE'])('has no body in a %s', async (method) => {
    const { front, asked } = await stage(
      (request, response) => request.resume().once('end', () => response.end()),
      false,
    );
    const sending = ask(front, { method, headers: { 'transfer-encoding': 'chunked' } });
    sending.end('POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n');
    await once(sending, 'response');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(asked.map((one) => [one.method, one.headers['content-length']])).toEqual([[method, '0']]);
  });

  it('leaves out what the client says is about its connection alone', async () => {
    const { front, asked } = await stage((_, response) => void response.end(), true);
    const sending = post(front, { connection: 'x-odd, x-secure-mcp-gateway-forwarded', 'x-odd': '1', 'x-even': '2' });
    sending.end('{}');
    await once(sending, 'response');
    expect(asked[0]?.headers).toMatchObject({ 'x-even': '2', 'x-secure-mcp-gateway-forwarded': '1' });
    expect(asked[0]?.headers).not.toHaveProperty('x-odd');
  });

  it.each([true, false])(
    'is taken back when the client goes away before it is answered (body read: %s)',
    async (isRead) => {
      const { front, asked } = await stage(() => undefined, isRead);
      const sending = post(front);
      sending.once('error', () => undefined);
      sending.end('{}');
      await expect.poll(() => asked.length).toBe(1);
      sending.destroy();
      await expect.poll(() => asked[0]?.socket.destroyed).toBe(true);
    },
  );
});
