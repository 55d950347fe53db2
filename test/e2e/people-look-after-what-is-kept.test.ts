import { readFile, writeFile } from 'node:fs/promises';
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
    await expect.poll(told).toContain('plain words');

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
    await expect.poll(told).toContain('"FRIENDLY_TAG":"<VAULT_SECRET_FRIENDLY_TAG_1>"');
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
    await expect.poll(told).not.toContain('FRIENDLY_TAG');
    expect(await config()).not.toContain('FRIENDLY_TAG');
  });

  it('a secret is replaced, which reaches the server that names it, and all are encrypted anew', async () => {
    const { house } = desk();
    await desk().ask('/secrets/tag', { value: 'the first of two values' }, 'PUT');
    await house.edit(({ configs }) => {
      (configs['main']!.servers['friendly'] as { env: object }).env = { FRIENDLY_TAG: '${secret:tag}' };
    });
    const call = async (name: string) =>
      textOf(await (await house.modernClient()).callTool({ name: `friendly__${name}`, arguments: {} }));
    await expect.poll(() => call('env')).toContain('"FRIENDLY_TAG":"<VAULT_SECRET_TAG_');
    const before = await call('pid');
    const page = await open('/secrets');
    await page.getByRole('button', { name: 'Actions for tag' }).click();
    await page.getByRole('menuitem', { name: 'Replace' }).click();
    const dialog = page.getByRole('dialog', { name: /tag/ });
    await dialog.getByLabel('Value').fill('another value altogether');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    expect(await opened?.accessibilityProblems()).toEqual([]);
    await dialog.getByRole('button', { name: 'Set' }).click();
    await page.getByText('tag is set.').waitFor();
    await expect.poll(() => call('pid')).not.toBe(before);
    expect(await call('env')).toContain('"FRIENDLY_TAG":"<VAULT_SECRET_TAG_');
    expect(await page.content()).not.toContain('another value altogether');

    await page.getByRole('button', { name: 'Change the key' }).click();
    const question = page.getByRole('dialog', { name: 'Encrypt all secrets anew?' });
    await question.getByText(/SECURE_MCP_GATEWAY_NEW_MASTER_KEY/).waitFor();
    expect(await opened?.accessibilityProblems()).toEqual([]);
    const vault = () => readFile(join(house.directory, 'vault.json'), 'utf8').catch(() => '');
    const sealed = await vault();
    await question.getByRole('button', { name: 'Change the key' }).click();
    await question.waitFor({ state: 'detached' });
    expect(await vault()).not.toBe(sealed);
    expect(await desk().ask('/secrets/status')).toMatchObject({ ok: true });
    expect(await call('env')).toContain('"FRIENDLY_TAG":"<VAULT_SECRET_TAG_');
  });

  it('a client that lost its entry is repaired, and its own servers are brought behind the gateway', async () => {
    const { clientFile } = desk();
    const page = await open('/clients/cursor');
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Connect Cursor' });
    await dialog.getByRole('button', { name: 'Connect' }).click();
    await dialog.getByText('Cursor is connected').waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();
    const own = { command: process.execPath, args: ['--version'], env: { OWN_TOKEN: VALUE } };
    // As a client does that writes its file anew from memory.
    await writeFile(clientFile, JSON.stringify({ mcpServers: { own } }, undefined, 2));
    await page.getByText('Entry removed').first().waitFor({ timeout: 15_000 });
    await page.getByRole('button', { name: 'Repair' }).click();
    const repair = page.getByRole('dialog', { name: 'Repair Cursor' });
    await repair.getByRole('region', { name: clientFile }).getByText('"secure-mcp-gateway": {').waitFor();
    expect(await opened?.accessibilityProblems()).toEqual([]);
    await repair.getByRole('button', { name: 'Repair' }).click();
    await repair.getByText('Cursor is repaired').waitFor();
    await repair.getByRole('button', { name: 'Done' }).click();
    expect(Object.keys(await serversIn(clientFile)).sort()).toEqual(['own', 'secure-mcp-gateway']);

    await page.getByRole('button', { name: 'Bring them behind the gateway' }).click();
    const bring = page.getByRole('dialog', { name: 'Servers of Cursor' });
    await bring.getByRole('checkbox', { name: /take them out of its files/ }).check();
    await bring.getByText('Will be added: own.').waitFor();
    await bring.getByText('1 secret goes into the vault.').waitFor();
    expect(await bring.textContent()).not.toContain(VALUE);
    await sweepScreen(opened!, 'bring servers');
    await page.setViewportSize({ width: 1_180, height: 760 });
    await bring.getByRole('button', { name: 'Import' }).click();
    await page.getByText('1 server was added.').waitFor();
    expect(Object.keys(await serversIn(clientFile))).toEqual(['secure-mcp-gateway']);
    expect(await config()).toContain('"OWN_TOKEN": "${secret:own-token}"');
    expect(await config()).not.toContain(VALUE);
    await expect.poll(() => page.getByText('Its other servers').count()).toBe(0);
  });

  it('everything is removed by who says so twice, and comes back from a backup', async () => {
    const { house } = desk();
    const page = await open('/settings');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save a backup' }).click(),
    ]);
    const file = await download.path();
    const before = JSON.parse(await config()) as unknown;
    const choose = (path: string) => page.locator('input[type=file]').setInputFiles(path);
    await choose(desk().clientFile);
    await page.getByText('This file is no backup of this gateway.').waitFor();

    await page.getByRole('button', { name: 'Begin anew' }).click();
    const question = page.getByRole('dialog');
    await question.getByRole('button', { name: 'Remove everything' }).click();
    await question.getByText('Type “remove everything” to go on').nth(1).waitFor();
    expect(JSON.parse(await config())).toEqual(before);
    expect(await opened?.accessibilityProblems()).toEqual([]);
    await question.getByRole('textbox').fill('remove everything');
    await question.getByRole('button', { name: 'Remove everything' }).click();
    await question.waitFor({ state: 'detached' });
    expect(JSON.parse(await config())).not.toEqual(before);
    const ping = { jsonrpc: '2.0', id: 1, method: 'ping' };
    await expect.poll(async () => (await house.post(ping)).status).toBe(401);

    await choose(file);
    const restoring = page.getByRole('dialog');
    await restoring.getByRole('button', { name: 'Restore a backup' }).click();
    await restoring.waitFor({ state: 'detached' });
    expect(JSON.parse(await config())).toEqual(before);
    await expect.poll(async () => (await house.post(ping)).status).not.toBe(401);
  });
});

async function serversIn(file: string): Promise<Record<string, unknown>> {
  return (JSON.parse(await readFile(file, 'utf8')) as { readonly mcpServers: Record<string, unknown> }).mcpServers;
}
