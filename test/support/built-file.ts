import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const ROOT = resolve(import.meta.dirname, '../..');

/** Absolute path of a file in dist/, built first when a source is newer than the build. */
export async function builtFile(name: string): Promise<string> {
  await promisify(execFile)(process.execPath, [join(ROOT, 'scripts/build-when-stale.mjs')], { cwd: ROOT });
  return join(ROOT, 'dist', name);
}
