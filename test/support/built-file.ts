import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const ROOT = resolve(import.meta.dirname, '../..');
let built: Promise<unknown> | undefined;

/** Absolute path of a file in dist/. What lies there is built first when a source is newer; it is looked at once per process. */
export async function builtFile(name: string): Promise<string> {
  built ??= promisify(execFile)(process.execPath, [join(ROOT, 'scripts/build-when-stale.mjs')], { cwd: ROOT });
  await built;
  return join(ROOT, 'dist', name);
}
