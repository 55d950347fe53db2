import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../..');
const RELEASED = '2026-01-01T00:00:00.000Z';

let folder: string;
let pinned: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'smg-age-'));
  const manifest = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
    devDependencies: { electron: string };
  };
  pinned = manifest.devDependencies.electron;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs the check as if the registry knew these releases, and it were that many weeks after the first of January. */
async function check(releases: Record<string, string>, weeks: number) {
  const file = join(folder, 'times.json');
  await writeFile(file, JSON.stringify({ created: RELEASED, modified: RELEASED, ...releases }));
  const now = new Date(Date.parse(RELEASED) + weeks * 7 * 86_400_000).toISOString();
  const words = [join(ROOT, 'scripts/check-electron-age.mjs'), '--times', file, '--now', now];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

describe('how old Electron may be', () => {
  it.each([
    { weeks: 8, status: 0, said: 'has been behind for 8 weeks (newest: 999.10.0)\n' },
    { weeks: 9, status: 0, said: 'more than 8 weeks: take 999.10.0\n' },
    { weeks: 12, status: 1, said: 'behind for 12 weeks' },
  ])('is counted from the first newer release: $weeks weeks', async ({ weeks, status, said }) => {
    const later = '2026-01-20T00:00:00.000Z';
    const releases = { [pinned]: '2025-12-01T00:00:00.000Z', '999.9.0': RELEASED, '999.10.0': later };
    expect(await check(releases, weeks)).toEqual({ status, said: expect.stringContaining(said) as string });
  });

  it('does not matter while there is nothing newer but what is not stable', async () => {
    const releases = { [pinned]: RELEASED, '1.0.0': RELEASED, '999.0.0-beta.1': RELEASED };
    expect(await check(releases, 100)).toMatchObject({ status: 0, said: expect.stringContaining('0 weeks') as string });
  });

  it('is not guessed when the pinned release is not known', async () => {
    expect(await check({}, 1)).toEqual({ status: 2, said: `Electron ${pinned} was never published\n` });
  });
});
