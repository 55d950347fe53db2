export type Cleanup = () => void | Promise<void>;

/** Cleanups in the order things were built; run in reverse, every one, even when some throw. */
export class Disposables {
  readonly #cleanups: Cleanup[] = [];

  add(cleanup: Cleanup): void {
    this.#cleanups.push(cleanup);
  }

  /** Rejects with an AggregateError after all have run, if any threw. Safe to call twice. */
  async dispose(): Promise<void> {
    const failures: unknown[] = [];
    for (let cleanup = this.#cleanups.pop(); cleanup !== undefined; cleanup = this.#cleanups.pop()) {
      try {
        await cleanup();
      } catch (failure) {
        failures.push(failure);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Some cleanups failed');
  }
}
