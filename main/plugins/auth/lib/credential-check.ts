import { z } from 'zod';
import { GatewayError } from '../../../../shared/errors/gateway-error';
import type { PluginContext } from '../../../gateway/ports/plugin';
import { readSealed } from '../../../gateway/ports/read-sealed';
import { createBriefMemory, hashOf } from './brief-memory';
import type { Claims } from './claimed-identity';
import { createLockout } from './lockout';

/** What a service said of a credential that is good. */
export interface Checked {
  readonly claims: Claims;
  /** Epoch milliseconds until which it is believed. */
  readonly until: number;
}

/** Credentials that a service judges, each a moment ago or by another gateway if need be. */
export interface CredentialCheck {
  /**
   * Has the service asked about a credential, unless it was lately, here or by a gateway that shares the store. `ask`
   * throws `invalid_credentials` for a bad one, which is counted: whoever goes on guessing is locked out, and the service
   * is not asked any more.
   */
  check(
    presented: { readonly credential: string; readonly remoteAddress: string },
    ask: () => Promise<Checked>,
  ): Promise<Claims>;
  /** Has the service asked about every credential again; other gateways believe what they know until it ends. */
  forget(): void;
}

export interface CheckOptions {
  /** Whatever an answer depends on beside the credential: gateways that differ in it tell each other nothing. */
  readonly about: unknown;
  /** Seconds for which a credential that was good is believed to be. */
  readonly cacheSeconds: number;
}

const CheckedSchema = z.object({ claims: z.record(z.string(), z.unknown()), until: z.number() });

export function createCredentialCheck(
  { limits, now, sharedStore }: Pick<PluginContext, 'limits' | 'now' | 'sharedStore'>,
  { about, cacheSeconds }: CheckOptions,
): CredentialCheck {
  const memory = createBriefMemory<Claims>(now);
  const lockout = createLockout(limits);
  const prefix = `credentials:${hashOf(JSON.stringify(about))}:`;
  const keyOf = (credential: string): string => prefix + hashOf(`shared ${credential}`);

  /** Another since everything was forgotten: what was asked for before then is not kept. */
  let edition = 0;
  let forgetting: Promise<unknown> = Promise.resolve();

  /** What another gateway was told. Its clock may be another, so nothing is believed for longer than an answer of today. */
  async function recall(credential: string): Promise<Checked | undefined> {
    if (cacheSeconds === 0) return undefined;
    await forgetting;
    const text = await sharedStore?.()
      ?.read(keyOf(credential))
      .catch(() => undefined);
    const there = readSealed(CheckedSchema, text);
    if (there === undefined || there.until <= now()) return undefined;
    return { claims: there.claims, until: Math.min(there.until, now() + cacheSeconds * 1_000) };
  }

  function share(credential: string, checked: Checked): void {
    const ttlMs = checked.until - now();
    if (ttlMs <= 0) return;
    sharedStore?.()
      ?.write(keyOf(credential), JSON.stringify(checked), ttlMs)
      .catch(() => undefined);
  }

  return {
    async check({ credential, remoteAddress }, ask) {
      const known = memory.find(credential);
      if (known !== undefined) return known;
      const bucket = `${remoteAddress} ${hashOf(credential)[0]}`;
      await lockout.check(bucket);
      const asked = edition;
      const told = await recall(credential);
      if (told !== undefined) {
        if (asked === edition) memory.keep(credential, told.claims, told.until);
        return told.claims;
      }
      const checked = await ask().catch(async (failure: unknown) => {
        const isGuess = failure instanceof GatewayError && failure.code === 'invalid_credentials';
        if (isGuess) await lockout.count(bucket);
        throw failure;
      });
      if (asked === edition) {
        memory.keep(credential, checked.claims, checked.until);
        share(credential, checked);
      }
      return checked.claims;
    },
    forget() {
      edition += 1;
      memory.clear();
      const store = sharedStore?.();
      const removing = store?.keys(prefix).then((keys) => store.remove(keys));
      forgetting = removing?.catch(() => undefined) ?? Promise.resolve();
    },
  };
}
