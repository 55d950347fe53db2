import { powerMonitor } from 'electron';
import { ADMIN_SCOPES, type Caller } from '../../shared/contract/define';
import type { Logger } from '../gateway/ports/logger';
import type { House } from '../open-house';

const WAKING: Caller = { id: 'window', scopes: new Set(ADMIN_SCOPES) };
/** Networks need a moment after a machine woke. */
const SETTLE_MS = 3_000;

/**
 * After sleep, connections anew: to servers that are away (nobody waits until their pause is over) and, while no request is
 * under way, to those over HTTP, whose connections the sleep may have cut unseen. Tokens are renewed by themselves when they are next needed.
 */
export function reconnectAfterSleep(house: House, log: Logger): () => void {
  let timer: NodeJS.Timeout | undefined;
  const reconnect = async (): Promise<void> => {
    const { upstreams, requests } = house.status();
    const away = upstreams.filter(({ state, transport }) =>
      state === 'ready' ? transport !== 'stdio' && requests.active === 0 : state === 'failed' || state === 'restarting',
    );
    const places = new Map(away.map(({ server, configId }) => [`${configId} ${server}`, { server, config: configId }]));
    log.info('The machine woke up', { reconnecting: places.size });
    for (const place of places.values()) {
      await house.dispatch('upstreams.restart', place, WAKING).catch((failure: unknown) => {
        log.warn('A server was not connected to anew', { ...place, cause: String(failure) });
      });
    }
  };
  const wake = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void reconnect(), SETTLE_MS).unref();
  };
  powerMonitor.on('resume', wake);
  return () => {
    clearTimeout(timer);
    powerMonitor.off('resume', wake);
  };
}
