import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { until } from '../electron-host/until';
import { askAxe } from '../support/console-browser';
import { windowFacts } from '../support/desktop-looks';
import { chromiumPath, setUpDesktop } from '../support/desktop-set';

interface Line {
  readonly kind: string;
  readonly method?: string;
  readonly name?: string;
  readonly outcome?: string;
  readonly transport?: string;
}

/** Where it is drawn, for people to look at. */
const FOLDER = process.env['WELCOME_SCREENS'];
const GRACE_MS = 700;

describe.skipIf(chromiumPath === undefined)('a desktop that nobody has set up', () => {
  const desktop = setUpDesktop();

  const BEGINNING = 'The gateway stands between your agents and their tools';

  it('opens the first steps until they are skipped, also at the next start', async () => {
    const { app, data } = await desktop.start({ servers: {} });
    const page = await app.page('main');
    await page.getByRole('heading', { name: BEGINNING }).waitFor();
    app.signal('SIGTERM');
    await app.ended;
    const second = await desktop.launch(data);
    const again = await second.page('main');
    // Begun and not over: nobody is led anywhere, and whoever goes back is where they were.
    await again.getByRole('heading', { name: 'Overview' }).waitFor();
    await again.locator('a[href="#/welcome"]').first().click();
    await again.getByRole('button', { name: 'Skip all of this' }).click();
    await again.getByRole('heading', { name: 'Overview' }).waitFor();
    const kept = () => readFile(join(data.root, 'desktop/preferences.json'), 'utf8');
    await until('it to be kept', async () => ((await kept()).includes('"welcome": "over"') ? true : undefined));
    second.signal('SIGTERM');
    await second.ended;
    const third = await desktop.launch(data);
    const last = await third.page('main');
    await last.getByRole('heading', { name: 'Overview' }).waitFor();
    await last.waitForTimeout(500);
    expect(last.url()).not.toContain('welcome');
    expect(await last.evaluate(`localStorage.length`)).toBe(0);
  });

  it('offers at the end to start at login and to see a question, which is a test and no call', async () => {
    const data = await desktop.prepare({ servers: {} });
    const configHome = join(data.root, 'xdg');
    const env = { ...data.env, XDG_CONFIG_HOME: configHome, APPIMAGE: '/opt/Gateway.AppImage' };
    const app = await desktop.launch({ ...data, env }, { isPackaged: true });
    const page = await app.page('main');
    // The overview, which comes first, has a link of this name, too.
    await page.getByRole('heading', { name: BEGINNING }).waitFor();
    await page.getByRole('link', { name: 'First call' }).click();
    const start = page.getByRole('switch', { name: 'Start at login' });
    await start.waitFor();
    expect(await start.isChecked()).toBe(false);
    await page.getByText('Agents reach their servers only while the gateway runs').waitFor();
    expect(await askAxe(page)).toEqual([]);
    if (FOLDER !== undefined) await page.screenshot({ path: join(FOLDER, 'last-step.png') });
    await start.click();
    const entry = join(configHome, 'autostart/secure-mcp-gateway.desktop');
    await until('the entry', () => readFile(entry, 'utf8').catch(() => undefined));

    await page.getByRole('button', { name: 'Send a test prompt' }).click();
    const approval = await app.page('approval');
    const prompt = approval.getByRole('alertdialog', { name: /Test client wants to run/ });
    await prompt.getByText('This is a test').waitFor();
    expect((await windowFacts(app)).find(({ kind }) => kind === 'approval')).toMatchObject({ isVisible: true });
    expect(await prompt.getByRole('button', { name: 'More' }).count()).toBe(0);
    expect(await askAxe(approval)).toEqual([]);
    if (FOLDER !== undefined) await approval.screenshot({ path: join(FOLDER, 'test-prompt.png') });
    await approval.waitForTimeout(GRACE_MS);
    await prompt.getByRole('button', { name: 'Allow once' }).click();
    await approval.getByText('You can close this window.').waitFor();
    const lines = await page.evaluate<readonly Line[]>(
      `bridge.invoke('activity.list', {}).then(({ value }) => value.lines)`,
    );
    expect(lines.filter(({ kind }) => kind === 'request')).toEqual([
      expect.objectContaining({ method: 'approvals/test', name: 'test prompt', outcome: 'ok', transport: 'desk' }),
    ]);
    // It is no first call either.
    await page.getByText('Waiting for the first call').waitFor();
    expect(await page.evaluate(`bridge.invoke('grants.list', {}).then(({ value }) => value.length)`)).toBe(0);
  });
});
