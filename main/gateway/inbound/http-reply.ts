import type { ServerResponse } from 'node:http';
import type { RpcMessage, RpcResponse } from '../../../shared/model/json-rpc';

const KEEP_ALIVE_MS = 15_000;

/**
 * The answer to one POST: plain JSON, unless something must be said before the result; then an event stream that
 * ends with the result. JSON costs both sides less.
 */
export class HttpReply {
  readonly #response: ServerResponse;
  readonly #headers: Readonly<Record<string, string>>;
  #stream: EventStream | undefined;

  constructor(response: ServerResponse, headers: Readonly<Record<string, string>> = {}) {
    this.#response = response;
    this.#headers = headers;
  }

  /** Sends a message before the result. */
  send(message: RpcMessage): void {
    this.#stream ??= openEventStream(this.#response, this.#headers);
    this.#stream.send(message);
  }

  finish(message: RpcResponse, status = 200): void {
    if (this.#stream === undefined) {
      sendJson(this.#response, { status, body: message, headers: this.#headers });
      return;
    }
    this.#stream.send(message);
    this.#stream.end();
  }

  /** Ends without a result: the client took the request back. */
  abandon(): void {
    if (this.#stream !== undefined) this.#stream.end();
    else sendEmpty(this.#response, 202, this.#headers);
  }
}

export interface EventStream {
  send(message: RpcMessage): void;
  end(): void;
}

/** Opens a stream of server-sent events. A comment now and then keeps proxies from closing an idle one. */
export function openEventStream(response: ServerResponse, headers: Readonly<Record<string, string>> = {}): EventStream {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
    ...headers,
  });
  response.flushHeaders();
  const timer = setInterval(() => response.write(': keep-alive\n\n'), KEEP_ALIVE_MS).unref();
  response.once('close', () => clearInterval(timer));
  return {
    send: (message) => void response.write(`event: message\ndata: ${JSON.stringify(message)}\n\n`),
    end: () => void response.end(),
  };
}

export interface JsonAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export function sendJson(response: ServerResponse, { status, body, headers = {} }: JsonAnswer): void {
  if (response.destroyed) return;
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
}

export function sendEmpty(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-length': 0, ...headers });
  response.end();
}
