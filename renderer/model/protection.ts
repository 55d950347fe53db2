import type { Pause } from '../../shared/model/approval';
import type { GatewayStatus } from '../../shared/model/status';
import type { Connection } from './connection';

/** What an operator should feel about a gateway, in one word. The first that holds counts. */
export type Protection = 'connecting' | 'lost' | 'paused' | 'attention' | 'idle' | 'protected';

interface Known {
  readonly connection: Connection;
  readonly status: GatewayStatus | undefined;
  readonly pauses: readonly Pause[] | undefined;
}

export function protectionOf({ connection, status, pauses }: Known): Protection {
  if (connection.phase === 'lost') return 'lost';
  if (connection.phase !== 'live' || status === undefined) return 'connecting';
  if (pauses?.some(({ target }) => target.kind === 'all') === true) return 'paused';
  if (needsAttention(status)) return 'attention';
  return status.upstreams.length === 0 ? 'idle' : 'protected';
}

function needsAttention({ configProblems, upstreams, activity }: GatewayStatus): boolean {
  return (
    configProblems.length > 0 ||
    upstreams.some(({ state }) => state === 'failed') ||
    (activity !== undefined && activity.state !== 'ok')
  );
}
