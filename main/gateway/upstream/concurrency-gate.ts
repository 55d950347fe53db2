import { GatewayError } from '../../../shared/errors/gateway-error';
import type { ServerName } from '../../../shared/model/server';

export interface ConcurrencyGateNeeds {
  readonly server: ServerName;
  /** Calls that go through at once. */
  readonly limit: number;
  /** Calls that may wait for one of them to end. */
  readonly queue: number;
  readonly onFull: () => void;
}

interface Waiting {
  readonly admit: () => void;
  readonly refuse: (refusal: GatewayError) => void;
}

/**
 * Lets so many calls through at once; the others wait in a line of their key, first come, first served, and the keys
 * take turns. When nobody else may wait, a newcomer takes the place of the last one of the key with the longest line, if
 * its own is shorter: one key’s flood costs that key.
 */
export class ConcurrencyGate {
  readonly #needs: ConcurrencyGateNeeds;
  /** The first line is the next one to be served. */
  readonly #lines = new Map<string, Set<Waiting>>();
  #active = 0;
  #waiting = 0;

  constructor(needs: ConcurrencyGateNeeds) {
    this.#needs = needs;
  }

  get active(): number {
    return this.#active;
  }

  /** How many wait in line. */
  get waiting(): number {
    return this.#waiting;
  }

  /** True, and the place taken, when one is free. */
  tryEnter(): boolean {
    if (this.#active >= this.#needs.limit) return false;
    this.#active += 1;
    return true;
  }

  /** Resolves with a place taken; rejects with the signal’s reason when the caller gives up, `queue_full` when the line is full. */
  enter(signal: AbortSignal, keyId = ''): Promise<void> {
    if (signal.aborted) return Promise.reject(signal.reason);
    if (this.#waiting >= this.#needs.queue && !this.#makeRoomFor(keyId)) return Promise.reject(this.#full());
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        this.#remove(keyId, waiting);
        reject(signal.reason);
      };
      const waiting: Waiting = {
        admit: () => {
          signal.removeEventListener('abort', onAbort);
          resolve();
        },
        refuse: (refusal) => {
          signal.removeEventListener('abort', onAbort);
          reject(refusal);
        },
      };
      signal.addEventListener('abort', onAbort, { once: true });
      const line = this.#lines.get(keyId);
      if (line === undefined) this.#lines.set(keyId, new Set([waiting]));
      else line.add(waiting);
      this.#waiting += 1;
    });
  }

  /** Gives the place to the next in line, or frees it. */
  leave(): void {
    const [first] = this.#lines;
    if (first === undefined) {
      this.#active -= 1;
      return;
    }
    const [keyId, line] = first;
    const [next] = line;
    // This key goes to the end of the turn, unless nobody of it is left.
    this.#lines.delete(keyId);
    if (line.size > 1) this.#lines.set(keyId, line);
    if (next === undefined) return;
    line.delete(next);
    this.#waiting -= 1;
    next.admit();
  }

  #remove(keyId: string, waiting: Waiting): void {
    const line = this.#lines.get(keyId);
    if (line?.delete(waiting) !== true) return;
    this.#waiting -= 1;
    if (line.size === 0) this.#lines.delete(keyId);
  }

  #makeRoomFor(keyId: string): boolean {
    const mine = this.#lines.get(keyId)?.size ?? 0;
    let longest: readonly [string, Set<Waiting>] | undefined;
    for (const one of this.#lines) if (one[1].size > (longest?.[1].size ?? 0)) longest = one;
    // A swap that leaves the newcomer’s line the longer one would only be swapped back.
    if (longest === undefined || longest[1].size <= mine + 1) return false;
    const last = [...longest[1]].at(-1);
    if (last === undefined) return false;
    this.#remove(longest[0], last);
    last.refuse(this.#full());
    return true;
  }

  #full(): GatewayError {
    const { server, limit, queue, onFull } = this.#needs;
    onFull();
    const message = `${server} has ${limit} calls under way and ${queue} in line; this one was not made`;
    return new GatewayError('queue_full', message, { server, retry_after_seconds: 1 });
  }
}
