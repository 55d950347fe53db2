import { GatewayError } from '../shared/errors/gateway-error';
import type { DataDirectory } from './gateway/config/data-directory';
import { withFileLock } from './gateway/config/file-lock';
import { loadConfig } from './gateway/config/load-config';
import { Disposables } from './gateway/lifecycle';
import type { PluginRegistry } from './gateway/ports/plugin';
import type { AskPassphrase, SecretStore } from './gateway/ports/secret-store';
import { shippedPath } from './shipped-path';

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
  read(name: string): Promise<string | undefined>;
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
    const key = JSON.stringify(last);
    const known = made.get(key) ?? make(last);
    made.set(key, known);
    return known;
  }

  const make = (entry: Entry): Promise<SecretStore> =>
    registry.create('secret-store', entry, {
      now: Date.now,
      dataDirectory: directory.root,
      limits: { authFailures: 1, lockoutWindow: 1, lockout: 1 },
      resolve: (text) => Promise.resolve(text),
      custody: {
        environment,
        keychainProgram: shippedPath('keychain-program.js'),
        lockFile: (path, work) => withFileLock(path, work),
        ...(askPassphrase === undefined ? {} : { askPassphrase }),
      },
      onDispose: (cleanup) => ends.add(cleanup),
    });

  return { store, read: async (name) => (await store()).read(name), dispose: () => ends.dispose() };
}
