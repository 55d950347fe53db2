import { homedir } from 'node:os';
import type { DataDirectory } from './gateway/config/data-directory';
import type { Logger } from './gateway/ports/logger';
import type { AskPassphrase } from './gateway/ports/secret-store';

export interface DataChoice {
  /** Absent: from the environment, else the default place. */
  readonly dataDirectory?: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The secrets of a data directory, for a command that ends soon. */
export async function secretAccess(
  directory: DataDirectory,
  { env, askPassphrase }: { readonly env: NodeJS.ProcessEnv; readonly askPassphrase?: AskPassphrase },
) {
  const [{ createSecretAccess }, { createRegistry }, { secretStores }] = await Promise.all([
    import('./secret-access'),
    import('./plugins/registry'),
    import('./plugins/secret-stores'),
  ]);
  const ask = askPassphrase === undefined ? {} : { askPassphrase };
  return createSecretAccess({ directory, registry: createRegistry(secretStores), environment: env, ...ask });
}

/** Prepares the directory that was chosen. */
export async function directoryOf({ dataDirectory, env }: DataChoice, log?: Logger) {
  const { prepareDataDirectory, resolveDataDirectory } = await import('./gateway/config/data-directory');
  return prepareDataDirectory(resolveDataDirectory({ option: dataDirectory, env, homedir: homedir() }), log);
}
