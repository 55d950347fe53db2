import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { executable, setUpConsole } from '../support/console-stage';
import { sweepScreen } from '../support/screen-sweep';

describe.skipIf(executable === undefined)('a rule about arguments', () => {
  const stage = setUpConsole();

  it('is made in a form that says what is wrong where it is wrong, tried out, and holds', async () => {
    const { house, browser, folder } = stage();
    const opened = await browser.open({ at: '/guardrails/policy?config=main&server=files' });
    const { page, complaints } = opened;
    await page.getByRole('button', { name: 'Edit rules' }).click();
    const dialog = page.getByRole('dialog', { name: 'Rules for files' });
    await dialog.getByRole('button', { name: 'Add a rule' }).click();
    const save = dialog.getByRole('button', { name: 'Save' });
    await save.click();
    await dialog.getByText('needs an "argument"').waitFor();
    await dialog.getByText('needs a condition: path, url').waitFor();

    await dialog.getByRole('textbox', { name: 'Name' }).fill('inside');
    const argument = dialog.getByRole('textbox', { name: 'Arguments', exact: true });
    await argument.fill('path');
    await dialog.getByText('Path within folders', { exact: true }).click();
    const folders = dialog.getByRole('textbox', { name: 'Folders that it stays in' });
    await folders.fill('notes');
    await save.click();
    await dialog.getByText('must be a whole path').waitFor();
    expect(await folders.getAttribute('aria-invalid')).toBe('true');
    await sweepScreen(opened, 'rules');
    await page.setViewportSize({ width: 1_180, height: 760 });
    await folders.fill(folder);

    await dialog.getByLabel('Tool', { exact: true }).fill('read_text_file');
    const args = dialog.getByRole('textbox', { name: 'Arguments, as JSON' });
    await args.fill('{ "path": "/etc/hosts" }');
    await dialog.getByRole('button', { name: 'Try', exact: true }).click();
    await dialog.getByText('These arguments are refused').waitFor();
    await args.fill(JSON.stringify({ path: join(folder, 'notes.txt') }));
    await dialog.getByRole('button', { name: 'Try', exact: true }).click();
    await dialog.getByText('These arguments pass').waitFor();

    await dialog.getByText('JSON', { exact: true }).click();
    const json = dialog.getByRole('textbox', { name: 'Rules, as a list in JSON' });
    const typed = JSON.parse(await json.inputValue()) as Record<string, unknown>[];
    expect(typed).toEqual([{ id: 'inside', argument: 'path', path: { within: [folder] } }]);
    await json.fill(JSON.stringify([...typed, { id: 'soft', argument: 'head', number: { max: 5 }, action: 'ask' }]));
    await dialog.getByText('Form', { exact: true }).click();
    const second = dialog.getByRole('region', { name: 'Rule 2' });
    expect(await second.getByRole('textbox', { name: 'At most' }).inputValue()).toBe('5');
    await dialog.getByRole('button', { name: 'Remove rule 2' }).click();
    await save.click();
    await page.getByText('The rules hold from the next call on.').waitFor();
    await page.getByRole('row', { name: /inside .* stay in .* refuse/ }).waitFor();

    const client = await house.modernClient();
    const read = async (path: string) =>
      JSON.stringify(
        await client
          .callTool({ name: 'files__read_text_file', arguments: { path } })
          .catch((failure: unknown) => String(failure)),
      );
    await expect.poll(() => read('/etc/hosts')).toContain('inside');
    expect(await read(join(folder, 'notes.txt'))).not.toContain('inside');

    await page.getByRole('button', { name: 'Edit rules' }).click();
    await dialog.getByRole('button', { name: 'Remove rule 1' }).click();
    await save.click();
    await page.getByText('No rules about arguments hold here.').waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('whose pattern cannot be read is refused before anything is written', async () => {
    const { page } = await stage().browser.open({ at: '/guardrails/policy?config=main&server=files' });
    await page.getByRole('button', { name: 'Edit rules' }).click();
    const dialog = page.getByRole('dialog', { name: 'Rules for files' });
    await dialog.getByText('JSON', { exact: true }).click();
    const json = dialog.getByRole('textbox', { name: 'Rules, as a list in JSON' });
    await json.fill(JSON.stringify([{ argument: 'path', path: { within: ['notes'] } }]));
    await dialog.getByText(/^Rule 1, Folders that it stays in: /).waitFor();
    await json.fill(JSON.stringify([{ argument: 'path', matches: '(' }]));
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('alert').filter({ hasText: 'matches' }).first().waitFor();
    expect(await dialog.isVisible()).toBe(true);
    await page.close();
  });
});
