import type { Rate } from '../../../shared/config/limits';

/**
 * What several gateways know together, or one knows beyond its life. It may be gone at any moment: everything in it can
 * be had anew, and whoever uses it has another way. Every method rejects with `cache_connection_failed` or
 * `cache_operation_failed` within a fraction of a second.
 */
export interface SharedStore {
  /** Opened; `undefined` where there is nothing, or nothing that our key opens. */
  read(key: string): Promise<string | undefined>;
  /** Sealed, for so many milliseconds. */
  write(key: string, value: string, ttlMs: number): Promise<void>;
  /** Says how many there were. */
  remove(keys: readonly string[]): Promise<number>;
  /** Keys that begin so; a million are not listed at once, so this is for people. */
  keys(prefix: string): Promise<readonly string[]>;
  /** Takes one of what `name` may use; the milliseconds to wait when nothing is left, 0 when it was taken. */
  take(name: string, rate: Rate): Promise<number>;
  /** Has everybody told who listens, ourselves included. */
  publish(topic: string, message: string): Promise<void>;
  /** Calls back with what is published, until the returned function is called. */
  listen(topic: string, listener: (message: string) => void): () => void;
  /** `undefined` when somebody else has the lock; it is given back after so many milliseconds at the latest. */
  lock(name: string, ttlMs: number): Promise<(() => Promise<void>) | undefined>;
  health(): StoreHealth;
  /** Calls back whenever it is lost or is back. */
  onHealth(listener: (health: StoreHealth) => void): () => void;
}

export interface StoreHealth {
  readonly state: 'connected' | 'lost';
  /** Where it is, without credentials. */
  readonly address: string;
  /** Epoch milliseconds. */
  readonly since: number;
  /** Why it is lost. */
  readonly problem?: string;
}
