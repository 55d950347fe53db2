import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clearEarlier, isPlaced, placeProgram } from '../../../../../main/admin/clients/place-program';

let folder: string;
let shipped: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'smg-place-'));
  [shipped, path] = [join(folder, 'shipped'), join(folder, 'program')];
  await writeFile(shipped, 'the program');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('placeProgram', () => {
  it('makes a copy that is known again, until the original is another one of the same size', async () => {
    expect(await isPlaced(shipped, path)).toBe(false);
    await placeProgram(shipped, path);
    expect([await isPlaced(shipped, path), await readFile(path, 'utf8')]).toEqual([true, 'the program']);
    await writeFile(shipped, 'THE PROGRAM');
    await utimes(shipped, 2_000_000_000, 2_000_000_000);
    expect(await isPlaced(shipped, path)).toBe(false);
  });

  it('puts aside what cannot be written over', async () => {
    // A folder with something in it refuses a file over it, as Windows does for a program that runs.
    await mkdir(join(path, 'running'), { recursive: true });
    await placeProgram(shipped, path);
    expect(await readFile(path, 'utf8')).toBe('the program');
    const aside = (await readdir(folder)).filter((name) => name.endsWith('.old'));
    expect(aside).toHaveLength(1);
    expect(await readdir(join(folder, aside[0]!))).toEqual(['running']);
  });

  it('leaves nothing behind when the original is gone', async () => {
    await rm(shipped);
    await expect(placeProgram(shipped, path)).rejects.toThrow('ENOENT');
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('clearEarlier', () => {
  it('removes what is named, and never the program of today', async () => {
    for (const name of ['program', 'program-1', 'program-2', 'another']) await writeFile(join(folder, name), '');
    await clearEarlier(path, (name) => name.startsWith('program'));
    expect((await readdir(folder)).sort()).toEqual(['another', 'program', 'shipped']);
  });
});
