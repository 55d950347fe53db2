import type { JsonObject } from '../../../shared/model/json-rpc';
import type { ServerDescription } from '../../../shared/model/server';
import type { Connection, ConnectionRequestOptions } from './connection';

/** A connection that knows whether anybody still waits for an answer on it. */
export class LeasedConnection implements Connection {
  readonly description: ServerDescription;
  readonly pid?: number;
  /** Without the counting: for what must not keep a connection open, such as subscriptions. */
  readonly bare: Connection;
  #inFlight = 0;
  #tellFree: (() => void) | undefined;
  #closing: Promise<void> | undefined;

  constructor(connection: Connection) {
    this.bare = connection;
    this.description = connection.description;
    if (connection.pid !== undefined) this.pid = connection.pid;
  }

  async request(
    method: string,
    params: JsonObject | undefined,
    options: ConnectionRequestOptions,
  ): Promise<JsonObject> {
    this.#inFlight += 1;
    try {
      return await this.bare.request(method, params, options);
    } finally {
      this.#inFlight -= 1;
      if (this.#inFlight === 0) this.#tellFree?.();
    }
  }

  notify(method: string, params: JsonObject | undefined): Promise<void> {
    return this.bare.notify(method, params);
  }

  close(deadlineMs: number): Promise<void> {
    return (this.#closing ??= this.bare.close(deadlineMs));
  }

  /** Resolves when no request is in flight, or when the time is over. */
  whenFree(limitMs: number): Promise<void> {
    if (this.#inFlight === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, limitMs).unref();
      this.#tellFree = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
