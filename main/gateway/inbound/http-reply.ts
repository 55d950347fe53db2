import type { ServerResponse } from 'node:http';
import type { RpcMessage, RpcResponse } from '../../../shared/model/json-rpc';
import { statusOfAnswer } from './refusal-status';

const KEEP_ALIVE_MS = 15_000;
const MAX_UNREAD_BYTES = 64 * 1024 * 1024;

/**
 * The answer to one POST: plain JSON, unless something must be said before the result; then an event stream that
 * ends with the result. JSON costs both sides less.
 */
export class HttpReply {
  readonly #response: ServerResponse;
  readonly #open: () => EventStream;
  #stream: EventStream | undefined;

  /** `open` makes the stream when one is needed. */
  constructor(response: ServerResponse, open: () => EventStream = () => openEventStream(response)) {
    this.#response = response;
    this.#open = open;
  }

  /** Sends a message before the result. */
  send(message: RpcMessage): void {
    this.#stream ??= this.#open();
    this.#stream.send(message);
  }

  finish(message: RpcResponse, { status, headers } = statusOfAnswer(message)): void {
    if (this.#stream === undefined) {
      sendJson(this.#response, { status, body: message, headers });
      return;
    }
    this.#stream.send(message);
    this.#stream.end();
  }

  /** Ends without a result: the client took the request back. */
  abandon(): void {
    if (this.#stream !== undefined) this.#stream.end();
    else sendEmpty(this.#response, 202);
  }
}

export interface EventStream {
  send(message: RpcMessage): void;
  /** One event with an id of its own. */
  event(id: string, data: string, retryMs?: number): void;
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
  const write = (text: string) => {
    // Writing after the end is an error that nobody would catch; the end may be long on its way to a slow reader.
    if (response.writableEnded || response.destroyed) return;
    response.write(text);
    // A client that does not read is cut off before it costs everybody’s memory.
    if (response.writableLength > MAX_UNREAD_BYTES) response.destroy();
  };
  const timer = setInterval(() => write(': keep-alive\n\n'), KEEP_ALIVE_MS).unref();
  response.once('close', () => clearInterval(timer));
  return {
    send: (message) => write(`event: message\ndata: ${JSON.stringify(message)}\n\n`),
    event: (id, data, retryMs) => {
      const retry = retryMs === undefined ? '' : `retry: ${retryMs}\n`;
      write(`id: ${id}\n${retry}${data === '' ? '' : 'event: message\n'}data: ${data}\n\n`);
    },
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
