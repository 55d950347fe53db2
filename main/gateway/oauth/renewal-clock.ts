import type { TokenRecord } from './token-record';

/** Timers take no more. */
const LONGEST_MS = 2_147_483_647;
const FIRST_POSTPONEMENT_MS = 30_000;
const LONGEST_POSTPONEMENT_MS = 300_000;
/** A token this close to its end may be refused on its way. One that never was further from it is not renewed unasked. */
export const LAST_MOMENT_MS = 5_000;

export interface RenewalClockNeeds {
  readonly refreshBeforeMs: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly onDue: () => void;
}

/** Says when a token is to be renewed: some time before its end, yet never in the first half of its life. */
export class RenewalClock {
  readonly #needs: RenewalClockNeeds;
  #timer: NodeJS.Timeout | undefined;
  #postponements = 0;
  #hasEnded = false;

  constructor(needs: RenewalClockNeeds) {
    this.#needs = needs;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Epoch milliseconds; `undefined` for a token without an end. */
  dueAt({ expiresAt, obtainedAt }: TokenRecord): number | undefined {
    if (expiresAt === undefined) return undefined;
    return expiresAt - Math.min(this.#needs.refreshBeforeMs, (expiresAt - obtainedAt) / 2);
  }

  isDue(record: TokenRecord): boolean {
    const at = this.dueAt(record);
    return at !== undefined && this.#needs.now() >= at && this.#postponements === 0;
  }

  schedule(record: TokenRecord): void {
    this.stop();
    const at = this.dueAt(record);
    if (at !== undefined && record.isSpent !== true && lifeOf(record) > LAST_MOMENT_MS)
      this.#start(at - this.#needs.now());
  }

  /** After a renewal that failed: tried again a while later, and later still. */
  postpone(): void {
    clearTimeout(this.#timer);
    const wait = Math.min(FIRST_POSTPONEMENT_MS * 2 ** this.#postponements, LONGEST_POSTPONEMENT_MS);
    this.#postponements += 1;
    this.#start(wait);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#postponements = 0;
  }

  /** Nothing is due from now on. */
  end(): void {
    this.#hasEnded = true;
    this.stop();
  }

  #start(ms: number): void {
    if (this.#hasEnded) return;
    this.#timer = setTimeout(() => this.#needs.onDue(), Math.min(Math.max(ms, 0), LONGEST_MS)).unref();
  }
}

const lifeOf = ({ expiresAt = Infinity, obtainedAt }: TokenRecord): number => expiresAt - obtainedAt;
