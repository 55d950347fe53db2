import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildConsole, type ConsoleBrowser, openConsoleBrowser } from '../support/console-browser';
import { executable } from '../support/console-stage';
import { connectClient } from '../support/mcp-clients';
import { MASTER_KEY } from '../support/oauth-house';
import { fixture, openTestHouse, type TestHouse } from '../support/test-house';

/** Where the steps are drawn, for people to look at. */
const FOLDER = process.env['WELCOME_SCREENS'];
/** Made of parts, so that no key stands in the repository. */
const SECRET = ['ghp', 'q8w7e6r5t4y3u2i1o0p9a8s7d6f5g4h3j2k1'].join('_');

interface Entry {
  readonly url: string;
  readonly headers: { readonly Authorization: string };
}

describe.skipIf(executable === undefined)('whoever opens a new gateway', () => {
  let home: string;
  let house: TestHouse;
  let browser: ConsoleBrowser;
  const clientFile = () => join(home, '.cursor/mcp.json');
  const configured = async () =>
    JSON.parse(await readFile(clientFile(), 'utf8')) as { readonly mcpServers: Record<string, Entry> };

  beforeAll(async () => {
    await buildConsole();
    home = await mkdtemp(join(tmpdir(), 'smg-welcome-'));
    await mkdir(join(home, '.cursor'));
    const { command, args } = fixture('friendly.mjs');
    const mcpServers = { friendly: { command, args, env: { SERVICE_TOKEN: SECRET } } };
    await writeFile(clientFile(), `${JSON.stringify({ mcpServers }, undefined, 2)}\n`);
    house = await openTestHouse({ servers: {}, env: { HOME: home, SECURE_MCP_GATEWAY_MASTER_KEY: MASTER_KEY } });
    browser = await openConsoleBrowser(house, executable!);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
    await rm(home, { recursive: true, force: true });
  });

  it('is led to a first protected call by a client with a key of its own', async () => {
    const { page, complaints, accessibilityProblems } = await browser.open();
    const look = async (name: string): Promise<void> => {
      expect(await accessibilityProblems()).toEqual([]);
      if (FOLDER === undefined) return;
      for (const colorScheme of ['light', 'dark'] as const) {
        for (const width of [1_180, 480]) {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width, height: 760 });
          await page.waitForTimeout(300);
          await page.screenshot({ path: join(FOLDER, `${name}-${colorScheme}-${width}.png`) });
        }
      }
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize({ width: 1_180, height: 760 });
    };
    const title = (name: string) => page.getByRole('heading', { level: 2, name });
    /** By keyboard alone: what has the focus says where a person is. */
    const goOn = async (): Promise<void> => {
      await page.getByRole('link', { name: 'Continue' }).focus();
      await page.keyboard.press('Enter');
    };

    await title('The gateway stands between your agents and their tools').waitFor();
    expect(page.url()).toContain('#/welcome');
    await look('1-start');
    await goOn();

    await title('Which servers should stand behind the gateway?').waitFor();
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H2');
    await page.getByRole('checkbox', { name: 'Cursor · 1 server' }).waitFor();
    await page.getByText('What exactly will come').click();
    await page.getByText('1 secret goes into the vault.').waitFor();
    expect(await page.content()).not.toContain(SECRET);
    await look('2-servers');
    await page.getByRole('button', { name: 'Bring in 1 server' }).click();
    await page.getByRole('listitem').getByText('friendly', { exact: true }).waitFor();
    await goOn();

    await title('How strict should it be?').waitFor();
    expect(await page.getByRole('radio', { name: 'Ask me' }).isChecked()).toBe(true);
    await page.getByRole('radio', { name: 'Strict' }).click();
    await page.getByText('“Strict” is in force.').waitFor();
    await look('3-protection');
    const policy = (JSON.parse(await readFile(join(house.directory, 'config.json'), 'utf8')) as { policy: object })
      .policy;
    expect(policy).toMatchObject({ mode: 'enforce', approvals: { ask: 'all-but-reads' } });
    await page.getByRole('radio', { name: 'Ask me' }).click();
    await page.getByText('“Ask me” is in force.').waitFor();

    // Left, and come back to: it goes on where it was.
    await page.goto(`${house.house.addresses.admin}/#/activity`);
    await page.getByRole('heading', { level: 1, name: 'Activity' }).waitFor();
    await page.goto(`${house.house.addresses.admin}/#/welcome`);
    await title('How strict should it be?').waitFor();
    await goOn();

    await title('Which client should use the gateway?').waitFor();
    await look('4-client');
    await page.getByRole('button', { name: 'Connect: Cursor' }).click();
    const dialog = page.getByRole('dialog', { name: 'Connect Cursor' });
    await dialog.getByRole('radio', { name: 'Over HTTP' }).click();
    await dialog.getByText('What will change').waitFor();
    await dialog.getByText('"secure-mcp-gateway"').first().waitFor();
    await look('5-preview');
    await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await page.getByText('It still reaches friendly past the gateway.').waitFor();
    await page.getByRole('button', { name: 'Take the servers of Cursor along' }).click();
    const moving = page.getByRole('dialog', { name: 'Servers of Cursor' });
    await moving.getByRole('button', { name: 'Import' }).click();
    await moving.waitFor({ state: 'detached' });
    expect(Object.keys((await configured()).mcpServers)).toEqual(['secure-mcp-gateway']);
    await goOn();

    await title('Now let the client do something').waitFor();
    await page.getByText('Waiting for the first call').waitFor();
    await look('6-waiting');
    const { url, headers } = (await configured()).mcpServers['secure-mcp-gateway']!;
    const cursor = await connectClient('modern', { url, key: headers.Authorization.replace('Bearer ', '') });
    try {
      expect(await cursor.toolNames()).toContain('friendly__echo');
      await page.getByText('It can call tools now.').waitFor();
      await cursor.call('friendly__echo', { message: `The token is ${SECRET}.` });
    } finally {
      await cursor.close();
    }
    const alert = page.getByRole('alert', { name: 'This call was protected' });
    await alert.getByText('Redacted').waitFor();
    await look('7-seen');
    await page.getByRole('button', { name: 'To the overview' }).click();
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    await page.waitForTimeout(300);
    expect(page.url()).not.toContain('welcome');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('may skip it all, and finds it again', async () => {
    const { page } = await browser.open({ at: '/welcome/servers' });
    await page.getByRole('button', { name: 'Skip all of this' }).click();
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Search screens, servers, calls, actions').fill('First steps');
    await page.getByRole('button', { name: 'First steps' }).click();
    await page.getByRole('heading', { level: 1, name: 'First steps' }).waitFor();
    await page.close();
  });
});
