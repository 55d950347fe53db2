import type { RpcNotification } from '../../../shared/model/json-rpc';
import type { Logger } from '../ports/logger';
import type { Connection } from './connection';
import { watchIdle, type IdleWatchNeeds } from './idle-watch';
import { keepSubscribed } from './keep-subscribed';

export interface TendingNeeds extends IdleWatchNeeds {
  readonly connection: Connection;
  readonly log: Logger;
  readonly onNotification: (notification: RpcNotification) => void;
}

/** Listens to a connection’s changes and watches whether it is used (`idleMs` 0: it need not be); returns how to let it be. */
export function tendConnection(needs: TendingNeeds): () => void {
  const { connection, log, onNotification } = needs;
  const stopWatching = needs.idleMs > 0 ? watchIdle(needs) : () => undefined;
  const subscription = new AbortController();
  keepSubscribed({ connection, signal: subscription.signal, log, onNotification });
  return () => {
    stopWatching();
    subscription.abort();
  };
}
