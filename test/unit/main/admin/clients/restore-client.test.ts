import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ClientHome, openClientHome } from '../../../../support/client-home';

const CURSOR = '.cursor/mcp.json';
/** With a mark and ends of lines that nobody would write anew. */
const BEFORE = '\uFEFF{\r\n\t"mcpServers": { "own": { "command": "true" } }\r\n}';

interface Kept {
  readonly id: string;
  readonly path: string;
}

let home: ClientHome;
const backups = (client = 'cursor') => home.run<readonly Kept[]>('clients.backups', { client });
const restore = (backup: string, client = 'cursor') =>
  home.run<{ readonly files: readonly { readonly change: string; readonly backup: string }[] }>('clients.restore', {
    client,
    backup,
  });

beforeEach(async () => {
  home = await openClientHome();
});
afterEach(() => home.remove());

it('puts an earlier file back byte for byte, and keeps what was there', async () => {
  const path = await home.put(CURSOR, BEFORE);
  expect(await backups()).toEqual([]);
  await home.run('clients.connect', { client: 'cursor' });
  const connected = await home.text(CURSOR);
  const [first] = await backups();
  expect(first?.path).toBe(path);
  const planned = await home.run<{ readonly files: readonly { readonly diff: string }[] }>('clients.previewRestore', {
    client: 'cursor',
    backup: first!.id,
  });
  expect(planned.files[0]?.diff).toContain('-');
  expect(await home.text(CURSOR)).toBe(connected);

  const { files } = await restore(first!.id);
  expect(await readFile(path)).toEqual(Buffer.from(BEFORE));
  expect(await readFile(files[0]!.backup, 'utf8')).toBe(connected);
  expect(await home.run('clients.get', { client: 'cursor' })).toMatchObject({ state: 'entry-removed' });

  const [newest] = await backups();
  await restore(newest!.id);
  expect(await home.text(CURSOR)).toBe(connected);
  expect(await home.run('clients.get', { client: 'cursor' })).toMatchObject({ state: 'connected' });
});

it('refuses what was kept of no file of the client', async () => {
  await home.put(CURSOR, BEFORE);
  await home.run('clients.connect', { client: 'cursor' });
  const [kept] = await backups();
  await expect(restore(kept!.id, 'windsurf')).rejects.toMatchObject({ code: 'unknown_name' });
  await expect(restore('../../config.json')).rejects.toMatchObject({ code: 'unknown_name' });
});
