import type { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { ERROR_CODES } from '../../../shared/errors/codes';
import { isJsonObject, type RpcId } from '../../../shared/model/json-rpc';
import { LineSplitter } from '../upstream/line-splitter';

/** The gateway bounds messages; the shim only keeps itself from being filled. */
const MAX_LINE_BYTES = 256 * 1024 * 1024;
/** Messages kept while the gateway is away. */
const MAX_WAITING = 1_000;
const LAST_ANSWERS_MS = 1_500;
/** The id of the handshake that sets a session up anew; its answer is not for the client. */
const AGAIN = 'secure-mcp-gateway-shim-initialize';

export interface ShimRelayNeeds {
  readonly stdin: Readable;
  readonly stdout: Writable;
}

/** Carries lines between one stdio client and the gateway, over one connection after another. */
export class ShimRelay {
  readonly #stdout: Writable;
  /** Requests of the client that are not answered yet. */
  readonly #open = new Set<RpcId>();
  readonly #waiting: string[] = [];
  #socket: Socket | undefined;
  #initialize: Readonly<Record<string, unknown>> | undefined;
  #isAgain = false;
  #clientLeft = false;
  #onClientLeft: () => void = () => undefined;

  constructor({ stdin, stdout }: ShimRelayNeeds) {
    this.#stdout = stdout;
    const lines = splitter((line) => this.#fromClient(line));
    const leave = () => {
      this.#clientLeft = true;
      this.#onClientLeft();
    };
    stdin.on('data', (chunk: Buffer | string) => lines.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk));
    for (const event of ['end', 'close', 'error']) stdin.once(event, leave);
    stdout.once('error', leave);
  }

  get hasClientLeft(): boolean {
    return this.#clientLeft;
  }

  /** Carries lines over this connection until either side is gone. */
  carry(socket: Socket): Promise<'client-left' | 'gateway-left'> {
    const lines = splitter((line) => this.#fromGateway(line));
    return new Promise((resolve) => {
      this.#onClientLeft = () => {
        socket.end();
        if (this.#open.size === 0) return resolve('client-left');
        // Closed its side after asking something, as in a pipe: the answers may still come.
        setTimeout(() => resolve('client-left'), LAST_ANSWERS_MS);
      };
      if (this.#clientLeft) return this.#onClientLeft();
      socket.on('data', (chunk: Buffer) => lines.push(chunk));
      socket.once('close', () => {
        this.#socket = undefined;
        if (this.#clientLeft) return resolve('client-left');
        this.#failOpen('The gateway went away during this request; whether it was carried out is unknown');
        resolve('gateway-left');
      });
      socket.resume();
      this.#begin(socket);
    });
  }

  /** Answers everything that waits, and everything to come, with why it cannot be served. */
  giveUp(reason: string): void {
    for (const line of this.#waiting.splice(0)) this.#note(line);
    this.#failOpen(reason);
  }

  #begin(socket: Socket): void {
    // A client that has had its handshake gets a new session without another; the rest waits for it.
    if (this.#initialize !== undefined) {
      this.#isAgain = true;
      socket.write(`${JSON.stringify({ ...this.#initialize, id: AGAIN })}\n`);
      this.#socket = socket;
      return;
    }
    this.#socket = socket;
    this.#flush();
  }

  #flush(): void {
    for (const line of this.#waiting.splice(0)) this.#pass(line);
  }

  #fromClient(line: string): void {
    if (this.#socket !== undefined && !this.#isAgain) return this.#pass(line);
    if (this.#waiting.length < MAX_WAITING) this.#waiting.push(line);
  }

  #pass(line: string): void {
    this.#note(line);
    this.#socket?.write(`${line}\n`);
  }

  #note(line: string): void {
    const message = parse(line);
    if (message === undefined || typeof message['method'] !== 'string') return;
    const { id, method } = message;
    if (typeof id === 'string' || typeof id === 'number') this.#open.add(id);
    if (method === 'initialize') this.#initialize = message;
  }

  #fromGateway(line: string): void {
    const message = parse(line);
    const id = message?.['id'];
    if (message !== undefined && message['method'] === undefined) {
      if (id === AGAIN) return this.#afterAgain();
      if (typeof id === 'string' || typeof id === 'number') this.#open.delete(id);
    }
    this.#stdout.write(`${line}\n`);
  }

  #afterAgain(): void {
    this.#isAgain = false;
    this.#socket?.write('{"jsonrpc":"2.0","method":"notifications/initialized"}\n');
    // The gateway may have come back with other servers or another policy.
    for (const list of ['tools', 'prompts', 'resources']) {
      this.#stdout.write(`{"jsonrpc":"2.0","method":"notifications/${list}/list_changed"}\n`);
    }
    this.#flush();
  }

  #failOpen(reason: string): void {
    const { jsonRpc: code } = ERROR_CODES.unavailable;
    for (const id of this.#open) {
      this.#stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, error: { code, message: reason } })}\n`);
    }
    this.#open.clear();
  }
}

function splitter(onLine: (line: string) => void): LineSplitter {
  return new LineSplitter({
    maxLineBytes: MAX_LINE_BYTES,
    onLine: (line) => {
      if (line.trim() !== '') onLine(line);
    },
    onOversized: () => undefined,
    onWaste: () => undefined,
  });
}

function parse(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
