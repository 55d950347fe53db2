import { createHash } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, realpath, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { describeCause, isErrno } from '../../../shared/errors/errno';
import { GatewayError } from '../../../shared/errors/gateway-error';

/** Far more than any client writes. */
const MAX_BYTES = 64 * 1024 * 1024;
const BACKUPS_KEPT = 5;

/** A file of a client as it was read. */
export interface ClientFile {
  /** Where the client looks for it. */
  readonly path: string;
  /** What it is a link to, else the same. */
  readonly target: string;
  /** `undefined`: there is none. */
  readonly text: string | undefined;
}

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Throws `config_invalid` for what is there but cannot be read as text; a look that failed is never taken for “not there”. */
export async function readClientFile(path: string): Promise<ClientFile> {
  try {
    const found = await lstat(path).catch((cause: unknown) => {
      if (isErrno(cause, 'ENOENT')) return undefined;
      throw cause;
    });
    if (found === undefined) return { path, target: path, text: undefined };
    const target = await realpath(path);
    const { size, isFile } = await stat(target).then((stats) => ({ size: stats.size, isFile: stats.isFile() }));
    if (!isFile) throw unreadable(path, 'it is no file');
    if (size > MAX_BYTES) throw unreadable(path, 'it is larger than 64 MiB');
    return { path, target, text: decode(path, await readFile(target)) };
  } catch (cause) {
    if (cause instanceof GatewayError) throw cause;
    throw unreadable(path, describeCause(cause), cause);
  }
}

function decode(path: string, bytes: Buffer): string {
  try {
    // The mark at the beginning is kept, to be written again.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw unreadable(path, 'it is not UTF-8');
  }
}

function unreadable(path: string, why: string, cause?: unknown): GatewayError {
  return new GatewayError('config_invalid', `${path}: ${why}; the file is left as it is`, { path }, { cause });
}

/**
 * Puts a text in place of the one that was read (`undefined`: removes the file), after a copy of what is there has been
 * kept in `backups`; resolves with the path of the copy. Links stay links, and a file keeps its mode. Throws `unavailable`
 * when somebody else has written meanwhile.
 */
export async function writeClientFile(
  file: ClientFile,
  text: string | undefined,
  backups: string,
): Promise<string | undefined> {
  const now = await readClientFile(file.path);
  if (now.text !== file.text || now.target !== file.target) throw changedMeanwhile(file.path);
  if (now.text === text) return undefined;
  const kept = now.text === undefined ? undefined : await keepBackup(backups, file.path, now.text);
  try {
    if (text === undefined) await rm(file.target, { force: true });
    else {
      await mkdir(dirname(file.target), { recursive: true, mode: 0o700 });
      // Without a mode it is that of the file that is there.
      await writeFileAtomic(file.target, text, now.text === undefined ? { mode: 0o600 } : {});
    }
  } catch (cause) {
    const message = `${file.path} cannot be written: ${describeCause(cause)}`;
    throw new GatewayError('operation_failed', message, { path: file.path }, { cause });
  }
  if ((await readClientFile(file.path)).text !== text) throw changedMeanwhile(file.path);
  return kept;
}

function changedMeanwhile(path: string): GatewayError {
  const message = `Another program is writing ${path}; close the client, then try again`;
  return new GatewayError('unavailable', message, { path });
}

/** What the names of the backups of a file begin with. */
export const backupGroup = (path: string): string => hashOf(path).slice(0, 12);

/** The newest five of each file. They hold what the file held, keys included, so they are for this user alone. */
async function keepBackup(directory: string, path: string, text: string): Promise<string> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const group = backupGroup(path);
  const earlier = (await readdir(directory)).filter((name) => name.startsWith(`${group}-`)).sort();
  const newest = Number(earlier.at(-1)?.split('-')[1] ?? 0);
  // A clock that stands still counts on.
  const stamp = Math.max(Date.now(), newest + 1);
  const kept = join(directory, `${group}-${stamp}-${basename(path)}`);
  await writeFileAtomic(kept, text, { mode: 0o600 });
  const surplus = earlier.slice(0, Math.max(0, earlier.length + 1 - BACKUPS_KEPT));
  await Promise.all(surplus.map((name) => rm(join(directory, name), { force: true })));
  return kept;
}
