import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openConfigFile } from '../../main/gateway/config/config-file';
import { loadConfig } from '../../main/gateway/config/load-config';

let root: string;
let program: string;
const children = new Set<ChildProcess>();

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'smg-kill-'));
  const entry = resolve(import.meta.dirname, '../fixtures/config-updates/update-loop.ts');
  await build({
    configFile: false,
    logLevel: 'silent',
    build: { ssr: entry, outDir: join(root, 'program'), target: 'node20', minify: false },
    ssr: { noExternal: true },
    // write-file-atomic is CommonJS and names its temporary files after its own file name.
    define: { __filename: 'import.meta.filename' },
  });
  program = join(root, 'program', 'update-loop.js');
});

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(root, { recursive: true, force: true });
});

/** Starts a process that updates the file `count` times; `done` fills with the updates it has finished. */
function startUpdates(home: string, prefix: string, count: number) {
  const done: string[] = [];
  const child = spawn(
    process.execPath,
    [program, join(home, 'config.json'), join(home, 'backups'), prefix, `${count}`],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  children.add(child);
  child.on('exit', () => children.delete(child));
  let line = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (line + text).split('\n');
    line = lines.pop() ?? '';
    done.push(...lines);
  });
  return { child, done, closed: once(child, 'close') as Promise<[number | null]> };
}

/** One file, one process after another, each killed at a moment nobody chose. */
async function killAgainAndAgain(home: string, rounds: number): Promise<number> {
  const finished: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { child, done, closed } = startUpdates(home, `round${round}`, 500);
    await expect.poll(() => done.length > 0 || child.exitCode !== null, { timeout: 30_000, interval: 5 }).toBe(true);
    await new Promise((wake) => setTimeout(wake, randomInt(0, 60)));
    child.kill('SIGKILL');
    await closed;
    finished.push(...done);
    const { config } = await loadConfig(join(home, 'config.json'));
    expect(finished.filter((id) => !Object.hasOwn(config.users, id))).toEqual([]);
  }
  return finished.length;
}

describe('a configuration file', () => {
  it('is whole and holds every finished update, whenever a writer is killed', async () => {
    const homes = await Promise.all(Array.from({ length: 5 }, () => mkdtemp(join(root, 'home-'))));
    const counts = await Promise.all(homes.map((home) => killAgainAndAgain(home, 5)));
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(5);
    for (const home of homes) {
      const timings = { staleMs: 2_000, waitMs: 30_000 };
      const file = openConfigFile(join(home, 'config.json'), { backups: join(home, 'backups'), lockTimings: timings });
      await file.update((draft) => {
        (draft.users ??= {})['last'] = { name: 'Last' };
      });
      expect((await readdir(home)).sort()).toEqual(['backups', 'config.json']);
      for (const backup of await readdir(join(home, 'backups'))) await loadConfig(join(home, 'backups', backup));
    }
  }, 180_000);

  it('loses no update when two processes change it at once', async () => {
    const home = await mkdtemp(join(root, 'home-'));
    const writers = ['one', 'two'].map((prefix) => startUpdates(home, prefix, 60));
    const exits = await Promise.all(writers.map(({ closed }) => closed));
    expect(exits.map(([code]) => code)).toEqual([0, 0]);
    const { config } = await loadConfig(join(home, 'config.json'));
    expect(Object.keys(config.users)).toHaveLength(121);
  }, 120_000);
});
