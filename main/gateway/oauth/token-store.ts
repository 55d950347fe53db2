import { GatewayError } from '../../../shared/errors/gateway-error';
import type { Logger } from '../ports/logger';
import type { VaultRecords } from '../ports/secret-store';

/** Where tokens lie, encrypted. */
export interface TokenStore {
  ids(): Promise<readonly string[]>;
  read(id: string): Promise<string | undefined>;
  write(id: string, text: string): Promise<void>;
  /** Whether what was written outlives this process. */
  isKept(id: string): boolean;
  remove(id: string): Promise<boolean>;
  /** Tries once more to keep what could not be kept. */
  close(): Promise<void>;
}

export interface TokenStoreNeeds {
  readonly openVault: () => Promise<VaultRecords>;
  /** True: what the vault cannot take is kept in memory, with a warning. False: the failure is the caller’s. */
  readonly orInMemory: boolean;
  readonly log: Logger;
}

const TRY_AGAIN_MS = 30_000;

/** Tokens in the vault. One that cannot be written is never written as plain text; one that cannot be read is not lost. */
export function createTokenStore({ openVault, orInMemory, log }: TokenStoreNeeds): TokenStore {
  const unkept = new Map<string, string>();
  let hasWarned = false;
  let again: NodeJS.Timeout | undefined;
  let keeping: Promise<void> = Promise.resolve();

  /** A refresh token that was replaced is the only one that works: a disk that was full for a moment must not cost it. */
  async function keepRest(): Promise<void> {
    for (const [id, text] of [...unkept]) {
      try {
        await (await openVault()).write(id, text);
        if (unkept.get(id) === text) unkept.delete(id);
      } catch {
        return tryAgain();
      }
    }
  }

  function tryAgain(): void {
    clearTimeout(again);
    again = setTimeout(() => {
      keeping = keepRest();
    }, TRY_AGAIN_MS).unref();
  }

  return {
    async ids() {
      const kept = await (await openVault()).ids();
      return [...new Set([...kept, ...unkept.keys()])];
    },
    async read(id) {
      return unkept.get(id) ?? (await openVault()).read(id);
    },
    async write(id, text) {
      try {
        await (await openVault()).write(id, text);
        unkept.delete(id);
      } catch (failure) {
        if (!orInMemory) throw failure;
        unkept.set(id, text);
        const reason = failure instanceof GatewayError ? failure.message : String(failure);
        if (!hasWarned) log.warn('Tokens are kept in memory only, and are lost when the gateway stops', { reason });
        hasWarned = true;
        tryAgain();
      }
    },
    isKept: (id) => !unkept.has(id),
    async remove(id) {
      await keeping;
      const wasUnkept = unkept.delete(id);
      // Where the vault cannot be opened for writing, what lies in it stays; the caller must know.
      return (await (await openVault()).remove(id)) || wasUnkept;
    },
    async close() {
      await keepRest();
      clearTimeout(again);
    },
  };
}
