import { randomInt } from 'node:crypto';

const WINDOW_MS = 60_000;
const MAX_CRASHES = 5;
const REST_MS = 60_000;
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 30_000;

/** Decides when a server that fell over is tried again. */
export class CrashHistory {
  readonly #now: () => number;
  readonly #random: () => number;
  #crashes: number[] = [];
  #inARow = 0;
  #nextTryAt = 0;
  #retryAt: number | undefined;

  constructor(now: () => number, random: () => number = () => randomInt(1_000) / 1_000) {
    this.#now = now;
    this.#random = random;
  }

  /** Set while the server rests after too many crashes in a short time. */
  get retryAt(): number | undefined {
    return this.#retryAt !== undefined && this.#now() < this.#retryAt ? this.#retryAt : undefined;
  }

  /** How long to wait before the next start. */
  get waitMs(): number {
    return Math.max(0, this.#nextTryAt - this.#now());
  }

  /** `ranMs`: how long it had been ready. A long life makes earlier falls forgotten. */
  record(ranMs: number): void {
    const now = this.#now();
    if (ranMs >= WINDOW_MS) this.#inARow = 0;
    this.#inARow += 1;
    this.#crashes = [...this.#crashes.filter((at) => now - at < WINDOW_MS), now];
    const delayMs = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(this.#inARow - 1, 20));
    // Jitter keeps many servers that fell together from rising together.
    this.#nextTryAt = now + delayMs * (0.5 + this.#random() / 2);
    if (this.#crashes.length < MAX_CRASHES) return;
    this.#crashes = [];
    this.#retryAt = now + REST_MS;
  }

  /** What made it fall may be gone: the next start need not wait. */
  forget(): void {
    this.#crashes = [];
    this.#inARow = 0;
    this.#nextTryAt = 0;
    this.#retryAt = undefined;
  }
}
