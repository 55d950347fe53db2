import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LogVault } from './gateway/activity/log-keys';
import type { DataDirectory } from './gateway/config/data-directory';
import type { SecretAccess } from './secret-access';

/** What is locked by whoever is about to write to the log of a data directory. */
export const logLock = ({ run }: Pick<DataDirectory, 'run'>): string => join(run, 'activity');

/** The vault of a data directory as the keeper of the keys of its log. */
export function vaultOfLog({ root }: Pick<DataDirectory, 'root'>, secrets: SecretAccess): LogVault {
  return {
    exists: () => existsSync(join(root, 'vault.json')),
    open: async () => (await secrets.vault()).records,
  };
}
