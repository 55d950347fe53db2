import { z } from 'zod';
import type { GatewayStatus } from '../../shared/model/status';
import { GatewayStatusSchema } from '../../shared/contract/status';
import { RemoteError } from '../api/remote-error';
import type { Transport } from '../api/transport';

/** What we know of the gateway right now. */
export type Connection =
  | { readonly phase: 'connecting' }
  | { readonly phase: 'live'; readonly status: GatewayStatus }
  | { readonly phase: 'unauthorized'; readonly token: 'missing' | 'wrong' }
  /** `lastKnown` is what the gateway said before it fell silent. */
  | { readonly phase: 'lost'; readonly problem: string; readonly lastKnown: GatewayStatus | undefined };

export interface StatusStore {
  readonly current: () => Connection;
  readonly subscribe: (listener: () => void) => () => void;
  /** Asks at once, then again and again until the returned function is called. */
  readonly watch: () => () => void;
  /** Asks at once, for example because there is a new token. */
  readonly refresh: () => Promise<void>;
}

/** Keeps the newest status of the gateway. */
export function createStatusStore(transport: Transport, everyMs: number): StatusStore {
  const listeners = new Set<() => void>();
  let connection: Connection = { phase: 'connecting' };

  const refresh = async (): Promise<void> => {
    connection = await ask(transport, connection);
    for (const listener of listeners) listener();
  };

  return {
    current: () => connection,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    watch() {
      let timer: ReturnType<typeof setTimeout> | undefined;
      let stopped = false;
      const round = async (): Promise<void> => {
        await refresh();
        if (!stopped) timer = setTimeout(() => void round(), everyMs);
      };
      void round();
      return () => {
        stopped = true;
        clearTimeout(timer);
      };
    },
    refresh,
  };
}

async function ask(transport: Transport, before: Connection): Promise<Connection> {
  try {
    return { phase: 'live', status: GatewayStatusSchema.parse(await transport.call('status.get', {})) };
  } catch (failure) {
    if (failure instanceof RemoteError && failure.asksForToken) {
      return { phase: 'unauthorized', token: failure.error.name === 'unauthenticated' ? 'missing' : 'wrong' };
    }
    return { phase: 'lost', problem: describe(failure), lastKnown: lastKnownOf(before) };
  }
}

function lastKnownOf(connection: Connection): GatewayStatus | undefined {
  if (connection.phase === 'live') return connection.status;
  return connection.phase === 'lost' ? connection.lastKnown : undefined;
}

function describe(failure: unknown): string {
  if (failure instanceof RemoteError) return failure.message;
  if (failure instanceof z.ZodError) return 'The gateway is of another version than this page. Reload the page.';
  return 'The gateway does not answer. It may have been stopped or is starting again.';
}
