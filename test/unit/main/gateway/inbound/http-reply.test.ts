import { createServer, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { HttpReply, openEventStream, sendEmpty, sendJson } from '../../../../../main/gateway/inbound/http-reply';

const cleanups: (() => void)[] = [];

afterEach(() => {
  vi.useRealTimers();
  for (const cleanup of cleanups.splice(0)) cleanup();
});

/** One answer on a real socket; the client reads only when told. */
async function answering(serve: (response: ServerResponse) => void) {
  let arrived!: (response: ServerResponse) => void;
  const response = new Promise<ServerResponse>((resolve) => (arrived = resolve));
  const server = createServer((_request, made) => {
    serve(made);
    arrived(made);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
  socket.on('error', () => undefined);
  socket.pause();
  cleanups.push(() => {
    socket.destroy();
    server.closeAllConnections();
    server.close();
  });
  const read = async () => {
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString()));
    socket.resume();
    await new Promise((resolve) => socket.once('close', resolve));
    return text;
  };
  return { response: await response, read };
}

const message = { jsonrpc: '2.0', method: 'notifications/progress', params: { progress: 1 } } as const;
const result = { jsonrpc: '2.0', id: 1, result: { fine: true } } as const;

describe('HttpReply', () => {
  it('is plain JSON when nothing is said before the result', async () => {
    const { read } = await answering((response) =>
      new HttpReply(response).finish(result, { status: 404, headers: {} }),
    );
    const text = await read();
    expect(text).toMatch(/^HTTP\/1.1 404 /);
    expect(text).toContain('content-type: application/json');
    expect(text.endsWith(JSON.stringify(result))).toBe(true);
  });

  it('is an event stream that ends with the result when something is', async () => {
    const { read } = await answering((response) => {
      const reply = new HttpReply(response);
      reply.send(message);
      reply.finish(result);
    });
    const text = await read();
    expect(text).toContain('content-type: text/event-stream');
    expect(text.indexOf('notifications/progress')).toBeLessThan(text.indexOf('"fine":true'));
  });

  it('says 202 when the client took its request back, or ends the stream that is open', async () => {
    const early = await answering((response) => new HttpReply(response).abandon());
    expect(await early.read()).toMatch(/^HTTP\/1.1 202 /);
    const late = await answering((response) => {
      const reply = new HttpReply(response);
      reply.send(message);
      reply.abandon();
    });
    expect(await late.read()).not.toContain('"fine"');
  });
});

describe('openEventStream', () => {
  it('says nothing after its end, also while a slow client still reads, and also for keep-alive', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const failures: unknown[] = [];
    let stream: ReturnType<typeof openEventStream> | undefined;
    const { response } = await answering((made) => {
      made.on('error', (failure) => failures.push(failure));
      stream = openEventStream(made);
      for (let i = 0; i < 20; i += 1) stream.send({ ...message, params: { text: 'x'.repeat(1_000_000) } });
      stream.end();
    });
    expect(response.writableEnded).toBe(true);
    expect(response.writableFinished).toBe(false);
    vi.advanceTimersByTime(60_000);
    stream?.send(message);
    await new Promise((resolve) => setImmediate(resolve));
    expect(failures).toEqual([]);
  });

  it('keeps an idle stream open with comments', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const { read } = await answering((response) => {
      const stream = openEventStream(response, { 'mcp-session-id': 'abc' });
      vi.advanceTimersByTime(31_000);
      stream.end();
    });
    const text = await read();
    expect(text).toContain('mcp-session-id: abc');
    expect(text.match(/: keep-alive/g)).toHaveLength(2);
  });

  it('cuts off a client that does not read before it costs too much memory', async () => {
    const { response } = await answering((made) => {
      const stream = openEventStream(made);
      for (let i = 0; i < 90; i += 1) stream.send({ ...message, params: { text: 'x'.repeat(1_000_000) } });
    });
    expect(response.destroyed).toBe(true);
  });
});

describe('sendJson and sendEmpty', () => {
  it('do nothing for a client that is gone', async () => {
    const { response } = await answering((made) => made.destroy());
    expect(() => sendJson(response, { status: 200, body: {} })).not.toThrow();
    expect(() => sendEmpty(response, 202)).not.toThrow();
    expect(response.headersSent).toBe(false);
  });

  it('count bytes, not letters', async () => {
    const { read } = await answering((response) => sendJson(response, { status: 200, body: { text: 'grüß 😀' } }));
    const text = await read();
    expect(text).toContain(`content-length: ${Buffer.byteLength('{"text":"grüß 😀"}')}`);
  });
});
