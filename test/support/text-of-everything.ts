import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const ATTEMPTS = 50;

/** What all files of a directory and of those below hold, byte for byte as Latin-1. Begins again where one was renamed meanwhile. */
export async function textOfEverything(directory: string): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const entries = await readdir(directory, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
      return (await Promise.all(files.map((file) => readFile(file, 'latin1')))).join('\n');
    } catch (failure) {
      if ((failure as NodeJS.ErrnoException).code !== 'ENOENT' || attempt === ATTEMPTS) throw failure;
    }
  }
}
