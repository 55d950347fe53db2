import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { TokenState } from '../../shared/model/oauth';
import type { OpenPage } from '../support/console-browser';
import { setUpDesk } from '../support/console-desk';
import { executable } from '../support/console-stage';
import { sweepScreen } from '../support/screen-sweep';

const SCREENS = [
  ['Keys and people', '/keys'],
  ['Keys and people', '/keys/users'],
  ['Keys and people', '/keys/projects'],
  ['Keys and people', '/keys/sets'],
  ['Clients', '/clients'],
  ['Clients', '/clients/cursor'],
  ['Tokens', '/tokens'],
  ['Performance', '/performance'],
  ['Secrets', '/secrets'],
  ['Settings', '/settings'],
  ['First steps', '/welcome/servers'],
  ['First steps', '/welcome/client'],
] as const;

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

  it('a key is made, shown once, works, and is replaced and refused', async () => {
    const page = await open('/keys');
    await page.getByRole('button', { name: 'Make a key' }).click();
    const form = page.getByRole('dialog', { name: 'Make a key' });
    await form.getByRole('textbox', { name: 'Name' }).fill('Editor');
    expect(await opened?.accessibilityProblems()).toEqual([]);
    await form.getByRole('button', { name: 'Make a key' }).click();
    const shown = page.getByRole('dialog', { name: 'The new key “Editor”' });
    const key = (await shown.locator('code').first().textContent()) ?? '';
    await page.keyboard.press('Escape');
    await shown.getByRole('button', { name: 'I have kept it' }).click();
    await shown.waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain(key);
    const greet = async (given = key) => {
      const headers = { authorization: `Bearer ${given}` };
      return (await desk().house.post({ jsonrpc: '2.0', id: 1, method: 'ping' }, { headers })).status;
    };
    expect(await greet()).not.toBe(401);
    await page.getByRole('button', { name: 'Actions for Editor' }).click();
    await page.getByRole('menuitem', { name: 'Replace' }).click();
    const replacing = page.getByRole('dialog', { name: 'Replace Editor?' });
    await replacing.getByRole('combobox', { name: 'The old key ends' }).click();
    await page.getByRole('option', { name: 'At once' }).click();
    await replacing.getByRole('button', { name: 'Replace' }).click();
    const next = (await shown.locator('code').first().textContent()) ?? '';
    await shown.getByRole('button', { name: 'I have kept it' }).click();
    await expect.poll(() => greet()).toBe(401);
    expect(await greet(next)).not.toBe(401);
    await page.getByRole('button', { name: 'Actions for Editor' }).click();
    await page.getByRole('menuitem', { name: 'Disable' }).click();
    await page.getByText('Editor is refused until you enable it again.').waitFor();
    await expect.poll(() => greet(next)).toBe(401);
    await page.getByRole('button', { name: 'Actions for Editor' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('dialog', { name: 'Delete Editor?' }).getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Editor was deleted.').waitFor();
    const left = await desk().ask<readonly { readonly name: string | null }[]>('/api-keys');
    expect(left.map(({ name }) => name)).not.toContain('Editor');
  });

  it('a person is added, made a member of a project, and may have a key then', async () => {
    const page = await open('/keys/users');
    await page.getByRole('button', { name: 'Add a person' }).click();
    await page.getByRole('textbox', { name: 'E-mail address' }).fill('grace@example.com');
    await page.getByRole('dialog').getByRole('button', { name: 'Add a person' }).click();
    await page.getByText('grace@example.com was added.').waitFor();
    await page.getByRole('tab', { name: 'Projects' }).click();
    await page.getByRole('button', { name: 'Actions for Demo' }).click();
    await page.getByRole('menuitem', { name: 'Members' }).click();
    const members = page.getByRole('dialog', { name: 'Members of Demo' });
    await members.getByRole('combobox', { name: 'Person to add' }).click();
    await page.getByRole('option', { name: 'grace@example.com' }).click();
    await members.getByRole('button', { name: 'Add', exact: true }).click();
    await members.getByText('grace@example.com · 0 keys').waitFor();
    expect(await opened?.accessibilityProblems()).toEqual([]);
    const known = await desk().ask<readonly { readonly email: string | null }[]>('/projects/demo/users');
    expect(known.map(({ email }) => email)).toContain('grace@example.com');
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: 'Keys', exact: true }).click();
    await page.getByRole('button', { name: 'Make a key' }).click();
    const form = page.getByRole('dialog', { name: 'Make a key' });
    await form.getByRole('textbox', { name: 'Name' }).fill('Grace’s editor');
    await form.getByRole('combobox', { name: 'Person' }).click();
    await page.getByRole('option', { name: 'grace@example.com' }).click();
    await form.getByRole('button', { name: 'Make a key' }).click();
    await page.getByRole('button', { name: 'I have kept it' }).click();
    await page.getByRole('row', { name: /Grace’s editor.*grace@example\.com.*Demo/ }).waitFor();
  });

  it('a client is connected after a look at what will change, and let go again', async () => {
    const { clientFile } = desk();
    const before = await readFile(clientFile, 'utf8');
    const page = await open('/clients');
    await page.getByRole('button', { name: 'Connect: Cursor' }).click();
    const dialog = page.getByRole('dialog', { name: 'Connect Cursor' });
    await dialog.getByRole('region', { name: clientFile }).getByText('"secure-mcp-gateway": {').waitFor();
    expect(await readFile(clientFile, 'utf8')).toBe(before);
    expect(await opened?.accessibilityProblems()).toEqual([]);
    await dialog.getByRole('combobox', { name: 'Whose key it gets' }).click();
    await page.getByRole('option', { name: 'Ada' }).click();
    await dialog.getByRole('button', { name: 'Connect' }).click();
    await dialog.getByText('Cursor is connected').waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();
    expect(await readFile(clientFile, 'utf8')).toContain('secure-mcp-gateway');
    await page.getByRole('link', { name: 'Cursor', exact: true }).click();
    const key = /smg_[\w-]{20,}/.exec(await readFile(clientFile, 'utf8'))?.[0] ?? 'no key';
    expect(await page.content()).not.toContain(key);
    await page
      .getByRole('button', { name: /^Look at / })
      .first()
      .click();
    const restoring = page.getByRole('dialog', { name: 'Put an earlier file back?' });
    await restoring.getByRole('region', { name: clientFile }).getByText('"secure-mcp-gateway": {').waitFor();
    expect(await restoring.textContent()).not.toContain(key);
    expect(await opened?.accessibilityProblems()).toEqual([]);
    await restoring.getByRole('button', { name: 'Put back' }).click();
    await page.getByText('Entry removed').first().waitFor();
    expect(await readFile(clientFile, 'utf8')).toBe(before);
    await page.getByRole('button', { name: 'Disconnect' }).click();
    const question = page.getByRole('dialog', { name: 'Disconnect Cursor' });
    await question.getByRole('button', { name: 'Disconnect' }).click();
    await question.getByText('Cursor is disconnected').waitFor();
    expect(JSON.parse(await readFile(clientFile, 'utf8'))).toEqual(JSON.parse(before));
  });

  it('somebody signs in at a server, which the open page notices, and out again', async () => {
    const page = await open('/tokens');
    await page.getByRole('button', { name: 'Sign in: whoami' }).click();
    const dialog = page.getByRole('dialog', { name: 'Sign in at whoami' });
    await dialog.getByRole('combobox', { name: 'Who signs in' }).click();
    await page.getByRole('option', { name: 'Ada' }).click();
    const address = await dialog.getByRole('link', { name: 'Open the page' }).getAttribute('href');
    expect(await opened?.accessibilityProblems()).toEqual([]);
    await desk().authorization.signInAndReturn(address ?? '');
    await dialog.getByText('whoami is connected').waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();
    const row = page.getByRole('row', { name: /whoami/ });
    await row.getByText('Valid').waitFor();
    await row.getByText(/^in (59 min|1 h)/).waitFor();
    await row.getByRole('link', { name: 'The token for whoami' }).click();
    const detail = page.getByRole('dialog', { name: 'The token for whoami' });
    const happened = detail.getByRole('list', { name: 'What happened to it' });
    await happened.getByText('Signed in').waitFor();
    expect(await opened?.accessibilityProblems()).toEqual([]);
    // While somebody looks.
    await desk().ask('/oauth/tokens/refresh', { server: 'whoami', user: 'ada' });
    await happened.getByText('Renewed').waitFor();
    expect(await happened.getByRole('listitem').count()).toBe(2);
    await sweepScreen(opened!, 'token');
    await page.setViewportSize({ width: 1_180, height: 760 });
    await detail.getByRole('button').first().click();
    await detail.waitFor({ state: 'detached' });
    await row.getByRole('button', { name: 'Actions for whoami' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
    await page.getByText(/^Signed out of whoami/).waitFor();
    const tokens = await desk().ask<readonly TokenState[]>('/oauth/tokens');
    expect(tokens.map(({ status }) => status)).not.toContain('connected');
  });

  it('a secret is set, and its value is nowhere afterwards', async () => {
    const page = await open('/secrets');
    await page.getByRole('button', { name: 'Add a secret' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a secret' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('github-token');
    await dialog.getByLabel('Value').fill(VALUE);
    expect(await opened?.accessibilityProblems()).toEqual([]);
    await dialog.getByRole('button', { name: 'Set' }).click();
    await page.getByText('github-token is set.').waitFor();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain(VALUE);
    const names = await desk().ask<readonly { readonly name: string; readonly isSet: boolean }[]>('/secrets');
    expect(names).toMatchObject([{ name: 'github-token', isSet: true }]);
    await page.getByRole('button', { name: 'Actions for github-token' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('github-token was deleted.').waitFor();
    expect(await desk().ask('/secrets')).toEqual([]);
  });

  it('times of tools are seen as calls come, and what is remembered is forgotten', async () => {
    const page = await open('/performance');
    await page.getByText('No calls of tools in 24 hours').waitFor();
    const client = await desk().house.modernClient();
    const { tools } = await client.listTools();
    const name = tools.map((tool) => tool.name).find((each) => each.startsWith('friendly__'));
    await client.callTool({ name: name ?? '', arguments: {} }).catch(() => undefined);
    const history = page.getByRole('region', { name: 'Times of calls', exact: true });
    await history.locator('.recharts-surface').first().waitFor();
    await history.getByText(/^Times of calls: 1 succeeded\./).waitFor({ state: 'attached' });
    // What was chosen stays, whatever the range.
    await history.getByRole('button', { name: 'Show as table' }).click();
    await history.getByText('7 days').click();
    await history.getByRole('row', { name: / 1 .* ms/ }).waitFor();
    expect(await opened?.accessibilityProblems()).toEqual([]);
    const times = page.getByRole('region', { name: /^How long tools take/ });
    await times
      .getByRole('row', { name: /friendly/ })
      .first()
      .waitFor();
    await page
      .getByRole('region', { name: 'Lists of servers' })
      .getByRole('row', { name: /friendly/ })
      .waitFor();
    await page.getByRole('button', { name: 'Forget' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Forget' }).click();
    await page.getByText(/^\d+ lists? w(as|ere) forgotten\.$/).waitFor();
    const left = await desk().ask<{ readonly lists: readonly unknown[] }>('/cache');
    expect(left.lists).toEqual([]);
  });

  it('an admin key is made and deleted, and colours are chosen', async () => {
    const page = await open('/settings');
    await page.getByRole('button', { name: 'Make an admin key' }).click();
    const form = page.getByRole('dialog', { name: 'Make an admin key' });
    await form.getByRole('textbox', { name: 'Name' }).fill('CI');
    await form.getByRole('button', { name: 'Make an admin key' }).click();
    const shown = page.getByRole('dialog', { name: 'The new admin key “CI”' });
    const key = (await shown.locator('code').textContent()) ?? '';
    const look = async () => {
      const headers = { authorization: `Bearer ${key}` };
      return (await fetch(`${desk().house.house.addresses.admin}/api/v1/status`, { headers })).status;
    };
    // A changed configuration is in force a moment later.
    await expect.poll(look).toBe(200);
    await shown.getByRole('button', { name: 'I have kept it' }).click();
    await page.getByRole('button', { name: 'Delete CI' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('CI was deleted.').waitFor();
    expect(await desk().ask('/admin-keys')).toEqual([]);
    await page.getByRole('combobox', { name: 'Colours' }).click();
    await page.getByRole('option', { name: 'Dark' }).click();
    expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
    await page.getByRole('combobox', { name: 'Colours' }).click();
    await page.getByRole('option', { name: 'As the system' }).click();
  });

  it.each(SCREENS)('%s (%s) breaks no rule, at any width, zoomed and in all colours', async (name, at) => {
    const page = await open(at);
    await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
    // Whatever loads has loaded, or is seen to load.
    await page.waitForTimeout(500);
    await sweepScreen(opened!, at);
  });
});
