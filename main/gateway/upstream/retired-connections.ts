import type { LeasedConnection } from './leased-connection';

/** How long requests may take that were begun before a connection was replaced. */
const FINISH_MS = 30_000;
const CLOSE_MS = 6_000;

/** Connections that were replaced: nobody gets them any more, and each is closed when its last request has ended. */
export class RetiredConnections {
  readonly #connections = new Set<LeasedConnection>();

  readonly #finishMs: number;

  constructor(finishMs = FINISH_MS) {
    this.#finishMs = finishMs;
  }

  add(connection: LeasedConnection): void {
    this.#connections.add(connection);
    connection
      .whenFree(this.#finishMs)
      .then(() => connection.close(CLOSE_MS))
      .catch(() => undefined)
      .finally(() => this.#connections.delete(connection));
  }

  /** Waits for nobody. */
  async close(deadlineMs: number): Promise<void> {
    await Promise.allSettled([...this.#connections].map((connection) => connection.close(deadlineMs)));
  }
}
