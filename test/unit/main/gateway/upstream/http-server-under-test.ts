import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSocketServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const EVERYTHING = join(
  import.meta.dirname,
  '../../../../../node_modules/@modelcontextprotocol/server-everything/dist/index.js',
);

/** Listens on a free port of 127.0.0.1 until the test ends; gives the address. */
export async function listen(listener: RequestListener): Promise<{ readonly url: string; readonly stop: () => void }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  onTestFinished(stop);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`, stop };
}

export async function freePort(): Promise<number> {
  const server = createSocketServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The public reference server over HTTP, until the test ends. */
export async function startEverything(transport: 'streamableHttp' | 'sse', port: number): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, [EVERYTHING, transport], {
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  };
  onTestFinished(stop);
  await new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => /listening|running/i.test(chunk.toString()) && resolve());
    child.once('exit', () => reject(new TypeError('The server ended before it listened')));
  });
  return stop;
}

export async function readJson(request: IncomingMessage): Promise<Message> {
  let body = '';
  for await (const chunk of request) body += chunk as string;
  return body === '' ? {} : (JSON.parse(body) as Message);
}

export function answerJson(response: ServerResponse, status: number, body: unknown, headers: object = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

export interface Message {
  readonly id?: string | number;
  readonly method?: string;
  readonly params?: { readonly name?: string };
}

export interface LegacyServerOptions {
  /** Handles what is not the handshake. */
  readonly onRequest: (message: Message, response: ServerResponse, request: IncomingMessage) => void;
  /** Without it there are no standalone streams. */
  readonly onStream?: (response: ServerResponse, request: IncomingMessage) => void;
  readonly onInitialized?: () => void;
}

/** A small legacy server with sessions; `sessions` holds the live ones and may be emptied. */
export function legacyHttpServer({ onRequest, onStream, onInitialized }: LegacyServerOptions) {
  const sessions = new Set<string>();
  const seen: { method: string; headers: IncomingMessage['headers']; body: Message }[] = [];
  let count = 0;
  const listener: RequestListener = (request, response) => {
    void readJson(request).then((body) => {
      seen.push({ method: request.method ?? '', headers: request.headers, body });
      if (request.method === 'GET') {
        if (onStream !== undefined) return onStream(response, request);
        return response.writeHead(405).end();
      }
      const session = String(request.headers['mcp-session-id'] ?? '');
      if (request.method === 'DELETE') return response.writeHead(sessions.delete(session) ? 200 : 404).end();
      if (body.method === 'initialize') {
        const id = `session-${++count}`;
        sessions.add(id);
        const result = { protocolVersion: '2025-06-18', capabilities: {}, serverInfo: { name: 'small', version: '1' } };
        return answerJson(response, 200, { jsonrpc: '2.0', id: body.id, result }, { 'mcp-session-id': id });
      }
      if (!sessions.has(session))
        return answerJson(response, 404, {
          jsonrpc: '2.0',
          id: null,
          error: { code: -32001, message: 'Session not found' },
        });
      if (body.method === 'notifications/initialized') onInitialized?.();
      if (body.id === undefined) return response.writeHead(202).end();
      onRequest(body, response, request);
    });
  };
  return { listener, sessions, seen };
}
