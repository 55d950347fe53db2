import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type { DesktopApp } from '../electron-host/desktop-app';
import { until } from '../electron-host/until';
import { askAxe } from '../support/console-browser';
import { fall, fallAndComeAgain, standing } from '../support/desktop-looks';
import { chromiumPath, isRealElectron, setUpDesktop } from '../support/desktop-set';
import { sweepScreen } from '../support/screen-sweep';
import { fixture } from '../support/test-house';

const servers = { friendly: fixture('friendly.mjs') };

const onMain = (app: DesktopApp, what: 'hide' | 'show'): Promise<void> =>
  app.evaluate(({ BrowserWindow }, verb) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().startsWith('app://main'));
    window?.[verb]();
  }, what);

describe.skipIf(chromiumPath === undefined)('the desktop', () => {
  const desktop = setUpDesktop();

  it('keeps the colours that were chosen, for all windows and the next start, though pages keep nothing', async () => {
    const { app, data } = await desktop.start({ servers });
    const page = await app.page('main');
    await page.getByRole('button', { name: 'Appearance' }).click();
    await page.getByRole('menuitemradio', { name: 'Dark' }).click();
    const approval = await app.page('approval');
    await until('the other window to be dark', async () =>
      (await approval.evaluate<boolean>(`matchMedia('(prefers-color-scheme: dark)').matches`)) ? true : undefined,
    );
    app.signal('SIGTERM');
    await app.ended;
    const again = await desktop.launch(data);
    const next = await again.page('main');
    await next.getByRole('heading', { name: 'Overview' }).waitFor();
    expect(await next.evaluate(`document.documentElement.dataset.mantineColorScheme`)).toBe('dark');
    expect(await next.evaluate(`localStorage.length`)).toBe(0);
  });

  it('shows a window that is open already in the contrast and motion chosen, also after its page fell', async () => {
    const { app } = await desktop.start({ servers });
    const page = await app.page('main');
    const approval = await app.page('approval');
    await page.getByRole('button', { name: 'Appearance' }).click();
    await page.getByRole('menuitemradio', { name: 'High' }).click();
    await page.getByRole('menuitemradio', { name: 'Reduced' }).click();
    const looks = (of: Page) =>
      of.evaluate<string>(`(({ contrast, motion }) => contrast + ' ' + motion)(document.documentElement.dataset)`);
    await until('it to follow', async () => ((await looks(approval)) === 'high less' ? true : undefined));
    if (isRealElectron) return;
    const again = await fallAndComeAgain(app, 'approval');
    await until('it to know', async () => ((await looks(again)) === 'high less' ? true : undefined));
    await fall(app, 'approval');
    const crash = await app.page('crash');
    await crash.getByText('"window": "approval"').waitFor();
    expect(await looks(crash)).toBe('high less');
    const own = { page: crash, accessibilityProblems: () => askAxe(crash) };
    await sweepScreen(own, 'crash-window', { usual: 560, narrow: 420, zoomed: 280 });
  });

  it('tells a hidden console only what others count on, and brings it up to date when it is seen again', async () => {
    const { app, data } = await desktop.start({ servers });
    const page = await app.page('main');
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await page.evaluate(`{
      window.told = [];
      bridge.subscribe({ topics: ['activity'] }, ({ kind }) => window.told.push(kind));
    }`);
    const told = () => page.evaluate<readonly string[]>(`window.told`);
    const client = await data.client();
    await until('a line', async () => {
      await client.toolNames();
      return (await told()).includes('event') ? true : undefined;
    });
    await onMain(app, 'hide');
    // What happened before may still be on its way.
    let before = -1;
    while (before !== (await told()).length) {
      before = (await told()).length;
      await page.waitForTimeout(500);
    }
    await client.toolNames();
    await page.waitForTimeout(500);
    expect(await told()).toHaveLength(before);
    await onMain(app, 'show');
    await until('the word to ask anew', async () => ((await told()).slice(before).includes('open') ? true : undefined));
    await client.close();
  });

  it('connects anew to servers that were away, after the machine slept', async () => {
    const { app, data } = await desktop.start({
      servers: { ...servers, broken: { ...fixture('friendly.mjs'), args: ['-e', 'process.exit(3)'] } },
    });
    const client = await data.client();
    await client.toolNames();
    const page = await app.page('main');
    await until('the server to be given up', async () => {
      const states = await page.evaluate<readonly string[]>(
        `bridge.invoke('status.get', {}).then(({ value }) => value.upstreams.map(({ state }) => state))`,
      );
      return states.some((state) => state === 'failed' || state === 'restarting') ? true : undefined;
    });
    await app.evaluate(({ powerMonitor }) => void (powerMonitor as never as NodeJS.EventEmitter).emit('resume'));
    await until('it to be said', () =>
      /"The machine woke up","reconnecting":1/.test(app.printed.stderr) ? true : undefined,
    );
    expect(app.printed.stderr).not.toContain('was not connected to anew');
    await client.close();
  });

  it.skipIf(isRealElectron)('shows the first key once, where there was no configuration', async () => {
    const data = await desktop.prepare();
    await rm(join(data.root, 'config.json'));
    const app = await desktop.launch(data, { isBrief: true });
    const dialog = await standing(app, 'message');
    const [key = ''] = String(dialog.options['detail']).split('\n');
    expect(dialog.options).toMatchObject({ message: 'Your first gateway key', buttons: ['Copy the key', 'Close'] });
    await dialog.answer({ response: 0 });
    await until('the key to be copied', async () =>
      (await app.evaluate(({ clipboard }) => clipboard.readText())) === key ? true : undefined,
    );
    const { mcp } = await data.addresses();
    const answer = await fetch(mcp, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
      },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'initialize',
        params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'x', version: '1' } },
      }),
    });
    expect(answer.status).toBe(200);
  });
});
