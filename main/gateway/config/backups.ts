import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { describeCause, isErrno } from '../../../shared/errors/errno';
import { GatewayError } from '../../../shared/errors/gateway-error';

/** How many earlier states of the configuration are kept. */
export const BACKUPS_KEPT = 10;

const BACKUP = /^config-\d{8}T\d{9}Z-\d{3}\.json$/;
const LEFTOVER = /^config-\d{8}T\d{9}Z-\d{3}\.json\.\d{1,10}$/;

/** Keeps a text as the newest backup and drops the oldest ones. Needs the configuration's lock. */
export async function keepBackup(directory: string, text: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const names = await readdir(directory);
    const kept = names.filter((name) => BACKUP.test(name)).sort();
    await writeFileAtomic(join(directory, nameAfter(kept.at(-1))), text, { mode: 0o600, fsync: false });
    const surplus = kept.slice(0, Math.max(0, kept.length + 1 - BACKUPS_KEPT));
    const leftovers = names.filter((name) => LEFTOVER.test(name));
    await Promise.all([...surplus, ...leftovers].map((name) => rm(join(directory, name), { force: true })));
  } catch (thrown) {
    const message = `The configuration cannot be backed up to ${directory}: ${describeCause(thrown)}; nothing was changed`;
    throw new GatewayError('operation_failed', message, { path: directory }, { cause: thrown });
  }
}

/** Gives the text that a backup, or what is left of one, is to have; `undefined` where it is to go. */
export type RewriteBackup = (text: string, name: string) => string | undefined;

export interface RewrittenBackups {
  readonly rewritten: number;
  readonly deleted: number;
}

/** Changes what earlier states hold, such as what should never have been written. Needs the configuration's lock. */
export async function rewriteBackups(directory: string, rewrite: RewriteBackup): Promise<RewrittenBackups> {
  const counts = { rewritten: 0, deleted: 0 };
  const names = await readdir(directory).catch((failure: unknown) => {
    if (isErrno(failure, 'ENOENT')) return [];
    throw failure;
  });
  for (const name of names.filter((one) => BACKUP.test(one) || LEFTOVER.test(one)).sort()) {
    const path = join(directory, name);
    const text = await readFile(path, 'utf8');
    const after = rewrite(text, name);
    if (after === text) continue;
    if (after === undefined) await rm(path, { force: true });
    else await writeFileAtomic(path, after, { mode: 0o600, fsync: true });
    counts[after === undefined ? 'deleted' : 'rewritten'] += 1;
  }
  return counts;
}

/** Names sort by time; a clock that stands still or steps back counts on from the newest. */
function nameAfter(newest: string | undefined): string {
  const stamp = new Date().toISOString().replace(/[-:.]/g, '');
  const name = `config-${stamp}-000.json`;
  if (newest === undefined || name > newest) return name;
  const [, base = stamp, count = '0'] = /^config-(.+)-(\d{3})\.json$/.exec(newest) ?? [];
  return `config-${base}-${String(Number(count) + 1).padStart(3, '0')}.json`;
}
