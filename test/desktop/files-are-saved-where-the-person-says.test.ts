import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DesktopApp } from '../electron-host/desktop-app';
import type { DesktopData } from '../support/desktop-data';
import { standing } from '../support/desktop-looks';
import { chromiumPath, isRealElectron, setUpDesktop } from '../support/desktop-set';
import { fixture } from '../support/test-house';

describe.skipIf(chromiumPath === undefined || isRealElectron)('files of the desktop', () => {
  const desktop = setUpDesktop();

  let app: DesktopApp;
  let data: DesktopData;
  beforeAll(async () => {
    ({ app, data } = await desktop.startForAll({ servers: { friendly: fixture('friendly.mjs') } }));
  });
  afterAll(() => app.close());

  async function open(at: string) {
    const client = await data.client();
    await client.toolNames();
    await client.close();
    const page = await app.page('main');
    await page.getByRole('navigation').getByRole('link', { name: at }).click();
    return page;
  }

  it('are the record, as JSON Lines and as CSV, where the person says and with nothing beside it', async () => {
    const page = await open('Activity');
    const save = async (format: RegExp, path: string | undefined) => {
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('menuitem', { name: format }).click();
      const dialog = await standing(app, 'save');
      await dialog.answer({ canceled: path === undefined, filePath: path ?? '' });
      return dialog.options;
    };
    const [lines, table] = [join(data.root, 'kept.jsonl'), join(data.root, 'kept.csv')];
    await writeFile(lines, 'older');
    expect(await save(/JSON/, undefined)).toMatchObject({
      defaultPath: 'activity.jsonl',
      properties: expect.arrayContaining(['showOverwriteConfirmation']),
    });
    expect(await readFile(lines, 'utf8')).toBe('older');
    await save(/JSON/, lines);
    await page.getByText('The record was saved.').first().waitFor();
    const kept = (await readFile(lines, 'utf8')).trim().split('\n');
    expect(kept.map((line) => JSON.parse(line) as { method?: string })).toContainEqual(
      expect.objectContaining({ method: 'tools/list' }),
    );
    expect((await stat(lines)).mode & 0o777).toBe(0o600);
    await save(/CSV/, table);
    await page.getByText('The record was saved.').nth(1).waitFor();
    expect((await readFile(table, 'utf8')).split('\r\n')[0]).toMatch(/^seq,at,kind,client/);
    expect((await readdir(data.root)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('are backups; what cannot be written is said, and leaves nothing', async () => {
    const page = await open('Settings');
    const press = () => page.getByRole('button', { name: 'Save a backup' }).click();
    await press();
    const first = await standing(app, 'save');
    expect(first.options['defaultPath']).toMatch(/^secure-mcp-gateway-\d{4}-\d\d-\d\d\.json$/);
    await first.answer({ canceled: false, filePath: join(data.root, 'nowhere/backup.json') });
    await page.getByText('backup.json was not saved in "nowhere": it does not exist').waitFor();
    await press();
    const path = join(data.root, 'backup.json');
    await (await standing(app, 'save')).answer({ canceled: false, filePath: path });
    await page.getByText('The backup was made.').waitFor();
    expect(Object.keys(JSON.parse(await readFile(path, 'utf8')) as object)).toContain('timestamp');
  });

  it('are named by nobody but the person, and asked about one at a time', async () => {
    const page = await open('Settings');
    const ask = (name: string) =>
      page.evaluate<string>(
        `bridge.desktop.saveText(${JSON.stringify(name)}, 'x').then(({ ok, value, error }) => ok ? String(value) : error.error.name)`,
      );
    expect(await ask('../../.bashrc')).toBe('invalid_params');
    const standingOne = ask('first.txt');
    const dialog = await standing(app, 'save');
    expect(await ask('second.txt')).toBe('resource_exhausted');
    await dialog.answer({ canceled: true, filePath: '' });
    expect(await standingOne).toBe('false');
  });
});
