import { appendFileSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openConfigFile } from '../../../../../main/gateway/config/config-file';

let directory: string;
let path: string;
let backups: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'smg-file-'));
  path = join(directory, 'config.json');
  backups = join(directory, 'backups');
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const open = () => openConfigFile(path, { backups });
const addUser = (id: string) =>
  open().update((draft) => ({ ...(draft.users ??= {}), ...(draft.users[id] = { name: id }) }));

describe('openConfigFile', () => {
  it('changes what was asked and leaves the rest as the user wrote it', async () => {
    await writeFile(path, '{\n\t"users": { "zoe": { "name": "Zoe" } },\n\t"version": 1,\n\t"limits": {}\n}\n');
    await addUser('abe');
    expect(await readFile(path, 'utf8')).toBe(
      '{\n\t"users": {\n\t\t"zoe": {\n\t\t\t"name": "Zoe"\n\t\t},\n\t\t"abe": {\n\t\t\t"name": "abe"\n\t\t}\n\t},\n\t"version": 1,\n\t"limits": {}\n}\n',
    );
  });

  it('begins a missing file, readable by its owner alone', async () => {
    await expect(open().read()).rejects.toMatchObject({ code: 'config_missing' });
    await addUser('abe');
    expect((await open().read()).users).toEqual({ me: { name: 'Me' }, abe: { name: 'abe' } });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(directory)).toEqual(['config.json']);
  });

  it('refuses a change that would make the file invalid, and writes nothing', async () => {
    await addUser('abe');
    const before = await readFile(path, 'utf8');
    const change = open().update((draft) => {
      draft.projects = { p: { name: 'P', userIds: ['nobody'] } };
    });
    await expect(change).rejects.toMatchObject({
      code: 'config_rejected',
      message: expect.stringContaining('projects.p.userIds[0] names the user "nobody"') as string,
    });
    await expect(open().update(() => raise())).rejects.toThrow('changed my mind');
    expect(await readFile(path, 'utf8')).toBe(before);
    expect(await readdir(directory)).toEqual(['config.json']);
  });

  it('does not touch a file that is damaged or already invalid', async () => {
    for (const text of ['{ oops', '{"version":1,"usres":{}}', 'null', '[]', '']) {
      await writeFile(path, text);
      await expect(addUser('abe')).rejects.toMatchObject({ code: 'config_invalid' });
      expect(await readFile(path, 'utf8')).toBe(text);
    }
  });

  it('keeps the ten newest earlier states, private', async () => {
    for (let i = 0; i < 13; i += 1) await addUser(`user${i}`);
    const kept = (await readdir(backups)).sort();
    expect(kept).toHaveLength(10);
    const newest = join(backups, kept.at(-1) ?? '');
    expect(await readFile(newest, 'utf8')).toContain('user11');
    expect(await readFile(newest, 'utf8')).not.toContain('user12');
    expect((await stat(newest)).mode & 0o777).toBe(0o600);
    expect((await stat(backups)).mode & 0o777).toBe(0o700);
  });

  it('writes nothing when nothing changed', async () => {
    await addUser('abe');
    const before = await stat(path);
    await open().update(() => undefined);
    expect((await stat(path)).mtimeMs).toBe(before.mtimeMs);
  });

  it('loses none of many changes at once', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, i) => addUser(`user${i}`)));
    expect(Object.keys((await open().read()).users)).toHaveLength(21);
  });

  it('begins anew when an editor saves the file under its hands', async () => {
    await addUser('abe');
    let runs = 0;
    await open().update((draft) => {
      runs += 1;
      if (runs === 1) writeFileSync(path, '{"version":1,"users":{"edited":{"name":"By hand"}}}');
      (draft.users ??= {})['late'] = { name: 'Late' };
    });
    expect(runs).toBe(2);
    expect(Object.keys((await open().read()).users)).toEqual(['edited', 'late']);
  });

  it('gives up clearly when somebody keeps saving', async () => {
    await addUser('abe');
    const change = open().update((draft) => {
      appendFileSync(path, ' ');
      (draft.users ??= {})['late'] = { name: 'Late' };
    });
    await expect(change).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('waits a bounded time for another process and names the lock', async () => {
    await addUser('abe');
    await mkdir(`${path}.lock`);
    const file = openConfigFile(path, { backups, lockTimings: { staleMs: 60_000, waitMs: 100 } });
    await expect(file.update(() => undefined)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining(`remove the lock ${path}.lock`) as string,
    });
  });

  it('takes over the lock and removes the leftovers of a process that was killed', async () => {
    await addUser('abe');
    await mkdir(`${path}.lock`);
    await utimes(`${path}.lock`, 1, 1);
    await writeFile(`${path}.12345678`, '{"half":');
    await writeFile(`${path}.writing`, 'config.json.12345678');
    await writeFile(`${path}.20260101`, 'a copy of the user');
    await addUser('ben');
    expect((await readdir(directory)).sort()).toEqual(['backups', 'config.json', 'config.json.20260101']);
  });

  it('never removes what a forged note points at', async () => {
    await addUser('abe');
    await writeFile(join(directory, 'precious'), 'x');
    for (const note of ['precious', '../precious', 'config.json', 'config.json./../precious.1']) {
      await writeFile(`${path}.writing`, note);
      await addUser(`user${note.length}`);
    }
    expect(await readdir(directory)).toContain('precious');
  });

  it('follows a symbolic link instead of replacing it', async () => {
    await writeFile(join(directory, 'real.json'), '{"version":1}');
    await symlink(join(directory, 'real.json'), path);
    await addUser('abe');
    expect(await readFile(join(directory, 'real.json'), 'utf8')).toContain('abe');
  });

  it('names the path and the cause when it cannot write', async () => {
    const below = join(directory, 'absent', 'config.json');
    await expect(openConfigFile(below, { backups }).update(() => undefined)).rejects.toMatchObject({
      code: 'operation_failed',
      message: expect.stringMatching(/absent.*cannot be locked.*it does not exist/) as string,
    });
  });
});

function raise(): never {
  throw new Error('changed my mind');
}
