import { randomUUID } from 'node:crypto';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { JsonObject, RpcNotification } from '../../../shared/model/json-rpc';
import type { UpstreamAnswer } from '../upstream/upstream';
import { ReverseRefusal, type ReverseRequest } from '../upstream/upstream-client';

/** How long a call waits for answers before it is taken back. */
const WAIT_MS = 10 * 60_000;
/** Questions that come together are put together. */
const GATHER_MS = 15;
const MAX_PARKED = 1_024;

interface OpenQuestion {
  readonly request: ReverseRequest;
  readonly resolve: (result: JsonObject) => void;
  readonly reject: (failure: unknown) => void;
}

export type CallStep =
  | { readonly kind: 'answered'; readonly answer: UpstreamAnswer }
  | { readonly kind: 'asking'; readonly inputRequests: JsonObject };

/**
 * A call to a legacy server on behalf of a modern client. When the server asks something the call waits, while the
 * client is answered with `input_required` and comes back with the answers in a new request.
 */
export class ParkedCall {
  readonly #abort = new AbortController();
  readonly #failed: Promise<never>;
  #fail: (failure: Error) => void = () => undefined;
  readonly #questions = new Map<string, OpenQuestion>();
  #answer: Promise<UpstreamAnswer> | undefined;
  #wake: (() => void) | undefined;
  #lastKey = 0;
  /** Where notifications go: to the request that is being served now. */
  notify: (notification: RpcNotification) => void = () => undefined;

  constructor() {
    this.#failed = new Promise<never>((_, reject) => {
      this.#fail = reject;
    });
    // Looked at by whoever serves the call next.
    this.#failed.catch(() => undefined);
  }

  /** Aborts when nobody waits for the call any more. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  start(call: (signal: AbortSignal) => Promise<UpstreamAnswer>): void {
    this.#answer = call(this.#abort.signal);
    // Looked at by whoever serves the call next.
    this.#answer.catch(() => undefined);
  }

  /** Takes a question of the server. */
  ask(request: ReverseRequest, signal: AbortSignal): Promise<JsonObject> {
    return new Promise((resolve, reject) => {
      const key = `request-${++this.#lastKey}`;
      const settle = () => this.#questions.delete(key);
      this.#questions.set(key, {
        request,
        resolve: (result) => (settle(), resolve(result)),
        reject: (failure) => (settle(), reject(failure as Error)),
      });
      signal.addEventListener('abort', () => settle(), { once: true });
      setTimeout(() => this.#wake?.(), GATHER_MS);
    });
  }

  /** Hands over the client’s answers; those to other questions are ignored. */
  give(inputResponses: JsonObject): void {
    for (const [key, result] of Object.entries(inputResponses)) {
      const question = this.#questions.get(key);
      if (question !== undefined && typeof result === 'object' && result !== null)
        question.resolve(result as JsonObject);
    }
  }

  /** Resolves when the server has answered, or has asked something. */
  async next(): Promise<CallStep> {
    if (this.#answer === undefined) throw new TypeError('The call was never started');
    if (this.#questions.size > 0) return this.#asking();
    const asked = new Promise<'asked'>((resolve) => {
      this.#wake = () => resolve('asked');
    });
    const step = await Promise.race([this.#answer, this.#failed, asked]);
    this.#wake = undefined;
    return step === 'asked' ? this.#asking() : { kind: 'answered', answer: step };
  }

  /** Ends the call with an error for the client: what the server asks can be answered by nobody. */
  refuse(failure: Error): void {
    this.#fail(failure);
    this.end(failure);
  }

  end(reason: Error): void {
    for (const question of [...this.#questions.values()]) {
      question.reject(new ReverseRefusal({ code: -32_603, message: 'The client did not answer' }));
    }
    this.#abort.abort(reason);
  }

  #asking(): CallStep {
    const entries = [...this.#questions].map(([key, { request }]) => [key, request] as const);
    return { kind: 'asking', inputRequests: Object.fromEntries(entries) };
  }
}

/** The calls that wait for their clients, each for a bounded time. */
export interface ParkedCalls {
  /** Returns the id under which it is found again, once. */
  park(call: ParkedCall): string;
  /** Takes it out; throws `invalid_params` when it is not there any more. */
  resume(id: string): ParkedCall;
  dispose(): void;
}

export function createParkedCalls(): ParkedCalls {
  const parked = new Map<string, { readonly call: ParkedCall; readonly timer: NodeJS.Timeout }>();

  function end(id: string, reason: string): void {
    const entry = parked.get(id);
    if (entry === undefined) return;
    parked.delete(id);
    clearTimeout(entry.timer);
    entry.call.end(new GatewayError('cancelled', reason));
  }

  return {
    park(call) {
      const [oldest] = parked.keys();
      if (parked.size >= MAX_PARKED && oldest !== undefined) end(oldest, 'Too many calls wait for their clients');
      // A new one each time, so that the state of an earlier round opens nothing.
      const id = randomUUID();
      const timer = setTimeout(() => end(id, 'The client did not come back with its answers'), WAIT_MS).unref();
      parked.set(id, { call, timer });
      return id;
    },
    resume(id) {
      const entry = parked.get(id);
      if (entry === undefined)
        throw new GatewayError('invalid_params', 'The call that this "requestState" belongs to has ended');
      parked.delete(id);
      clearTimeout(entry.timer);
      return entry.call;
    },
    dispose() {
      for (const id of [...parked.keys()]) end(id, 'The gateway is stopping');
    },
  };
}
