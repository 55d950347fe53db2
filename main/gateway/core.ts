import type { ListChanges } from './catalog/list-changes';
import type { ClientLimits } from './inbound/client-limits';
import type { Counters } from './limits/counters';
import type { Logger } from './ports/logger';
import type { Runtime } from './runtime';

/** What every listener needs of the gateway: the configuration in force, and news of what servers offer. */
export interface GatewayCore {
  /** Runs under the newest configuration; an edit of the file is in force on the request that follows it. */
  use<T>(work: (runtime: Runtime) => Promise<T>): Promise<T>;
  /** Runs once when the gateway begins to stop, unless the signal aborts first. */
  onStop(work: () => void, unless: AbortSignal): void;
  /** Ends the connections to servers that were made for this client session alone. */
  endSession(sessionId: string): void;
  readonly changes: ListChanges;
  readonly limits: ClientLimits;
  readonly counters: Counters;
  readonly log: Logger;
}
