import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { OpenPage } from '../support/console-browser';
import { executable, setUpConsole, STAGE_SECRET } from '../support/console-stage';
import { sweepScreen } from '../support/screen-sweep';

const LINES = 100_000;

/** A day of a busy gateway, long ago, as earlier versions wrote it. */
async function writeOldRecord(directory: string): Promise<void> {
  const at = Date.UTC(2026, 0, 2);
  const line = (index: number) =>
    JSON.stringify({
      kind: 'request',
      at: at + index,
      traceId: '0'.repeat(32),
      correlationId: `old-${index}`,
      transport: 'http',
      face: 'aggregate',
      requestId: index,
      method: 'tools/call',
      server: 'files',
      name: 'read_file',
      stage: 'responded',
      judgements: [],
      outcome: 'ok',
      ms: 1,
      previous: '0'.repeat(64),
    });
  await mkdir(join(directory, 'activity'), { recursive: true });
  const lines = Array.from({ length: LINES }, (_, index) => line(index));
  await writeFile(join(directory, 'activity/2026-01-02-1.jsonl'), `${lines.join('\n')}\n`);
}

describe.skipIf(executable === undefined)('in the console', () => {
  const stage = setUpConsole();
  let opened: OpenPage | undefined;
  afterEach(async () => {
    expect(opened?.complaints).toEqual([]);
    await opened?.page.close();
    opened = undefined;
  });

  it('a server is tried, and the call is seen in the record as it happens', async () => {
    opened = await stage().browser.open({ at: '/activity' });
    const { page } = opened;
    const other = await stage().browser.open({ at: '/servers/main/files/test' });
    await other.page.getByRole('combobox', { name: 'Tool' }).click();
    await other.page.getByRole('option', { name: 'read_text_file' }).click();
    await other.page.getByRole('textbox', { name: 'path' }).fill(join(stage().folder, 'notes.txt'));
    await other.page.getByRole('button', { name: 'Call', exact: true }).click();
    await other.page.getByText('The server answered').waitFor();
    expect(await other.page.content()).not.toContain(STAGE_SECRET);
    await other.page.close();
    await page.getByRole('link', { name: 'files / read_text_file' }).first().click();
    const story = page.getByRole('dialog', { name: 'Request' });
    await story.getByText('Result judged: local – redacted').waitFor();
    await story.getByText(/stripe-key at \/content\/0\/text/).waitFor();
    expect(await opened.accessibilityProblems()).toEqual([]);
  });

  it('a hundred thousand lines are read to the last, and only those in view are drawn', async () => {
    await writeOldRecord(stage().house.directory);
    opened = await stage().browser.open({ at: '/activity?text=old-' });
    const { page } = opened;
    const table = page.getByRole('table', { name: 'Activity' });
    await table.getByRole('row').nth(1).waitFor();
    const isWhole = (): Promise<boolean> => page.getByText(/^100,000 lines$/).isVisible();
    for (let turn = 0; turn < 1_000 && !(await isWhole()); turn += 1) {
      await table.evaluate((node) => node.scrollTo(0, node.scrollHeight));
      await page.waitForTimeout(20);
    }
    expect(await isWhole()).toBe(true);
    await table.evaluate((node) => node.scrollTo(0, node.scrollHeight));
    await page.locator(`[aria-rowindex="${LINES + 1}"]`).waitFor();
    expect(await table.getByRole('row').count()).toBeLessThan(100);
    // They are of one client that has no sessions: one row, and all of them below it when it is opened.
    await page.getByRole('switch', { name: 'By session' }).click();
    expect(await isWhole()).toBe(true);
    const group = table.getByRole('button', { name: '100,000 lines' });
    await group.click();
    expect(await group.getAttribute('aria-expanded')).toBe('true');
    await table.evaluate((node) => node.scrollTo(0, node.scrollHeight));
    await page.locator(`[aria-rowindex="${LINES + 2}"]`).waitFor();
    expect(await table.getByRole('row').count()).toBeLessThan(100);
  }, 120_000);

  it('lines are those of one client, and stand below their session', async () => {
    const { house } = stage();
    const client = await house.legacyClient();
    await client.callTool({ name: 'memory__read_graph', arguments: {} });
    await client.callTool({ name: 'memory__search_nodes', arguments: { query: 'x' } });
    await (await house.modernClient()).callTool({ name: 'memory__read_graph', arguments: {} });
    opened = await stage().browser.open({ at: '/activity?since=hour' });
    const { page } = opened;
    const table = page.getByRole('table', { name: 'Activity' });
    await page.getByRole('combobox', { name: 'All clients' }).click();
    await page.getByRole('option', { name: 'legacy-test' }).click();
    await table.getByRole('link', { name: 'memory / search_nodes' }).waitFor();
    await expect.poll(() => table.getByText('modern-test').count()).toBe(0);
    await page.getByRole('switch', { name: 'By session' }).click();
    await table
      .getByRole('row', { name: /legacy-test.*Session/ })
      .first()
      .waitFor();
    expect(await table.getByRole('link', { name: 'memory / search_nodes' }).count()).toBe(0);
    await table
      .getByRole('button', { name: /lines?$/ })
      .first()
      .click();
    await table.getByRole('link', { name: 'memory / search_nodes' }).waitFor();
    await sweepScreen(opened, 'activity by session');
    await page.setViewportSize({ width: 1_180, height: 760 });
    // Under the new address, with the session and nothing else.
    await table
      .getByRole('link', { name: /^Session [\w-]{8}$/ })
      .first()
      .click();
    const chosen = page.getByRole('button', { name: /^Show all sessions, not [\w-]{8} alone$/ });
    await chosen.waitFor();
    const session = new URL(page.url().replace('#', '')).searchParams.get('session');
    const lines = await house.activity();
    expect(lines.filter((line) => line.session === session).map(({ name }) => name)).toContain('search_nodes');
    await chosen.click();
    await chosen.waitFor({ state: 'detached' });
  });

  it('a text is judged in the test box, with what was found marked in its place', async () => {
    opened = await stage().browser.open({ at: '/guardrails/test' });
    const { page } = opened;
    await page.getByRole('textbox', { name: 'Content' }).fill(`The key is ${STAGE_SECRET}, keep it.`);
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await page.getByText('Would be done: Redact').waitFor();
    expect(await page.locator('mark').allTextContents()).toEqual([STAGE_SECRET]);
    expect(await opened.accessibilityProblems()).toEqual([]);
  });

  it('a tool is hidden from clients and shown again', async () => {
    opened = await stage().browser.open({ at: '/tools?server=files' });
    const { page } = opened;
    const client = await stage().house.modernClient();
    const offered = async () => (await client.listTools()).tools.map(({ name }) => name);
    expect(await offered()).toContain('files__move_file');
    const tool = page.locator('details', { has: page.getByText('move_file', { exact: true }) });
    await tool.locator('summary').click();
    await tool.getByRole('button', { name: 'Hide' }).click();
    await page.getByText('move_file is hidden from all clients.').waitFor();
    await expect.poll(offered).not.toContain('files__move_file');
    await tool.getByRole('button', { name: 'Show', exact: true }).click();
    await expect.poll(offered).toContain('files__move_file');
  });

  it('a server is added by form and removed again, after a question', async () => {
    opened = await stage().browser.open({ at: '/servers' });
    const { page } = opened;
    await page.getByRole('button', { name: 'Add a server' }).click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('spare');
    await page.getByRole('textbox', { name: 'Command' }).fill(process.execPath);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('link', { name: 'spare' }).click();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    const question = page.getByRole('dialog', { name: 'Remove spare?' });
    await question.waitFor();
    await page.getByRole('menu').waitFor({ state: 'detached' });
    expect(await opened.accessibilityProblems()).toEqual([]);
    await question.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('spare was removed.').waitFor();
    expect(await page.getByRole('link', { name: 'spare' }).count()).toBe(0);
  });

  it('a server is described, and keeps what a form cannot show', async () => {
    const odd = { command: process.execPath, args: ['-e', 'first();\nsecond();', ''] };
    const { house } = stage();
    await house.edit(({ configs }) => Object.assign(configs['main']!.servers, { odd, own: { bundled: 'echo' } }));
    const describeAs = async (page: Page, name: string, text: string): Promise<void> => {
      await page.getByRole('button', { name: 'More' }).click();
      await page.getByRole('menuitem', { name: 'Edit' }).click();
      const dialog = page.getByRole('dialog', { name: `Edit: ${name}` });
      await dialog.getByRole('textbox', { name: 'Description' }).fill(text);
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.waitFor({ state: 'detached' });
    };
    const written = async () => {
      const config = JSON.parse(await readFile(join(house.directory, 'config.json'), 'utf8')) as {
        readonly configs: { readonly main: { readonly servers: Record<string, object> } };
      };
      return config.configs.main.servers;
    };
    for (const name of ['odd', 'own']) {
      opened = await stage().browser.open({ at: `/servers/main/${name}` });
      const { page } = opened;
      await describeAs(page, name, 'Ours.');
      expect((await written())[name]).toHaveProperty('description', 'Ours.');
      if (name === 'odd') await describeAs(page, name, '');
      expect(opened.complaints).toEqual([]);
      await page.close();
    }
    const { odd: cleared, own } = await written();
    expect(cleared).toEqual(odd);
    expect(own).toMatchObject({ bundled: 'echo', description: 'Ours.' });
  });

  it('every screen is reached by keyboard', async () => {
    opened = await stage().browser.open();
    const { page } = opened;
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    await page.locator('input:focus').waitFor();
    await page.keyboard.type('Guardrails');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Guardrails', level: 1 }).waitFor();
    await page.keyboard.press('Control+3');
    await page.getByRole('heading', { name: 'Activity', level: 1 }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await page.keyboard.press('Escape');
  });
});
