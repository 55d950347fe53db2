import { GatewayError } from '../../../../shared/errors/gateway-error';
import type { PluginContext } from '../../../gateway/ports/plugin';
import { createBriefMemory, hashOf } from './brief-memory';
import { createLockout } from './lockout';

/** What a service said of a credential that is good. */
export interface Checked<T> {
  readonly value: T;
  /** Epoch milliseconds until which it is believed. */
  readonly until: number;
}

/**
 * Has a service asked about a credential, unless it was a moment ago. `ask` throws `invalid_credentials` for a bad one,
 * which is counted: whoever goes on guessing is locked out, and the service is not asked any more.
 */
export type CredentialCheck<T> = (
  presented: { readonly credential: string; readonly remoteAddress: string },
  ask: () => Promise<Checked<T>>,
) => Promise<T>;

export function createCredentialCheck<T>({ limits, now }: Pick<PluginContext, 'limits' | 'now'>): CredentialCheck<T> {
  const memory = createBriefMemory<T>(now);
  const lockout = createLockout(limits);
  return async ({ credential, remoteAddress }, ask) => {
    const known = memory.find(credential);
    if (known !== undefined) return known;
    const bucket = `${remoteAddress} ${hashOf(credential)[0]}`;
    await lockout.check(bucket);
    const { value, until } = await ask().catch(async (failure: unknown) => {
      const isGuess = failure instanceof GatewayError && failure.code === 'invalid_credentials';
      if (isGuess) await lockout.count(bucket);
      throw failure;
    });
    memory.keep(credential, value, until);
    return value;
  };
}
