import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { OpenPage } from '../support/console-browser';
import { executable, setUpConsole, STAGE_SECRET } from '../support/console-stage';
import { fixture } from '../support/test-house';

/** Longer than Enter counts for nothing after something came into view. */
const GRACE_MS = 700;
/** Made of parts, so that no key stands in the repository. */
const TOKEN = ['ghp', 'q8w7e6r5t4y3u2i1o0p9a8s7d6f5g4h3j2k1'].join('_');

// For a vault, which keeps what was pasted as a secret.
const env = { SECURE_MCP_GATEWAY_MASTER_KEY: randomBytes(32).toString('base64') };

describe.skipIf(executable === undefined)('an open console', () => {
  const stage = setUpConsole({ approvals: { deadline: 12, deadlineWithProgress: 12 } }, env);
  let opened: OpenPage | undefined;
  let mayBeRefused = false;
  afterEach(async () => {
    const complaints = opened?.complaints.filter((one) => !mayBeRefused || !one.includes('status of 422'));
    expect(complaints).toEqual([]);
    await opened?.page.close();
    opened = undefined;
    mayBeRefused = false;
  });

  async function open(at: string) {
    opened = await stage().browser.open({ at });
    return opened.page;
  }

  const write = async (file: string, content: string) => {
    const client = await stage().house.modernClient();
    return client.callTool({ name: 'files__write_file', arguments: { path: join(stage().folder, file), content } });
  };

  it('adds a server that was pasted as clients have it, after a look, with its secret in the vault', async () => {
    const page = await open('/servers');
    const { command, args } = fixture('friendly.mjs');
    const pasted = { mcpServers: { pasted: { command, args, env: { API_TOKEN: TOKEN } } } };
    await page.getByRole('button', { name: 'Add a server' }).click();
    await page.getByRole('tab', { name: 'Paste or import' }).click();
    const text = page.getByRole('textbox', { name: /^Configuration of a client/ });
    mayBeRefused = true;
    await text.fill('{ "mcpServers": ');
    await page.getByRole('button', { name: 'Look at it first' }).click();
    await page
      .getByRole('alert')
      .getByText(/^This cannot be read/)
      .waitFor();
    await text.fill(JSON.stringify(pasted));
    await page.getByRole('button', { name: 'Look at it first' }).click();
    await page.getByText('They go into the vault').waitFor();
    expect(await opened?.accessibilityProblems()).toEqual([]);
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByRole('link', { name: 'pasted' }).waitFor();
    const client = await stage().house.modernClient();
    const said = await client.callTool({ name: 'pasted__echo', arguments: { text: 'hello' } });
    expect(JSON.stringify(said.content)).toContain('hello');
    const written = await readFile(join(stage().house.directory, 'config.json'), 'utf8');
    expect(written).toContain('${secret:');
    expect(written).not.toContain(TOKEN);
  });

  it('shows a block among the newest ones as it happens', async () => {
    const page = await open('/');
    const card = page.getByRole('region', { name: 'Latest blocks' });
    await card.getByText('read_text_file').waitFor({ state: 'detached' });
    const client = await stage().house.modernClient();
    const path = 'http://169.254.169.254/latest/meta-data/iam/security-credentials/';
    const refused = await client.callTool({ name: 'files__read_text_file', arguments: { path } });
    expect(refused.isError).toBe(true);
    await card.getByText('read_text_file').waitFor();
    await card.getByText('cloud-metadata').waitFor();
  });

  it('lets a call pass that somebody allows with the mouse', async () => {
    const page = await open('/approvals');
    await page.getByText('Nothing is waiting').first().waitFor();
    const answer = write('by-mouse.txt', 'Allowed.');
    const prompt = page.getByRole('group', { name: /wants to run/ });
    await prompt.waitFor();
    await page.waitForTimeout(GRACE_MS);
    await prompt.getByRole('button', { name: 'Allow once' }).click();
    expect((await answer).isError).not.toBe(true);
    expect(await readFile(join(stage().folder, 'by-mouse.txt'), 'utf8')).toBe('Allowed.');
  });

  it('says that a call came too late, and lets the next identical one pass once', async () => {
    const page = await open('/approvals');
    await page.getByText('Nothing is waiting').first().waitFor();
    expect((await write('late.txt', 'Late.')).isError).toBe(true);
    await page.getByRole('tab', { name: /Too late/ }).click();
    await page.getByRole('button', { name: /^write_file/ }).click();
    await page.getByText('It was too late for this call').waitFor();
    await page.waitForTimeout(GRACE_MS);
    await page.getByRole('button', { name: 'Allow next identical call' }).click();
    await page.getByText('Allowed for the next identical call').first().waitFor();
    expect((await write('late.txt', 'Late.')).isError).not.toBe(true);
    expect(await readFile(join(stage().folder, 'late.txt'), 'utf8')).toBe('Late.');
  });

  it('changes a policy, which holds for the next call', async () => {
    const client = await stage().house.modernClient();
    const path = join(stage().folder, 'notes.txt');
    const read = async () =>
      JSON.stringify(await client.callTool({ name: 'files__read_text_file', arguments: { path } }));
    expect(await read()).toMatch(/The deployment key is <\w+>/);
    const page = await open('/guardrails/policy?config=main&server=files');
    await page
      .getByRole('row', { name: /^Secrets/ })
      .getByRole('button', { name: 'Change' })
      .click();
    const dialog = page.getByRole('dialog', { name: /What is done about/ });
    await dialog.getByRole('combobox', { name: 'Results' }).click();
    await page.getByRole('option', { name: 'Block' }).click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    const after = await read();
    expect(after).toContain('"isError":true');
    expect(after).not.toContain('deployment key');
    expect(after).not.toContain(STAGE_SECRET);
  });
});
