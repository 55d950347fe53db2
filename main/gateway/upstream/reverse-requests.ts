import type { RpcId, RpcMessage, RpcRequest, RpcResponse } from '../../../shared/model/json-rpc';
import { ReverseRefusal, type ReverseHandler } from './upstream-client';

/** Questions of one server that may wait for an answer at once. */
const MAX_OPEN = 64;
const METHOD_NOT_FOUND = -32_601;
const INTERNAL = -32_603;

/** A server’s questions to the client: each is answered exactly once, unless the server takes it back. */
export class ReverseRequests {
  readonly #send: (message: RpcMessage) => void;
  readonly #open = new Map<RpcId, AbortController>();

  constructor(send: (message: RpcMessage) => void) {
    this.#send = send;
  }

  /** Without a handler there is nobody whom the question could belong to. */
  receive(request: RpcRequest, handler: ReverseHandler | undefined): void {
    if (request.method === 'ping') return this.#send({ jsonrpc: '2.0', id: request.id, result: {} });
    if (handler === undefined) return this.#refuse(request, METHOD_NOT_FOUND, 'The client offers no');
    if (this.#open.size >= MAX_OPEN) return this.#refuse(request, INTERNAL, 'Too many questions are open to ask');
    void this.#ask(request, handler);
  }

  /** The server has taken its question back. */
  cancel(id: unknown): void {
    if (typeof id === 'string' || typeof id === 'number') this.#open.get(id)?.abort();
  }

  end(): void {
    for (const controller of this.#open.values()) controller.abort();
    this.#open.clear();
  }

  async #ask(request: RpcRequest, handler: ReverseHandler): Promise<void> {
    const controller = new AbortController();
    this.#open.set(request.id, controller);
    const { id, method, params } = request;
    let answer: RpcResponse;
    try {
      const result = await handler({ method, ...(params === undefined ? {} : { params }) }, controller.signal);
      answer = { jsonrpc: '2.0', id, result };
    } catch (failure) {
      const error =
        failure instanceof ReverseRefusal
          ? failure.error
          : { code: INTERNAL, message: 'The client could not answer this request' };
      answer = { jsonrpc: '2.0', id, error };
    }
    if (!this.#open.delete(id) || controller.signal.aborted) return;
    this.#send(answer);
  }

  #refuse(request: RpcRequest, code: number, why: string): void {
    const message = `${why} ${request.method.slice(0, 100)}`;
    this.#send({ jsonrpc: '2.0', id: request.id, error: { code, message } });
  }
}
