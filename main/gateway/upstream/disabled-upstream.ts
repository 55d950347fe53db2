import type { UpstreamServer } from '../../../shared/config/upstream-server';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { ServerName } from '../../../shared/model/server';
import type { Upstream } from './upstream';

/** Stands for a server that the configuration switched off: visible, never started. */
export function createDisabledUpstream(server: ServerName, config: UpstreamServer): Upstream {
  const transport = !('url' in config) ? 'stdio' : config.transport === 'sse' ? 'sse' : 'http';
  const refuse = () => Promise.reject(new GatewayError('server_unavailable', `${server} is disabled`, { server }));
  return {
    server,
    era: undefined,
    status: () => ({ server, state: 'disabled', transport, restarts: 0 }),
    present: undefined,
    describe: refuse,
    request: refuse,
    notify: () => Promise.resolve(),
    keep: () => undefined,
    renew: () => undefined,
    on: () => () => undefined,
  };
}
