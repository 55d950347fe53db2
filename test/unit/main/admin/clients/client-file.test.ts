import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readClientFile, writeClientFile } from '../../../../../main/admin/clients/client-file';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'smg-file-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

it('refuses to write over what somebody wrote after it was read', async () => {
  const path = join(directory, 'mcp.json');
  const backups = join(directory, 'backups');
  await writeFile(path, '{}');
  const file = await readClientFile(path);
  await writeFile(path, '{ "theirs": 1 }');
  await expect(writeClientFile(file, '{ "ours": 1 }', backups)).rejects.toThrow('Another program is writing');
  await expect(writeClientFile({ ...file, text: undefined }, '{}', backups)).rejects.toThrow(
    'Another program is writing',
  );
  expect(await readFile(path, 'utf8')).toBe('{ "theirs": 1 }');
});

it('keeps the mark at the beginning, byte for byte, and what was there before', async () => {
  const path = join(directory, 'mcp.json');
  await writeFile(path, '\ufeff{}\r\n');
  const file = await readClientFile(path);
  expect(file.text).toBe('\ufeff{}\r\n');
  const backup = await writeClientFile(file, '\ufeff{ }\r\n', join(directory, 'backups'));
  expect([...(await readFile(path))].slice(0, 4)).toEqual([0xef, 0xbb, 0xbf, 0x7b]);
  expect(await readFile(backup!, 'utf8')).toBe('\ufeff{}\r\n');
});
