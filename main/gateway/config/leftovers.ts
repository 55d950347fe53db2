import { readdir, readFile, realpath, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';

/**
 * A process that is killed while it writes cannot remove its temporary file. So it notes the file's name before it
 * fills it, and the next writer removes what the note names. Nothing else goes: `config.json.20260101` may be a
 * person's own copy, unless it is empty.
 */
export function noteTemporary(path: string, temporary: string): void {
  writeFileAtomic.sync(noteOf(path), basename(temporary), { mode: 0o600, fsync: false });
}

/** Says that the noted file has reached its place. */
export async function forgetTemporary(path: string): Promise<void> {
  await rm(noteOf(path), { force: true });
}

/** Removes what killed writers of this file left behind. Needs the file's lock. */
export async function removeLeftovers(path: string): Promise<void> {
  const noted = await readFile(noteOf(path), 'utf8').catch(() => '');
  const target = await realpath(path).catch(() => path);
  for (const file of new Set([path, target])) await removeBeside(file, noted);
  await forgetTemporary(path);
}

async function removeBeside(file: string, noted: string): Promise<void> {
  const directory = dirname(file);
  const names = await readdir(directory).catch(() => []);
  for (const name of names) {
    const suffix = name.startsWith(`${basename(file)}.`) ? name.slice(basename(file).length) : '';
    const isTemporary = /^\.\d{1,10}$/.test(suffix) && (name === noted || (await isEmpty(join(directory, name))));
    if (isTemporary || /^\.writing\.\d{1,10}$/.test(suffix)) await rm(join(directory, name), { force: true });
  }
}

async function isEmpty(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.size === 0;
}

function noteOf(path: string): string {
  return `${path}.writing`;
}
