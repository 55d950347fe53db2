import { GatewayError } from '../../shared/errors/gateway-error';
import type { ConfigFile } from '../gateway/config/config-file';
import { formatPath } from '../gateway/config/config-problem';
import { findSecretUses } from '../gateway/config/secret-references';
import {
  SECRET_NAME,
  type KeyChoice,
  type KeySource,
  type Rotation,
  type SecretFacts,
  type SecretStore,
  type SecretStoreStatus,
  type SecretVault,
} from '../gateway/ports/secret-store';

/** A secret as people see it, never its value. */
export interface SecretListing {
  readonly name: string;
  /** False: the configuration names it, but it was not set. */
  readonly isSet: boolean;
  /** ISO 8601. */
  readonly updatedAt?: string;
  /** Places in the configuration. */
  readonly usedBy: readonly string[];
}

export interface SecretAdmin {
  init(choice?: KeyChoice): Promise<KeySource>;
  set(name: string, value: string): Promise<SecretFacts>;
  list(): Promise<readonly SecretListing[]>;
  /** Resolves with the places that still name it. */
  delete(name: string): Promise<readonly string[]>;
  rotate(choice?: KeyChoice): Promise<Rotation>;
  status(): Promise<SecretStoreStatus>;
  export(passphrase: string): Promise<string>;
  import(text: string, passphrase: string, options: { readonly replace: boolean }): Promise<readonly string[]>;
}

const MAX_BYTES = 65_536;

/** What people may do with the secrets of one data directory. Never gives a value back. */
export function createSecretAdmin(openStore: () => Promise<SecretStore>, file: ConfigFile): SecretAdmin {
  async function vault(): Promise<SecretVault> {
    const { vault: found } = await openStore();
    if (found !== undefined) return found;
    throw new GatewayError('operation_failed', 'The secrets of this gateway are kept, and changed, outside of it');
  }

  async function uses(): Promise<ReadonlyMap<string, readonly string[]>> {
    const places = new Map<string, string[]>();
    for (const { name, path } of findSecretUses(await readIfThere(file))) {
      places.set(name, [...(places.get(name) ?? []), formatPath([...path])]);
    }
    return places;
  }

  return {
    init: async (choice) => (await vault()).create(choice),
    async set(name, value) {
      requireName(name);
      if (value === '') throw new GatewayError('invalid_params', 'The value is empty; nothing was set');
      if (Buffer.byteLength(value) > MAX_BYTES || value.includes('\0')) {
        throw new GatewayError('invalid_params', 'A secret is a text of at most 64 KiB without NUL characters');
      }
      return (await vault()).write(name, value);
    },
    async list() {
      const [store, used] = [await openStore(), await uses()];
      if (store.vault === undefined) return Promise.all([...used].map((use) => lookUp(store, use)));
      const facts = await store.vault.list();
      const known = facts.map(({ name, updatedAt }) => ({
        name,
        isSet: true,
        updatedAt,
        usedBy: used.get(name) ?? [],
      }));
      const names = new Set(facts.map(({ name }) => name));
      const missing = [...used].filter(([name]) => !names.has(name));
      return [...known, ...missing.map(([name, usedBy]) => ({ name, isSet: false, usedBy }))];
    },
    async delete(name) {
      requireName(name);
      if (await (await vault()).remove(name)) return (await uses()).get(name) ?? [];
      throw new GatewayError('unknown_name', `There is no secret "${name}"`, { name });
    },
    rotate: async (choice) => (await vault()).rotate(choice),
    status: async () => (await openStore()).status(),
    export: async (passphrase) => (await vault()).export(passphrase),
    import: async (text, passphrase, options) => (await vault()).import(text, passphrase, options),
  };
}

/** What another store holds cannot be listed; what the configuration names of it can be looked up. */
async function lookUp(
  store: SecretStore,
  [name, usedBy]: readonly [string, readonly string[]],
): Promise<SecretListing> {
  return { name, isSet: (await store.read(name)) !== undefined, usedBy };
}

function requireName(name: string): void {
  if (SECRET_NAME.test(name)) return;
  // Not repeated: people paste the secret itself where its name is asked for.
  const message =
    'A secret’s name begins with a letter or digit and holds letters, digits, ".", "_" and "-", at most 128';
  throw new GatewayError('invalid_params', message);
}

async function readIfThere(file: ConfigFile): Promise<unknown> {
  try {
    return await file.read();
  } catch (failure) {
    if (failure instanceof GatewayError && failure.code === 'config_missing') return undefined;
    throw failure;
  }
}
