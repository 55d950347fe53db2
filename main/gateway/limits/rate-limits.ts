import type { GatewayConfig } from '../../../shared/config/gateway-config';
import { burstOf, type Rate } from '../../../shared/config/limits';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { CountedEvent } from '../../../shared/model/status';
import type { Counters } from './counters';
import type { RateStore } from './rate-store';

/** Whether a request comes too soon after others. */
export interface RateLimits {
  /** Throws `rate_limited` for a key that asks too often, whatever it asks. */
  checkKey(keyId: string, config: GatewayConfig): Promise<void> | undefined;
  /** Throws `rate_limited` for a tool that one key, or a server that everybody, uses too often. */
  checkUse(use: RatedUse, config: GatewayConfig): Promise<void> | undefined;
}

export interface RatedUse {
  readonly keyId: string;
  readonly configId: string;
  /** `gateway` for its own tools. */
  readonly server: string;
  /** Absent for what is no tool call. */
  readonly tool?: string | undefined;
}

export interface RateLimitsNeeds {
  readonly store: RateStore;
  readonly counters: Counters;
  /** Milliseconds on a clock that never goes back. */
  readonly clock: () => number;
}

interface Rated {
  readonly name: string;
  readonly rate: Rate;
  readonly event: CountedEvent;
  readonly what: string;
  readonly server?: string;
  readonly tool?: string;
}

export function createRateLimits({ store, counters, clock }: RateLimitsNeeds): RateLimits {
  function settle(rated: Rated, waitMs: number): void {
    if (waitMs <= 0) return;
    counters.count(rated.event, rated.server);
    throw refusal(rated, waitMs);
  }

  /** A promise only where the store makes one: memory answers at once. */
  function take(rated: Rated): Promise<void> | undefined {
    const waitMs = store.take(rated.name, rated.rate, clock());
    if (typeof waitMs !== 'number') return waitMs.then((later) => settle(rated, later));
    settle(rated, waitMs);
    return undefined;
  }

  return {
    checkKey(keyId, { keys, limits }) {
      const rate = keys[keyId]?.limits?.rate ?? limits.keyRate;
      return take({ name: `key ${keyId}`, rate, event: 'key_rate_exceeded', what: 'This key' });
    },
    checkUse({ keyId, configId, server, tool }, { configs, limits }) {
      const settings = configs[configId]?.servers[server];
      const ofServer = (): Promise<void> | undefined =>
        take({
          name: `server ${configId} ${server}`,
          rate: settings?.limits?.rate ?? limits.serverRate,
          event: 'server_rate_exceeded',
          what: `Server ${server}`,
          server,
        });
      if (tool === undefined) return ofServer();
      // The tool goes first: what one key is refused there must not use up what others may ask of the server.
      const taken = take({
        name: `tool ${keyId} ${configId} ${server} ${tool}`,
        rate: settings?.toolLimits?.[tool]?.rate ?? settings?.limits?.toolRate ?? limits.toolRate,
        event: 'tool_rate_exceeded',
        what: `${server} · ${tool}, asked by this key,`,
        server,
        tool,
      });
      if (server === 'gateway') return taken;
      return taken === undefined ? ofServer() : taken.then(ofServer);
    },
  };
}

function refusal({ what, rate, server, tool }: Rated, waitMs: number): GatewayError {
  const seconds = Math.max(1, Math.ceil(waitMs / 1_000));
  const message = `${what} has reached its limit of ${rate.perMinute} requests a minute, ${burstOf(rate)} at once; wait ${seconds} s`;
  return new GatewayError('rate_limited', message, {
    ...(server === undefined ? {} : { server }),
    ...(tool === undefined ? {} : { tool }),
    retry_after_seconds: seconds,
  });
}
