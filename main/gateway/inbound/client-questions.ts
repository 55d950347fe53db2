import { GatewayError } from '../../../shared/errors/gateway-error';
import type { JsonObject, RpcId, RpcMessage, RpcResponse } from '../../../shared/model/json-rpc';
import { ReverseRefusal, type ReverseRequest } from '../upstream/upstream-client';

/** People may be behind the answer, so it may take long; a client that never answers is not waited for forever. */
const ANSWER_WITHIN_MS = 10 * 60_000;

interface Question {
  readonly resolve: (result: JsonObject) => void;
  readonly reject: (failure: unknown) => void;
}

/** What servers have asked a legacy client and it has not answered yet. */
export class ClientQuestions {
  readonly #open = new Map<RpcId, Question>();
  #lastId = 0;

  /** Sends a question through `send` and resolves with the answer; tells the client when it is taken back. */
  ask(request: ReverseRequest, send: (message: RpcMessage) => void, signal: AbortSignal): Promise<JsonObject> {
    const id = `gateway-${++this.#lastId}`;
    return new Promise<JsonObject>((resolve, reject) => {
      const giveUp = () => {
        send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: id } });
        reject(new GatewayError('cancelled', 'The question was taken back'));
      };
      if (signal.aborted) return giveUp();
      const timer = setTimeout(giveUp, ANSWER_WITHIN_MS).unref();
      const settle = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', giveUp);
        this.#open.delete(id);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#open.set(id, {
        resolve: (result) => (settle(), resolve(result)),
        reject: (failure) => (settle(), reject(failure as Error)),
      });
      send({ jsonrpc: '2.0', id, ...request });
    });
  }

  /** Takes an answer; one to a question that nobody asked is dropped. */
  settle(answer: RpcResponse): void {
    const question = answer.id === null ? undefined : this.#open.get(answer.id);
    if (question === undefined) return;
    if ('error' in answer) question.reject(new ReverseRefusal(answer.error));
    else question.resolve(answer.result);
  }

  /** The client is gone. */
  end(): void {
    for (const question of [...this.#open.values()]) {
      question.reject(new GatewayError('cancelled', 'The client left before it answered'));
    }
  }
}
