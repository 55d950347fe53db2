import type { RpcNotification } from '../../../shared/model/json-rpc';
import type { ConnectionEnd, ConnectionListener, Connector } from './connection';
import { ConnectionLost } from './connection-lost';
import { LeasedConnection } from './leased-connection';
import type { UpstreamClient } from './upstream-client';

export interface AttemptNeeds {
  readonly connector: Connector;
  readonly client: UpstreamClient;
  readonly onNotification: (notification: RpcNotification) => void;
  /** Called before anything can happen to the connection. */
  readonly onReady: (connection: LeasedConnection) => void;
  /** Not for a connection that ends before it is ready. */
  readonly onEnd: (connection: LeasedConnection, end: ConnectionEnd) => void;
  readonly signal: AbortSignal;
}

/** Connects once; a connection that comes too late, or ends while it is being made, is none. */
export async function attemptConnection(needs: AttemptNeeds): Promise<LeasedConnection> {
  const { connector, client, signal } = needs;
  const attempt: { connection?: LeasedConnection; ended?: ConnectionEnd } = {};
  const listener: ConnectionListener = {
    onNotification: needs.onNotification,
    onEnd: (end) => {
      attempt.ended = end;
      if (attempt.connection !== undefined) needs.onEnd(attempt.connection, end);
    },
    exclusive: client.exclusive,
    ...(client.onRequest === undefined ? {} : { onRequest: client.onRequest }),
  };
  const opened = await connector.connect(listener, signal);
  if (signal.aborted) await opened.close(0);
  signal.throwIfAborted();
  if (attempt.ended !== undefined) throw new ConnectionLost(attempt.ended.reason, false);
  const connection = new LeasedConnection(opened);
  attempt.connection = connection;
  needs.onReady(connection);
  return connection;
}
