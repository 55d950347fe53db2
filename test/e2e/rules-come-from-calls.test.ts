import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { OpenPage } from '../support/console-browser';
import { executable, setUpConsole } from '../support/console-stage';
import { sweepScreen } from '../support/screen-sweep';

const GRACE_MS = 700;

describe.skipIf(executable === undefined)('a rule is made from a call', () => {
  const stage = setUpConsole();
  let opened: OpenPage | undefined;
  afterEach(async () => {
    expect(opened?.complaints).toEqual([]);
    await opened?.page.close();
  });

  async function open(at: string): Promise<Page> {
    opened = await stage().browser.open({ at });
    return opened.page;
  }

  const call = async (name: string, args: Record<string, unknown>): Promise<string> => {
    const client = await stage().house.modernClient();
    const answer = await client.callTool({ name: `files__${name}`, arguments: args }).catch(String);
    return JSON.stringify(answer);
  };
  const config = (): string => readFileSync(join(stage().house.directory, 'config.json'), 'utf8');

  it('that stands in the record, and holds once somebody has saved it', async () => {
    const path = join(stage().folder, 'notes.txt');
    expect(await call('read_text_file', { path })).not.toContain('refused');
    const page = await open('/activity');
    await page
      .getByRole('row', { name: /read_text_file/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Create a rule from this …' }).click();
    await page.getByRole('menuitem', { name: 'path' }).click();
    const dialog = page.getByRole('dialog', { name: 'Rules for read_text_file of files' });
    const rule = dialog.getByRole('region', { name: 'Rule 1' });
    expect(await rule.getByRole('textbox', { name: 'Arguments', exact: true }).inputValue()).toBe('path');
    const before = config();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(config()).toBe(before);
    // Who left the form has let it go.
    await page.getByRole('button', { name: 'Edit rules' }).click();
    await dialog.getByText('No rule here yet.').waitFor();
    await page.keyboard.press('Escape');
    await page.goBack();
    await page.getByRole('button', { name: 'Create a rule from this …' }).click();
    await page.getByRole('menuitem', { name: 'path' }).click();
    await rule.getByText('Fits no pattern', { exact: true }).click();
    await rule.getByRole('textbox', { name: 'No part of it fits the pattern' }).fill('notes');
    await rule.getByRole('textbox', { name: 'Name' }).fill('no-notes');
    await sweepScreen(opened!, 'rule from a call');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The rules hold from the next call on.').waitFor();
    expect(await call('read_text_file', { path })).toContain('no-notes');
    expect(await call('read_text_file', { path: join(stage().folder, 'note.txt') })).toContain('Water the plants');
    // Another tool of the server is not meant.
    expect(await call('get_file_info', { path })).not.toContain('no-notes');
  });

  it('that somebody decided about, with the value that it had', async () => {
    const page = await open('/approvals');
    await page.getByText('Nothing is waiting').first().waitFor();
    const path = join(stage().folder, 'never.txt');
    const answer = call('write_file', { path, content: 'x' });
    await page.getByRole('group', { name: /wants to run/ }).waitFor();
    await page.waitForTimeout(GRACE_MS);
    expect(await page.getByRole('button', { name: 'Create a rule from this …' }).count()).toBe(0);
    await page.keyboard.press('d');
    await answer;
    await page.getByRole('tab', { name: 'Decided' }).click();
    await page.getByRole('button', { name: 'Create a rule from this …' }).click();
    await page.getByRole('menuitem', { name: 'path' }).click();
    const dialog = page.getByRole('dialog', { name: 'Rules for write_file of files' });
    const rule = dialog.getByRole('region', { name: 'Rule 1' });
    expect(await rule.getByRole('textbox', { name: 'Is none of' }).inputValue()).toBe(path);
    await rule.getByRole('textbox', { name: 'Name' }).fill('not-there');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The rules hold from the next call on.').waitFor();
    // Refused without asking anybody.
    expect(await call('write_file', { path, content: 'x' })).toContain('not-there');
    expect(existsSync(path)).toBe(false);
  });
});
