import type { Handlers } from '../../../shared/contract/define';
import type { limits, sessions, timeouts, upstreams } from '../../../shared/contract/operation';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { Gateway } from '../../gateway/gateway';
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

/** How much of anything may be had, and is had. */
export function limitHandlers(gateway: Gateway, sessions: SessionStore): Handlers<typeof limits> {
  return {
    async get() {
      const { config, results } = gateway.current();
      const { limits: all, keys, configs } = config;
      return {
        limits: { ...all },
        servers: Object.entries(configs).flatMap(([id, set]) =>
          Object.entries(set.servers).flatMap(([server, { limits: own, toolLimits }]) =>
            own === undefined && toolLimits === undefined
              ? []
              : [{ config: id, server, limits: own ?? {}, tools: toolLimits ?? {} }],
          ),
        ),
        keys: Object.entries(keys).flatMap(([key, { limits: own }]) =>
          own === undefined ? [] : [{ key, limits: own }],
        ),
        use: {
          sessions: { now: sessions.size, most: all.sessions },
          results: { now: results.size, most: all.results.total },
          resultBytes: { now: results.bytes, most: all.results.totalBytes },
          requests: gateway.counts().active,
        },
        counts: gateway.counters.list().map((one) => ({ ...one })),
      };
    },
  };
}

/** Connections to servers. */
export function upstreamHandlers(gateway: Gateway): Handlers<typeof upstreams> {
  return {
    async restart({ server, config }) {
      if (gateway.restartServer(server, config)) return { server };
      throw new GatewayError('unknown_server', `Nobody is connected to a server "${server}"`, { server });
    },
  };
}
