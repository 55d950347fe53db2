import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { OpenPage } from '../support/console-browser';
import { setUpDesk } from '../support/console-desk';
import { executable } from '../support/console-stage';
import { sweepScreen } from '../support/screen-sweep';
import { textOf } from '../support/test-house';

/** Made of parts, so that no key stands in the repository. */
const VALUE = ['ghp', 'q8w7e6r5t4y3u2i1o0p9a8s7d6f5g4h3j2k1'].join('_');

describe.skipIf(executable === undefined)('in the console', () => {
  const desk = setUpDesk();
  let opened: OpenPage | undefined;
  afterEach(async () => {
    expect(opened?.complaints).toEqual([]);
    await opened?.page.close();
    opened = undefined;
  });

  async function open(at: string) {
    opened = await desk().browser.open({ at });
    opened.page.setDefaultTimeout(8_000);
    return opened.page;
  }

  const config = () => readFile(join(desk().house.directory, 'config.json'), 'utf8');

  it('variables of a server are set, replaced and removed, and their values are seen by nobody but it', async () => {
    const page = await open('/servers/main/friendly');
    const dialog = page.getByRole('dialog', { name: 'Edit: friendly' });
    const edit = async () => {
      await page.getByRole('button', { name: 'More' }).click();
      await page.getByRole('menuitem', { name: 'Edit' }).click();
    };
    const save = async () => {
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.waitFor({ state: 'detached' });
    };
    const told = async () =>
      textOf(await (await desk().house.modernClient()).callTool({ name: 'friendly__env', arguments: {} }));

    await edit();
    await dialog.getByText('No variables beyond the usual few.').waitFor();
    await dialog.getByRole('button', { name: 'Add a variable' }).click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Letters, digits and _, beginning with no digit').waitFor();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('FRIENDLY_TAG');
    await dialog.getByLabel('Value: FRIENDLY_TAG').fill('plain words');
    await dialog.getByRole('checkbox', { name: /keep it in the vault/ }).uncheck();
    await save();
    await expect.poll(told, { timeout: 10_000 }).toContain('plain words');

    await edit();
    await dialog.getByText('value not shown').waitFor();
    expect(await dialog.textContent()).not.toContain('plain words');
    await dialog.getByRole('button', { name: 'Replace: FRIENDLY_TAG' }).click();
    await dialog.getByLabel('Value: FRIENDLY_TAG').fill(VALUE);
    // What looks like a secret is taken for one.
    expect(await dialog.getByRole('checkbox', { name: /keep it in the vault/ }).isChecked()).toBe(true);
    await sweepScreen(opened!, 'environment');
    await page.setViewportSize({ width: 1_180, height: 760 });
    await save();
    // The server has it: what it gives away is known for what lies in the vault.
    await expect.poll(told, { timeout: 10_000 }).toContain('"FRIENDLY_TAG":"<VAULT_SECRET_FRIENDLY_TAG_1>"');
    expect(await config()).toContain('"FRIENDLY_TAG": "${secret:friendly-tag}"');
    expect(await config()).not.toContain(VALUE);
    expect(await page.content()).not.toContain(VALUE);
    expect(await desk().ask('/secrets')).toMatchObject([{ name: 'friendly-tag', isSet: true }]);

    await edit();
    await dialog.getByText('from ${secret:friendly-tag}').waitFor();
    await dialog.getByRole('button', { name: 'Remove: FRIENDLY_TAG' }).click();
    await dialog.getByText('is removed when you save').waitFor();
    await dialog.getByRole('button', { name: 'Undo: FRIENDLY_TAG' }).click();
    await dialog.getByRole('button', { name: 'Remove: FRIENDLY_TAG' }).click();
    await save();
    await expect.poll(told, { timeout: 10_000 }).not.toContain('FRIENDLY_TAG');
    expect(await config()).not.toContain('FRIENDLY_TAG');
  }, 60_000);
});
