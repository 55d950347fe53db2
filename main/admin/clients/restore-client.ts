import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isErrno } from '../../../shared/errors/errno';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { backupGroup, readClientFile } from './client-file';
import type { ConnectionStore } from './connection-record';
import type { InspectedClient } from './inspect-client';
import type { FileChange } from './plan-edits';

/** An earlier state of a file of a client, as it was before we wrote. */
export interface ClientBackup {
  /** Its name among the backups. */
  readonly id: string;
  /** The file that it was a copy of. */
  readonly path: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** What is kept of the files of a client, the newest first. */
export async function backupsOf(client: InspectedClient, store: ConnectionStore): Promise<readonly ClientBackup[]> {
  const names = await readdir(store.backups).catch((cause: unknown) => {
    if (isErrno(cause, 'ENOENT')) return [];
    throw cause;
  });
  const paths = new Set([...client.files.map(({ path }) => path), ...client.located.targets]);
  const kept = [...paths].flatMap((path) => {
    const group = `${backupGroup(path)}-`;
    const own = names.filter((name) => name.startsWith(group));
    return own.map((id) => ({ id, path, at: Number(id.slice(group.length).split('-')[0]) }));
  });
  return kept.sort((a, b) => b.at - a.at);
}

/** What putting a backup in the place of its file would change; throws `unknown_name` for one of another client. */
export async function planRestore(
  client: InspectedClient,
  id: string,
  store: ConnectionStore,
): Promise<readonly FileChange[]> {
  const backup = (await backupsOf(client, store)).find((one) => one.id === id);
  const unknown = () =>
    new GatewayError('unknown_name', `${client.definition.title} has no backup "${id}"`, { backup: id });
  if (backup === undefined) throw unknown();
  const [file, kept] = await Promise.all([readClientFile(backup.path), readClientFile(join(store.backups, backup.id))]);
  // Without a text the file would be deleted; the backup may have gone since it was listed.
  if (kept.text === undefined) throw unknown();
  return [{ path: backup.path, file, after: kept.text }];
}
