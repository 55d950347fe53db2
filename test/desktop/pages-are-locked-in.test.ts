import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DesktopApp } from '../electron-host/desktop-app';
import { until } from '../electron-host/until';
import { windowFacts } from '../support/desktop-looks';
import { chromiumPath, isRealElectron, setUpDesktop } from '../support/desktop-set';

interface Reply {
  readonly ok: boolean;
  readonly value?: unknown;
  readonly error?: { readonly error: { readonly name: string; readonly message: string } };
}

const invoke = (page: Page, operation: string, input: unknown = {}): Promise<Reply> =>
  page.evaluate(`bridge.invoke(${JSON.stringify(operation)}, ${JSON.stringify(input)})`);

describe.skipIf(chromiumPath === undefined)('the pages of the desktop', () => {
  const desktop = setUpDesktop();

  describe('that nothing happened to', () => {
    let app: DesktopApp;
    beforeAll(async () => {
      ({ app } = await desktop.startForAll());
    });
    afterAll(() => app.close());

    it('decide in one window alone, and that window does nothing else', async () => {
      const main = await app.page('main');
      await main.getByRole('heading', { name: 'Overview' }).waitFor();
      for (const operation of ['approvals.decide', 'approvals.decideMany', 'approvals.show', 'approvals.reveal']) {
        expect((await invoke(main, operation, { id: 'A1' })).error?.error.name).toBe('insufficient_permissions');
      }
      expect(await invoke(main, 'approvals.list')).toEqual({ ok: true, value: [] });
      const approval = await app.page('approval');
      for (const operation of ['keys.create', 'configs.list', 'secrets.set', 'status.get']) {
        expect((await invoke(approval, operation)).error?.error.name).toBe('insufficient_permissions');
      }
      // Hidden, it decides nothing: nobody can have looked.
      const decided = await invoke(approval, 'approvals.decide', { id: 'A1', verdict: 'allow', shownSeq: 1 });
      expect(decided.error?.error).toMatchObject({
        name: 'approval_conflict',
        message: expect.stringContaining('look'),
      });
    });

    it.skipIf(isRealElectron)('are heard on their own channels alone, from their main frame alone', async () => {
      for (const kind of ['main', 'approval'] as const) await (await app.page(kind)).getByRole('main').waitFor();
      const names = await app.evaluate(async ({ ipcMain, BrowserWindow }) => {
        interface Event {
          readonly sender: unknown;
          readonly senderFrame: unknown;
        }
        const { ask } = ipcMain as unknown as {
          ask(channel: string, event: Event, given: readonly unknown[]): Promise<{ value?: Reply }>;
        };
        const contents = (kind: string) =>
          BrowserWindow.getAllWindows()
            .map((window) => window.webContents)
            .find((one) => one.getURL().startsWith(`app://${kind}/`))!;
        const main = contents('main');
        const approval = contents('approval');
        const status = { operation: 'status.get', input: {} };
        const forged: readonly [string, Event, unknown][] = [
          ['approval:invoke', { sender: main, senderFrame: main.mainFrame }, status],
          ['main:invoke', { sender: approval, senderFrame: approval.mainFrame }, status],
          ['crash:reload', { sender: main, senderFrame: main.mainFrame }, {}],
          ['main:invoke', { sender: main, senderFrame: { url: 'app://main/index.html' } }, status],
          ['main:invoke', { sender: main, senderFrame: approval.mainFrame }, status],
          ['main:invoke', { sender: main, senderFrame: null }, status],
          ['main:invoke', { sender: { id: 99, mainFrame: main.mainFrame }, senderFrame: main.mainFrame }, status],
          ['main:invoke', { sender: main, senderFrame: main.mainFrame }, { ...status, more: 1 }],
          ['main:invoke', { sender: main, senderFrame: main.mainFrame }, status],
        ];
        const said: string[] = [];
        for (const [channel, event, input] of forged) {
          const { value } = await ask.call(ipcMain, channel, event, [input]);
          said.push(value?.ok === true ? 'heard' : (value?.error?.error.name ?? 'nothing'));
        }
        return said;
      });
      expect(names).toEqual([...Array<string>(7).fill('forbidden_origin'), 'invalid_params', 'heard']);
    });

    it.skipIf(isRealElectron)('load nothing but our own files, whatever a content policy says', async () => {
      await app.page('main');
      const loads = await app.evaluate(async ({ session }) => {
        const urls = [
          'app://main/index.html',
          'https://example.com/',
          'http://127.0.0.1:1/',
          'file:///etc/passwd',
          'data:,x',
          'app://x/',
        ];
        const loaded: string[] = [];
        for (const one of [session.defaultSession, session.fromPartition('smg')]) {
          const { lets } = one as unknown as { lets(this: unknown, details: object): Promise<boolean> };
          for (const url of urls)
            if (await lets.call(one, { url, method: 'GET', resourceType: 'image' })) loaded.push(url);
        }
        return loaded;
      });
      expect(loads).toEqual(['app://main/index.html', 'app://main/index.html']);
    });

    it.skipIf(isRealElectron)('open web pages outside, and nothing else', async () => {
      const page = await app.page('main');
      await page.getByRole('heading', { name: 'Overview' }).waitFor();
      const open = (url: string) => page.evaluate<Reply>(`bridge.desktop.openExternal(${JSON.stringify(url)})`);
      expect(await open('https://example.com/sign-in')).toEqual({ ok: true });
      expect((await open('file:///etc/passwd')).error?.error.name).toBe('invalid_params');
      expect(await app.evaluate(({ host }) => host.records.opened)).toEqual(['https://example.com/sign-in']);
    });

    it.skipIf(isRealElectron)('serve each origin its own page, under one policy', async () => {
      await app.page('main');
      const answers = await app.evaluate(async ({ session }) => {
        const { handlers } = session.fromPartition('smg').protocol as unknown as {
          handlers: Map<string, (request: Request) => Promise<Response>>;
        };
        const ask = async (path: string, method = 'GET') => {
          const answer = await handlers.get('app')!(new Request(`app://${path}`, { method }));
          const policy = answer.headers.get('content-security-policy') ?? '';
          return `${answer.status} ${policy.startsWith("default-src 'none'") && policy.includes('require-trusted-types-for')}`;
        };
        const paths = [
          'main/index.html',
          'approval/approval.html',
          'crash/crash.html',
          'main/approval.html',
          'other/index.html',
        ];
        const odd = [
          'main/assets/../../electron.js',
          'main/assets/%2e%2e/%2e%2e/electron.js',
          'main/',
          'main/assets/%00',
          'main/%',
        ];
        return [
          ...(await Promise.all([...paths, ...odd].map((path) => ask(path)))),
          await ask('main/index.html', 'POST'),
        ];
      });
      expect(answers).toEqual([...Array<string>(3).fill('200 true'), ...Array<string>(8).fill('404 true')]);
    });

    it.skipIf(isRealElectron)('cannot leave, open, embed, fetch or be given anything', async () => {
      const page = await app.page('main');
      await page.getByRole('heading', { name: 'Overview' }).waitFor();
      const home = page.url();
      await page.evaluate(`{
        const link = document.createElement('a');
        link.href = 'https://example.com/';
        document.body.append(link);
        link.click();
        location.href = '${home.replace('main.app', 'approval.app').replace('index.html', 'approval.html')}';
        open('https://example.com/opened');
        const frame = document.createElement('iframe');
        frame.src = 'https://example.com/framed';
        document.body.append(frame);
      }`);
      await page.waitForTimeout(500);
      expect(page.url()).toBe(home);
      expect(await windowFacts(app)).toHaveLength(2);
      const refused = await page.evaluate<readonly string[]>(`Promise.all([
        fetch('/index.html').then(() => 'fetched', () => 'refused'),
        fetch('http://127.0.0.1:1/').then(() => 'fetched', () => 'refused'),
        new Promise((done) => { const image = new Image(); image.onerror = () => done('refused'); image.onload = () => done('loaded'); image.src = 'https://example.com/x.png'; }),
        Promise.resolve().then(() => { document.body.innerHTML = '<b>x</b>'; return 'written'; }).catch(() => 'refused'),
        // Later: what is evaluated for a test may do what the page may not.
        new Promise((done) => setTimeout(() => { try { done(Function('return 1')()); } catch { done('refused'); } }, 10)),
      ])`);
      expect(refused).toEqual(['refused', 'refused', 'refused', 'refused', 'refused']);
      const given = await app.evaluate(({ session }) => {
        const { asked } = session.fromPartition('smg') as unknown as {
          asked: {
            permission: (contents: { getURL(): string }, name: string, decide: (is: boolean) => void) => void;
            check: (contents: unknown, name: string, origin: string) => boolean;
            device: (details: unknown) => boolean;
            display: (request: unknown, decide: (streams: object) => void) => void;
          };
          lets(details: { url: string; method: string; resourceType: string }): Promise<boolean>;
        };
        const names = [
          'media',
          'geolocation',
          'notifications',
          'clipboard-read',
          'openExternal',
          'clipboard-sanitized-write',
        ];
        const granted: string[] = [];
        for (const name of names) {
          for (const url of ['app://main/index.html', 'https://example.com/']) {
            asked.permission({ getURL: () => url }, name, (is) => is && granted.push(`asked ${name} ${url}`));
          }
          if (asked.check(null, name, 'app://main')) granted.push(`checked ${name}`);
        }
        if (asked.device({})) granted.push('device');
        asked.display({}, (streams) => Object.keys(streams).length > 0 && granted.push('display'));
        return granted;
      });
      expect(given).toEqual([
        'asked clipboard-sanitized-write app://main/index.html',
        'checked clipboard-sanitized-write',
      ]);
    });

    it('may ask only so much, so often, and learn nothing of the inside from failures', async () => {
      const page = await app.page('main');
      await page.getByRole('heading', { name: 'Overview' }).waitFor();
      const large = await page.evaluate<Reply>(
        `bridge.desktop.openExternal('https://example.com/' + 'x'.repeat(20_000))`,
      );
      expect(large.error?.error.name).toBe('body_too_large');
      const unknown = await invoke(page, 'no.such');
      expect(unknown.error?.error.name).toBe('unknown_method');
      expect(JSON.stringify(unknown)).not.toMatch(/stack|\.ts:|\.js:|node:internal/);
      const names = await page.evaluate<readonly string[]>(`Promise.all(
        Array.from({ length: 20 }, () => bridge.desktop.openExternal('no address'))
      ).then((replies) => replies.map(({ error }) => error.error.name))`);
      expect(new Set(names)).toEqual(new Set(['invalid_params', 'resource_exhausted']));
    });
  });

  it.skipIf(isRealElectron)('are made with every lock, and without developer tools once packaged', async () => {
    const data = await desktop.prepare();
    const app = await desktop.launch(data, { isPackaged: true });
    for (const kind of ['main', 'approval'] as const) await app.page(kind);
    const options = await app.evaluate(({ host }) => host.windows().map((window) => window.options.webPreferences));
    expect(options).toHaveLength(2);
    for (const each of options) {
      expect(each).toMatchObject({
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        webviewTag: false,
        spellcheck: false,
        devTools: false,
      });
      // In memory alone: a partition that is kept begins with "persist:".
      expect(each?.partition).toMatch(/^(?!persist:)./);
    }
    expect(new Set(options.map((each) => each?.preload)).size).toBe(2);
  });

  it.skipIf(isRealElectron)(
    'load once more when they fall, then give way to a plain page; the gateway goes on',
    async () => {
      const { app, data } = await desktop.start();
      const fall = () =>
        app.evaluate(({ host }) =>
          host
            .windows()
            .find(({ webContents }) => webContents.getURL().startsWith('app://main'))
            ?.webContents.crash(),
        );
      const first = await app.page('main');
      await first.getByRole('heading', { name: 'Overview' }).waitFor();
      await fall();
      const again = await until('the page to come again', async () => {
        const page = await app.page('main');
        return page !== first ? page : undefined;
      });
      await again.getByRole('heading', { name: 'Overview' }).waitFor();
      await fall();
      const crash = await app.page('crash');
      await crash.getByText('A window of the gateway stopped working').waitFor();
      const report = JSON.parse((await crash.locator('#report', { hasText: 'product' }).textContent()) ?? '') as object;
      expect(report).toMatchObject({ window: 'console', reason: 'crashed', product: 'Secure MCP Gateway' });
      await crash.getByRole('button', { name: 'Copy the report' }).click();
      await crash.getByText('Copied').waitFor();
      const copied = await app.evaluate(({ clipboard }) => clipboard.readText());
      expect(JSON.parse(copied)).toEqual(report);
      // All the while the gateway works.
      const client = await data.client();
      expect(await client.toolNames()).toContain('enkrypt_list_all_servers');
      await client.close();
      await crash.getByRole('button', { name: 'Open the window again' }).click();
      await (await app.page('main')).getByRole('heading', { name: 'Overview' }).waitFor();
      await until('the plain page to go', async () => {
        const kinds = (await windowFacts(app)).map(({ kind }) => kind);
        return !kinds.includes('crash') || undefined;
      });
    },
  );
});
