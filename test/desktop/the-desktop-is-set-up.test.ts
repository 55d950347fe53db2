import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { until } from '../electron-host/until';
import { windowFacts } from '../support/desktop-looks';
import { chromiumPath, isRealElectron, setUpDesktop } from '../support/desktop-set';
import { notification, pressTray, trayFacts, trayIn } from '../support/desktop-tray';
import { realServers } from '../support/real-servers';

describe.skipIf(chromiumPath === undefined || isRealElectron)('the desktop program', () => {
  const desktop = setUpDesktop();

  /** A session bus on which somebody shows trays, as far as `gdbus` says. */
  async function withIndicatorHost(root: string): Promise<Readonly<Record<string, string>>> {
    const programs = join(root, 'programs');
    await mkdir(programs);
    await writeFile(join(programs, 'gdbus'), '#!/bin/sh\necho "(<true>,)"\n');
    await chmod(join(programs, 'gdbus'), 0o755);
    return { PATH: `${programs}:${process.env['PATH'] ?? ''}` };
  }
  const consoleFacts = async (app: Parameters<typeof windowFacts>[0]) =>
    (await windowFacts(app)).find(({ kind }) => kind === 'main');
  const consoleSeen = (app: Parameters<typeof windowFacts>[0]) =>
    until('the console to be seen', async () => (await consoleFacts(app))?.isVisible || undefined);
  const closeConsole = (app: Parameters<typeof windowFacts>[0]) =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((window) => window.webContents.getURL().includes('//main'))
        ?.close(),
    );

  it('goes on in the tray when its window is closed, says so once, and quits from there', async () => {
    const data = await desktop.prepare();
    const app = await desktop.launch({ ...data, env: { ...data.env, ...(await withIndicatorHost(data.root)) } });
    await app.page('main');
    await until('the tray to be found', () => app.printed.stderr.includes('The tray can be seen') || undefined);
    await consoleSeen(app);
    await closeConsole(app);
    await until('the window to go', async () => (await consoleFacts(app))?.isVisible === false || undefined);
    expect((await notification(app, 'still protects')).body).toContain('tray');
    await pressTray(app, 'open');
    await consoleSeen(app);
    await pressTray(app, 'quit');
    expect((await app.ended).code).toBe(0);
  });

  it('does not hide where no tray is shown', async () => {
    const { app } = await desktop.start();
    await app.page('main');
    await trayIn(app, 'protected');
    await consoleSeen(app);
    await closeConsole(app);
    // Nothing is configured, so nothing is lost: it quits.
    expect((await app.ended).code).toBe(0);
  });

  it('alerts as the person chose, and remembers it', async () => {
    const servers = await realServers();
    onTestFinished(() => servers.remove());
    const { app, data } = await desktop.start({ servers: { files: servers.servers.files } });
    const page = await app.page('main');
    await trayIn(app, 'protected');
    await pressTray(app, 'settings');
    await page.getByRole('combobox', { name: 'How to alert me of calls that wait' }).click();
    await page.getByRole('option', { name: 'Number on the icon only' }).click();
    const kept = () => readFile(join(data.root, 'desktop/preferences.json'), 'utf8').catch(() => '');
    await until('it to be kept', async () => (await kept()).includes('"alertBy": "badge"') || undefined);
    const client = await data.client();
    onTestFinished(() => client.close());
    const path = join(servers.folder, 'held.txt');
    void client.call('files__write_file', { path, content: 'x' }).catch(() => undefined);
    await trayIn(app, 'attention');
    expect(await app.evaluate(({ host }) => host.notifications.size)).toBe(0);
    expect((await windowFacts(app)).find(({ kind }) => kind === 'approval')?.isVisible).toBe(false);
    // Whoever wants no window looks later.
    void client
      .call('files__write_file', { path, content: 'y' }, { onprogress: () => undefined })
      .catch(() => undefined);
    const waits = await until('both to wait', async () => {
      const found = await page.evaluate<readonly number[]>(
        `bridge.invoke('approvals.list', {}).then(({ value }) => value.map((one) => one.deadline - one.createdAt))`,
      );
      return found.length === 2 ? found : undefined;
    });
    expect(Math.max(...waits)).toBe(600_000);
  });

  it('starts at login where the person wants that, as the system knows it', async () => {
    const data = await desktop.prepare();
    const configHome = join(data.root, 'xdg');
    const env = { ...data.env, XDG_CONFIG_HOME: configHome, APPIMAGE: '/opt/My Gateway.AppImage' };
    const app = await desktop.launch({ ...data, env }, { isPackaged: true });
    const page = await app.page('main');
    await until('the tray', async () => (await trayFacts(app))?.labels.includes('Start at login') || undefined);
    await pressTray(app, 'autostart');
    const entry = join(configHome, 'autostart/secure-mcp-gateway.desktop');
    const text = await until('the entry', () => readFile(entry, 'utf8').catch(() => undefined));
    expect(text).toContain('Exec="/opt/My Gateway.AppImage" --hidden');
    await pressTray(app, 'settings');
    await page.getByRole('switch', { name: 'Start at login' }).waitFor();
    expect(await page.getByRole('switch', { name: 'Start at login' }).isChecked()).toBe(true);
    await page.getByText('This build does not say where newer versions are to be had').waitFor();
  });
});
