import { powerMonitor } from 'electron';
import type { AdminClient } from '../../shared/contract/contract';
import type { TokenState } from '../../shared/model/oauth';
import type { GatewayStatus } from '../../shared/model/status';
import type { Logger } from '../gateway/ports/logger';
import type { Network } from './network';

interface KeepNeeds {
  readonly client: Pick<AdminClient, 'upstreams' | 'tokens'>;
  readonly status: () => GatewayStatus;
  readonly network: Network;
  readonly log: Logger;
}

/** Networks need a moment after a machine woke, and one that comes may go again; whatever happens meanwhile is one reason more to wait. */
const SETTLE_MS = 3_000;

/**
 * After sleep, and when the network is back: tokens that fell due are renewed, then connections are made anew to servers that are
 * away (nobody waits until their pause is over) and, while no request is under way, to those over HTTP, whose connections
 * may have been cut unseen. Without a network nobody elsewhere is asked.
 */
export function keepConnected({ client, status, network, log }: KeepNeeds): () => void {
  const leaving = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let why = '';
  let running: Promise<void> = Promise.resolve();

  const reconnect = async (): Promise<void> => {
    const isOnline = network.isOnline();
    const due = isOnline ? dueTokens(await client.tokens.list({}), Date.now()) : [];
    const away = awayServers(status(), isOnline);
    log.info(why, { reconnecting: away.length, renewing: due.length });
    for (const place of due) {
      if (leaving.signal.aborted) return;
      await client.tokens.refresh(place).catch((failure: unknown) => {
        log.warn('A token was not renewed', { ...place, cause: String(failure) });
      });
    }
    for (const place of away) {
      if (leaving.signal.aborted) return;
      await client.upstreams.restart(place).catch((failure: unknown) => {
        log.warn('A server was not connected to anew', { ...place, cause: String(failure) });
      });
    }
  };
  const soon = (reason: string): void => {
    why = reason;
    clearTimeout(timer);
    timer = setTimeout(() => {
      // One after the other: a second would make anew what the first is just connecting.
      running = running.then(reconnect).catch((failure: unknown) => {
        log.warn('Nothing was connected to anew', { cause: String(failure) });
      });
    }, SETTLE_MS).unref();
  };
  const wake = (): void => soon('The machine woke up');
  const stopHearing = network.onChange((isOnline) => {
    if (isOnline) return soon('The network is back');
    log.info('There is no network', {});
  });
  powerMonitor.on('resume', wake);
  return () => {
    leaving.abort();
    clearTimeout(timer);
    powerMonitor.off('resume', wake);
    stopHearing();
  };
}

/** Servers to connect to anew, each once. */
function awayServers({ upstreams, requests }: GatewayStatus, isOnline: boolean) {
  const away = upstreams.filter(({ state, transport }) => {
    if (transport !== 'stdio' && !isOnline) return false;
    if (state === 'ready') return transport !== 'stdio' && requests.active === 0;
    return state === 'failed' || state === 'restarting';
  });
  const places = new Map(away.map(({ server, configId }) => [`${configId} ${server}`, { server, config: configId }]));
  return [...places.values()];
}

/** Tokens whose renewal should have been by now; those that need a person are left to them. */
function dueTokens(tokens: readonly TokenState[], now: number) {
  return tokens
    .filter(({ status }) => status === 'connected' || status === 'expired')
    .filter(({ canRefresh, nextRefreshAt }) => canRefresh && nextRefreshAt !== undefined && nextRefreshAt <= now)
    .map(({ server, configId, user }) => ({ server, config: configId, ...(user === undefined ? {} : { user }) }));
}
