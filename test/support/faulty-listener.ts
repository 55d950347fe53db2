import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A request as it came in, before anybody acted on it. */
export interface HeardRequest {
  readonly method: string;
  /** Without its query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** The fields of a form; empty for any other body. */
  readonly form: Readonly<Record<string, string>>;
}

/**
 * What befalls a request instead of its answer: another answer, none at all (`hang`), an end of the connection
 * (`reset`), or an end of it after all was done that was asked (`lose answer`).
 */
export type Fault =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | 'hang'
  | 'reset'
  | 'lose answer';

export type FaultChoice = (request: HeardRequest) => Fault | undefined | Promise<Fault | undefined>;

/** A server on a free port of 127.0.0.1 whose answers a test can spoil, and which can go away and come back. */
export interface FaultyListener {
  readonly port: number;
  requests: HeardRequest[];
  fault: FaultChoice;
  /** Nobody listens on the port any more, and no connection is left. */
  goDown(): Promise<void>;
  /** Listens on the same port again. */
  comeBack(): Promise<void>;
}

/** `request.body` is the body as text: it has been read already. */
export type Handle = (request: IncomingMessage & { body: string }, response: ServerResponse) => void | Promise<void>;

export async function openFaultyListener(handle: Handle, tls?: ServerOptions): Promise<FaultyListener> {
  const answer = (request: IncomingMessage, response: ServerResponse): void =>
    void answerOrFail(request, response).catch((failure: unknown) => {
      process.stderr.write(`${failure instanceof Error ? failure.stack : String(failure)}\n`);
      if (!response.headersSent) response.writeHead(500).end();
      else response.destroy();
    });

  async function answerOrFail(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readText(request);
    const heard = toHeard(request, body);
    listener.requests.push(heard);
    const fault = await listener.fault(heard);
    if (fault === 'hang') return;
    if (fault === 'reset') return void request.socket.destroy();
    if (fault === 'lose answer') response.end = () => (request.socket.destroy(), response);
    else if (fault !== undefined) return void response.writeHead(fault.status, fault.headers).end(fault.body);
    await handle(Object.assign(request, { body }), response);
  }

  const open = (port: number) => {
    const server = tls === undefined ? createHttpServer(answer) : createHttpsServer(tls, answer);
    return new Promise<typeof server>((resolve, reject) => {
      server.once('error', reject).listen(port, '127.0.0.1', () => resolve(server));
    });
  };

  let server: Awaited<ReturnType<typeof open>> | undefined = await open(0);
  const { port } = server.address() as AddressInfo;
  const listener: FaultyListener = {
    port,
    requests: [],
    fault: () => undefined,
    async goDown() {
      const ending = server;
      server = undefined;
      if (ending === undefined) return;
      const closed = new Promise((resolve) => ending.close(resolve));
      ending.closeAllConnections();
      await closed;
    },
    async comeBack() {
      server ??= await open(port);
    },
  };
  return listener;
}

/** Spoils the first `times` requests that match, and leaves all others alone. */
export function failing(times: number, fault: Fault, matches: (request: HeardRequest) => boolean): FaultChoice {
  let left = times;
  return (request) => {
    if (left === 0 || !matches(request)) return undefined;
    left--;
    return fault;
  };
}

function toHeard(request: IncomingMessage, body: string): HeardRequest {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  return {
    method: request.method ?? '',
    path: pathname,
    query: Object.fromEntries(searchParams),
    headers: request.headers,
    body,
    form: isForm ? Object.fromEntries(new URLSearchParams(body)) : {},
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
