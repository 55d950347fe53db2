import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStateStore } from '../../../../../main/gateway/config/state-store';
import type { Logger } from '../../../../../main/gateway/ports/logger';

let directory: string;
let path: string;
let warnings: string[];
const note = () => undefined;
const log: Logger = { debug: note, info: note, error: note, warn: (message) => warnings.push(message) };

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'smg-state-'));
  path = join(directory, 'state.json');
  warnings = [];
});
afterEach(() => rm(directory, { recursive: true, force: true }));

describe('openStateStore', () => {
  it('remembers across openings, privately', async () => {
    const store = openStateStore(path, log);
    expect(store.read('eras')).toBeUndefined();
    store.write('eras', { files: 'modern' });
    expect(store.read('eras')).toEqual({ files: 'modern' });
    await store.flush();
    expect(openStateStore(path, log).read('eras')).toEqual({ files: 'modern' });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(warnings).toEqual([]);
  });

  it('gathers changes and writes by itself soon', async () => {
    const store = openStateStore(path, log);
    for (let i = 0; i < 100; i += 1) store.write('counter', i);
    await expect.poll(() => readFile(path, 'utf8').catch(() => '')).toContain('{"counter":99}');
    await store.flush();
  });

  it('forgets what is written as undefined', async () => {
    const store = openStateStore(path, log);
    store.write('a', 1);
    store.write('b', null);
    store.write('a', undefined);
    await store.flush();
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ b: null });
  });

  it.each(['{ oops', '[1]', '', 'null'])('begins anew from %j, with a warning', async (text) => {
    await writeFile(path, text);
    const store = openStateStore(path, log);
    expect(store.read('a')).toBeUndefined();
    expect(warnings).toEqual(['State is damaged and begins anew']);
    store.write('a', 1);
    await store.flush();
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ a: 1 });
  });

  it('keeps going in memory when the disk refuses', async () => {
    const store = openStateStore(join(directory, 'absent', 'state.json'), log);
    store.write('a', 1);
    await store.flush();
    expect(store.read('a')).toBe(1);
    expect(warnings).toEqual(['State could not be saved; it is kept in memory']);
  });
});
