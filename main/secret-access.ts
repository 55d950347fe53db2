import { GatewayError } from '../shared/errors/gateway-error';
import type { DataDirectory } from './gateway/config/data-directory';
import { withFileLock } from './gateway/config/file-lock';
import { loadConfig } from './gateway/config/load-config';
import { createSecretWatch, type SecretWatch } from './gateway/config/secret-watch';
import { createSecretRegistry, type SecretRegistry } from './gateway/known-secrets/known-secrets';
import { Disposables } from './gateway/lifecycle';
import type { Logger } from './gateway/ports/logger';
import type { PluginRegistry } from './gateway/ports/plugin';
import type { AskPassphrase, SecretStore, SecretVault } from './gateway/ports/secret-store';
import { shippedProgram } from './shipped-path';

export interface SecretAccessNeeds {
  readonly directory: DataDirectory;
  readonly registry: PluginRegistry;
  readonly environment: NodeJS.ProcessEnv;
  /** Absent: nobody is there to ask. */
  readonly askPassphrase?: AskPassphrase;
}

/** The secret store that the configuration names, made when the first secret is asked for. */
export interface SecretAccess {
  store(): Promise<SecretStore>;
  /** Where the gateway keeps what is its own: the configured store if it is a vault, else the vault of the data directory. */
  vault(): Promise<SecretVault>;
  read(name: string): Promise<string | undefined>;
  /** What was read so far, and what else must not come back in content. */
  readonly known: SecretRegistry;
  /** Notices changes of the vault from now on. */
  watch(log: Logger): Promise<SecretWatch>;
  dispose(): Promise<void>;
}

interface Entry {
  readonly use: string;
  readonly options?: unknown;
}

const VAULT: Entry = { use: 'vault' };

export function createSecretAccess({
  directory,
  registry,
  environment,
  askPassphrase,
}: SecretAccessNeeds): SecretAccess {
  const ends = new Disposables();
  const made = new Map<string, Promise<SecretStore>>();
  const known = createSecretRegistry();
  let last: Entry | undefined;

  async function chosen(): Promise<Entry> {
    try {
      return (await loadConfig(directory.config)).config.secretStore ?? VAULT;
    } catch (failure) {
      // Secrets may be set before there is a configuration; a broken edit leaves in force what was.
      if (last !== undefined) return last;
      if (failure instanceof GatewayError && failure.code === 'config_missing') return VAULT;
      throw failure;
    }
  }

  async function store(): Promise<SecretStore> {
    last = await chosen();
    return open(last);
  }

  function open(entry: Entry): Promise<SecretStore> {
    const key = JSON.stringify(entry);
    const known = made.get(key) ?? make(entry);
    made.set(key, known);
    return known;
  }

  async function vault(): Promise<SecretVault> {
    const found = (await store()).vault ?? (await open(VAULT)).vault;
    if (found === undefined) throw new TypeError('The vault is no vault');
    return found;
  }

  const make = (entry: Entry): Promise<SecretStore> =>
    registry.create('secret-store', entry, {
      now: Date.now,
      dataDirectory: directory.root,
      limits: { authFailures: 1, lockoutWindow: 1, lockout: 1 },
      resolve: (text) => Promise.resolve(text),
      custody: {
        environment,
        keychainProgram: shippedProgram('keychain-program'),
        lockFile: (path, work) => withFileLock(path, work),
        ...(askPassphrase === undefined ? {} : { askPassphrase }),
      },
      onDispose: (cleanup) => ends.add(cleanup),
    });

  return {
    store,
    vault,
    async read(name) {
      const value = await (await store()).read(name);
      if (value !== undefined) known.learn(name, value);
      return value;
    },
    known,
    watch: (log) => createSecretWatch({ path: directory.vault, list: async () => (await store()).vault?.list(), log }),
    dispose: () => ends.dispose(),
  };
}
