import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PRODUCT } from '../../shared/product';
import { until } from '../electron-host/until';
import { chromiumPath, isRealElectron, setUpDesktop } from '../support/desktop-set';
import { isAlive } from '../support/is-alive';
import { fixture } from '../support/test-house';
import { standing, windowFacts } from '../support/desktop-looks';

const servers = { friendly: fixture('friendly.mjs') };

describe.skipIf(chromiumPath === undefined)('the windows of the desktop', () => {
  const desktop = setUpDesktop();

  it('shows the console, which speaks over IPC and keeps the content policy', async () => {
    const { app } = await desktop.start({ servers });
    const page = await app.page('main');
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (/error|warning/.test(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
    });
    await page.reload();
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    for (const screen of ['Servers', 'Tools', 'Activity', 'Settings', 'Approvals']) {
      await page.getByRole('navigation').getByRole('link', { name: screen }).click();
      await page.getByRole('heading', { name: screen, level: 1 }).waitFor();
      await page.waitForTimeout(300);
    }
    expect(complaints).toEqual([]);
    // The page has the bridge, and nothing else of Electron or Node.
    const globals = await page.evaluate(`[typeof require, typeof process, Object.keys(bridge).sort().join(' ')]`);
    expect(globals).toEqual(['undefined', 'undefined', 'desktop invoke subscribe']);
  });

  it('makes pages larger and smaller by the keys of browsers', async () => {
    const { app } = await desktop.start({ servers });
    const page = await app.page('main');
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    const width = (): Promise<number> => page.evaluate('innerWidth');
    const usual = await width();
    for (let turn = 0; turn < 4; turn += 1) await page.keyboard.press('Control+Equal');
    const expected = usual / 1.2 ** 4;
    await until('the page to be twice as large', async () => Math.abs((await width()) - expected) < 3 || undefined);
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    for (let turn = 0; turn < 20; turn += 1) await page.keyboard.press('Control+Minus');
    await until('the page to be as small as it gets', async () => (await width()) > usual * 1.6 || undefined);
    expect(await width()).toBeLessThan(usual * 1.8);
    await page.keyboard.press('Control+Digit0');
    await until('the page to be as it was', async () => (await width()) === usual || undefined);
  });

  it('starts hidden when asked, and comes when it is started again', async () => {
    const data = await desktop.prepare({ servers });
    const app = await desktop.launch(data, { args: ['--hidden'] });
    await app.page('approval');
    await until('the window to have its page', async () => {
      const kinds = (await windowFacts(app)).map(({ kind, isVisible }) => `${kind} ${isVisible}`);
      return kinds.join() === 'approval false' || undefined;
    });
    const second = await desktop.launch(data, { isBrief: true });
    expect(await second.ended).toEqual({ code: 0 });
    await (await app.page('main')).getByRole('heading', { name: 'Overview' }).waitFor();
    expect(second.printed.stderr).toBe('');
  });

  it('remembers where the console stood, and keeps it on the screen', async () => {
    const { app, data } = await desktop.start({ servers });
    await app.page('main');
    await app.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) {
        if (window.webContents.getURL().startsWith('app://main')) {
          window.setBounds({ x: 40, y: 60, width: 900, height: 700 });
        }
      }
    });
    const file = join(data.root, 'desktop/preferences.json');
    await until('the place to be kept', () =>
      readFile(file, 'utf8').then(
        (text) => /"width":\s*900\b/.test(text) || undefined,
        () => undefined,
      ),
    );
    app.signal('SIGTERM');
    await app.ended;
    const again = await desktop.launch(data);
    await again.page('main');
    const { bounds } = await until('the console', async () =>
      (await windowFacts(again)).find(({ kind }) => kind === 'main'),
    );
    expect(bounds).toEqual({ x: 40, y: 60, width: 900, height: 700 });
  });

  it.skipIf(isRealElectron)(
    'says what quitting means, stays when told to, and leaves no process when it goes',
    async () => {
      const { app, data } = await desktop.start({ servers });
      const client = await data.client();
      await client.toolNames();
      const page = await app.page('main');
      const pids = await page.evaluate<readonly number[]>(
        `bridge.invoke('status.get', {}).then(({ value }) => value.upstreams.map(({ pid }) => pid))`,
      );
      await client.close();
      expect(pids.every(isAlive)).toBe(true);

      await app.evaluate(({ app: program }) => program.quit());
      const question = await standing(app, 'message');
      expect(question.options).toMatchObject({
        message: `Quit ${PRODUCT.title}?`,
        detail: expect.stringContaining('Agents lose access to 1 server '),
        buttons: ['Quit', 'Keep running'],
        cancelId: 1,
      });
      await question.answer({ response: 1, checkboxChecked: false });
      await page.getByRole('heading', { name: 'Overview' }).waitFor();

      await app.evaluate(({ app: program }) => program.quit());
      await (await standing(app, 'message')).answer({ response: 0, checkboxChecked: true });
      expect(await app.ended).toEqual({ code: 0 });
      expect(pids.filter(isAlive)).toEqual([]);
      const kept = await readFile(join(data.root, 'desktop/preferences.json'), 'utf8');
      expect(JSON.parse(kept)).toMatchObject({ quitsWithoutAsking: true });
    },
  );

  it('ends in good order when the system tells it to', async () => {
    const { app, data } = await desktop.start({ servers });
    await data.addresses();
    app.signal('SIGTERM');
    expect(await app.ended).toEqual({ code: 0 });
    await expect(readFile(join(data.root, 'run/gateway.json'))).rejects.toThrow('ENOENT');
  });

  it.skipIf(isRealElectron)(
    'asks when the console is closed and nothing leads back to it, and then stays in the taskbar',
    async () => {
      const { app } = await desktop.start({ servers });
      await app.page('main');
      await app.evaluate(({ BrowserWindow }) => {
        BrowserWindow.getAllWindows()
          .find((window) => window.webContents.getURL().startsWith('app://main'))
          ?.close();
      });
      await (await standing(app, 'message')).answer({ response: 1, checkboxChecked: false });
      await until('the console to be minimised', async () => {
        const [main] = (await windowFacts(app)).filter(({ kind }) => kind === 'main');
        return main?.isMinimized === true || undefined;
      });
    },
  );
});
