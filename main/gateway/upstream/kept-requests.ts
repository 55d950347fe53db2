import type { RpcSession } from './connection';
import type { KeptRequest } from './upstream';

/** Requests that a server must be sent again after every restart. */
export class KeptRequests {
  readonly #requests = new Map<string, KeptRequest>();

  /** `undefined` forgets the request of this key. */
  set(key: string, request: KeptRequest | undefined): void {
    if (request === undefined) this.#requests.delete(key);
    else this.#requests.set(key, request);
  }

  /** A server that refuses one of them goes without it. */
  resend(session: RpcSession, signal: AbortSignal): void {
    for (const { method, params } of this.#requests.values()) {
      session.request(method, params, { signal }).catch(() => undefined);
    }
  }
}
