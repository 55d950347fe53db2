import { GatewayError } from '../../../shared/errors/gateway-error';
import type { ServerName } from '../../../shared/model/server';

const MAX_WAITING = 1_024;

/** Lets so many calls through at once; the others wait in line, first come, first served. */
export class ConcurrencyGate {
  readonly #waiting = new Set<() => void>();
  #active = 0;

  constructor(
    readonly server: ServerName,
    readonly limit: number,
  ) {}

  get active(): number {
    return this.#active;
  }

  /** True, and the place taken, when one is free. */
  tryEnter(): boolean {
    if (this.#active >= this.limit) return false;
    this.#active += 1;
    return true;
  }

  /** Resolves with a place taken; rejects with the signal’s reason when the caller gives up. */
  enter(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.reject(signal.reason);
    if (this.#waiting.size >= MAX_WAITING) return Promise.reject(this.#full());
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        this.#waiting.delete(admit);
        reject(signal.reason);
      };
      const admit = () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#waiting.add(admit);
    });
  }

  /** Gives the place to the next in line, or frees it. */
  leave(): void {
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#active -= 1;
      return;
    }
    this.#waiting.delete(next);
    next();
  }

  #full(): GatewayError {
    const message = `${this.server} has ${this.limit} calls under way and ${MAX_WAITING} in line`;
    return new GatewayError('resource_exhausted', message, { server: this.server });
  }
}
