import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const PACKAGES = resolve(import.meta.dirname, '../../node_modules/@modelcontextprotocol');

/** The entry program of a published server. */
export const serverProgram = (name: string) => join(PACKAGES, `server-${name}/dist/index.js`);

const serve = (name: string, ...args: readonly string[]) => ({
  command: process.execPath,
  args: [serverProgram(name), ...args],
});

/** Four published servers, with a folder of their own to work on. */
export async function realServers() {
  const folder = await mkdtemp(join(tmpdir(), 'smg-real-'));
  await writeFile(join(folder, 'note.txt'), 'Water the plants.\n');
  const memory = { ...serve('memory'), env: { MEMORY_FILE_PATH: join(folder, 'memory.jsonl') } };
  return {
    folder,
    servers: {
      everything: serve('everything', 'stdio'),
      files: serve('filesystem', folder),
      memory,
      thinking: serve('sequential-thinking'),
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
