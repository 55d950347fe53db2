import { constants } from 'node:fs';
import { chmod, copyFile, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A copy is told from its original by size and by the time it was made, in milliseconds; disks keep that differently well. */
const SAME_TIME_MS = 1_000;

/** Whether a program lies there as it was shipped. */
export async function isPlaced(shipped: string, path: string): Promise<boolean> {
  const [wanted, found] = await Promise.all([shipped, path].map((file) => stat(file).catch(() => undefined)));
  if (wanted === undefined || found === undefined) return false;
  return wanted.size === found.size && Math.abs(wanted.mtimeMs - found.mtimeMs) < SAME_TIME_MS;
}

/** Copies a program to where clients start it, whole or not at all, even while they run the one that lies there. */
export async function placeProgram(shipped: string, path: string): Promise<void> {
  const coming = `${path}.${process.pid}.new`;
  try {
    await copyFile(shipped, coming, constants.COPYFILE_FICLONE);
    await chmod(coming, 0o700);
    const { atime, mtime } = await stat(shipped);
    await utimes(coming, atime, mtime);
    await rename(coming, path).catch(() => changeRunning(coming, path));
  } catch (failure) {
    await rm(coming, { force: true }).catch(() => undefined);
    throw failure;
  }
}

/** Windows lets nobody write over a program that runs, but it may be renamed. */
async function changeRunning(coming: string, path: string): Promise<void> {
  const aside = `${path}.${Date.now()}.old`;
  await rename(path, aside);
  await rename(coming, path).catch(async (failure: unknown) => {
    await rename(aside, path);
    throw failure;
  });
}

/** Removes earlier programs beside one, as far as nobody runs them. */
export async function clearEarlier(path: string, isEarlier: (name: string) => boolean): Promise<void> {
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => []);
  const earlier = names.filter((name) => name !== basename(path) && isEarlier(name));
  await Promise.all(earlier.map((name) => rm(join(folder, name), { force: true }).catch(() => undefined)));
}
