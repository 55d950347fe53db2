const MOST = 3;
const WITHIN_MS = 30_000;

/** Says how often a token that a server refuses is worth replacing: some servers take none, however new. */
export class RefusalBudget {
  readonly #now: () => number;
  #spentAt: readonly number[] = [];

  /** `now`: epoch milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Whether another token is to be asked for because of a refusal; that counts as done. */
  take(): boolean {
    const now = this.#now();
    const recent = this.#spentAt.filter((at) => at > now - WITHIN_MS);
    if (recent.length >= MOST) return false;
    this.#spentAt = [...recent, now];
    return true;
  }
}
