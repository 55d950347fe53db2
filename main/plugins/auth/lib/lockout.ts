import { RateLimiterMemory } from 'rate-limiter-flexible';
import { GatewayError } from '../../../../shared/errors/gateway-error';
import type { PluginContext } from '../../../gateway/ports/plugin';

/** Keeps guessers waiting. */
export interface Lockout {
  /** Throws `auth_rate_limited` while this bucket is locked. */
  check(bucket: string): Promise<void>;
  /** Counts a failed attempt. */
  count(bucket: string): Promise<void>;
}

export function createLockout({ authFailures, lockoutWindow, lockout }: PluginContext['limits']): Lockout {
  const failures = new RateLimiterMemory({
    // The last failure that is allowed is the one that locks out.
    points: authFailures - 1,
    duration: lockoutWindow,
    blockDuration: lockout,
  });
  return {
    async check(bucket) {
      const state = await failures.get(bucket);
      if (state !== null && state.consumedPoints >= authFailures) throw lockedOut(state.msBeforeNext);
    },
    async count(bucket) {
      await failures.consume(bucket).catch(() => undefined);
    },
  };
}

function lockedOut(ms: number): GatewayError {
  const retryAfterSeconds = Math.ceil(ms / 1_000);
  return new GatewayError('auth_rate_limited', `Too many failed attempts; try again in ${retryAfterSeconds} s`, {
    retry_after_seconds: retryAfterSeconds,
  });
}
