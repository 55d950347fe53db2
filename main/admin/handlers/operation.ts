import type { Handlers } from '../../../shared/contract/define';
import type { sessions, timeouts } from '../../../shared/contract/operation';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { LegacySession } from '../../gateway/inbound/legacy-session';
import type { SessionStore } from '../../gateway/inbound/session-store';
import { timeoutConfig, type TimeoutManager } from '../../gateway/timeouts/timeout-manager';

const SHOWN_LETTERS = 8;

/** Sessions that are open. */
export function sessionHandlers(store: SessionStore): Handlers<typeof sessions> {
  return {
    list: async () => store.list().map(describe),
    async end({ id }) {
      const found = store.list().filter((session) => session.id.startsWith(id) && id.length >= SHOWN_LETTERS);
      const [session, ...others] = found;
      if (session === undefined || others.length > 0) {
        throw new GatewayError('unknown_name', `There is no session "${id.slice(0, SHOWN_LETTERS)}"`);
      }
      store.end(session);
      return describe(session);
    },
  };
}

function describe({ id, keyId, clientName, protocolVersion, lastUsedAt, isIdle }: LegacySession) {
  const name = clientName === undefined ? {} : { clientName };
  return { id: id.slice(0, SHOWN_LETTERS), keyId, ...name, protocolVersion, lastUsedAt, isIdle };
}

/** Time limits and how operations fared. */
export function timeoutHandlers(manager: TimeoutManager): Handlers<typeof timeouts> {
  return {
    get: async () => ({
      limits: { ...timeoutConfig(manager.limits()) },
      metrics: { ...manager.metrics() },
      active: manager.activeOperations().map((one) => ({ ...one })),
    }),
  };
}
