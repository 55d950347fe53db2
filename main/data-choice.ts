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

/** Where the directory that was chosen is; it need not be there yet. */
export async function rootOf({ dataDirectory, env }: DataChoice): Promise<string> {
  const { resolveDataDirectory } = await import('./gateway/config/data-directory');
  return resolveDataDirectory({ option: dataDirectory, env, homedir: homedir() });
}

/** Prepares the directory that was chosen. */
export async function directoryOf(choice: DataChoice, log?: Logger) {
  const { prepareDataDirectory } = await import('./gateway/config/data-directory');
  return prepareDataDirectory(await rootOf(choice), log);
}
