import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DesktopApp } from '../electron-host/desktop-app';
import { until } from '../electron-host/until';
import { STAGE_SECRET } from '../support/console-stage';
import { fall, fallAndComeAgain, windowFacts } from '../support/desktop-looks';
import { chromiumPath, isRealElectron, setUpDesktop } from '../support/desktop-set';
import type { McpClient } from '../support/mcp-clients';
import { realServers } from '../support/real-servers';
import { textOf } from '../support/test-house';

/** Longer than a click counts for nothing after something came into view. */
const GRACE_MS = 700;

describe.skipIf(chromiumPath === undefined)('a held call on the desktop', () => {
  const desktop = setUpDesktop();
  let servers: Awaited<ReturnType<typeof realServers>>;
  let app: DesktopApp;
  let client: McpClient;
  beforeEach(async () => {
    servers = await realServers();
    const started = await desktop.start({
      servers: { files: servers.servers.files },
      config: { guardrails: [{ name: 'local', use: 'local' }] },
    });
    app = started.app;
    client = await started.data.client();
  });
  afterEach(async () => {
    await client.close();
    await servers.remove();
  });

  const write = (name: string, content = 'It starts on Monday.') => {
    const path = join(servers.folder, name);
    const answer = client.call('files__write_file', { path, content });
    // Where a test fails before it waits for the answer, that is no second failure.
    answer.catch(() => undefined);
    return { path, answer };
  };
  const approvalFacts = async () => {
    const found = (await windowFacts(app)).find(({ kind }) => kind === 'approval');
    return found ?? { isVisible: false, isFocused: false, isOnTop: false, bounds: undefined };
  };
  const shown = () => until('the approval window', async () => (await approvalFacts()).isVisible || undefined);
  const hidden = () => until('it to go', async () => !(await approvalFacts()).isVisible || undefined);
  const deny = (page: Page) => page.getByRole('button', { name: 'Deny', exact: true });

  /** Two calls that wait, the first in view. */
  const writeTwo = async () => {
    const first = write('first.txt');
    const page = await app.page('approval');
    await page.getByText('It starts on Monday.').waitFor();
    const second = write('second.txt', 'Another text.');
    await page.getByText('1 more waiting').waitFor();
    return { page, first, second };
  };

  it('comes into view without taking the keyboard, stays above, and is denied with one click', async () => {
    const console = await app.page('main');
    await console.getByRole('heading', { name: 'Overview' }).waitFor();
    expect(await approvalFacts()).toMatchObject({ isVisible: false, isOnTop: false });
    const { path, answer } = write('denied.txt');
    await shown();
    const page = await app.page('approval');
    await page.getByRole('alertdialog', { name: /wants to run/ }).waitFor();
    expect(await approvalFacts()).toMatchObject({ isVisible: true, isFocused: false, isOnTop: true });
    // What the page says when it knows of no call may come after one did.
    await page.evaluate('bridge.desktop.close()');
    expect(await approvalFacts()).toMatchObject({ isVisible: true });
    await page.waitForTimeout(GRACE_MS);
    await deny(page).click();
    expect((await answer)['isError']).toBe(true);
    expect(existsSync(path)).toBe(false);
    // Nothing waits any more: it goes by itself, and is above nothing.
    await hidden();
    expect(await approvalFacts()).toMatchObject({ isOnTop: false });
  });

  it.skipIf(isRealElectron)('is allowed once, in two steps, with what was masked shown to nobody else', async () => {
    const { path, answer } = write('allowed.txt', `Token ${STAGE_SECRET} is for CI.`);
    const page = await app.page('approval');
    await page.getByRole('alertdialog').waitFor();
    await shown();
    await page.getByRole('button', { name: 'Reveal: content' }).click();
    await page.getByText(STAGE_SECRET).waitFor();
    const isProtected = () => app.evaluate(({ host }) => host.windows().some(({ told }) => told.isProtected));
    await until('the window to be protected', async () => (await isProtected()) || undefined);
    await page.getByRole('button', { name: 'Hide: content' }).click();
    await until('the protection to end', async () => !(await isProtected()) || undefined);
    await page.keyboard.press('a');
    await page.waitForTimeout(GRACE_MS);
    await page.keyboard.press('Enter');
    expect((await answer)['isError']).not.toBe(true);
    expect(await readFile(path, 'utf8')).toMatch(/^Token <\w+> is for CI\.$/);
  });

  it('is not decided in the moment in which the window appears', async () => {
    const { answer } = write('early.txt');
    const page = await app.page('approval');
    await page.getByRole('alertdialog').waitFor();
    await shown();
    await page.waitForTimeout(GRACE_MS);
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()
        .find((one) => one.webContents.getURL().startsWith('app://approval'))
        ?.close();
    });
    await hidden();
    // The desk has known for long that somebody saw the call; the window is what came back.
    const said = await app.evaluate(async ({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().startsWith('app://approval'));
      const decide = () =>
        window?.webContents.executeJavaScript(`bridge.invoke('approvals.list', {}).then(({ value: [hold] }) =>
          bridge.invoke('approvals.decide', { id: hold.id, verdict: 'allow', shownSeq: hold.seq, at: 'window' }))
          .then(({ ok, error }) => ok ? 'decided' : error.error.message)`) as Promise<string>;
      const unseen = await decide();
      window?.show();
      const early = await decide();
      await new Promise((done) => setTimeout(done, 400));
      return [unseen, early, await decide()];
    });
    expect(said).toEqual([expect.stringContaining('look again'), expect.stringContaining('look again'), 'decided']);
    expect((await answer)['isError']).not.toBe(true);
  });

  it('goes on waiting when the window is closed, comes back on request, and others wait their turn', async () => {
    const { page, first, second } = await writeTwo();
    await shown();
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()
        .find((one) => one.webContents.getURL().startsWith('app://approval'))
        ?.close();
    });
    await hidden();
    const console = await app.page('main');
    await console
      .getByRole('navigation')
      .getByRole('link', { name: /Approvals/ })
      .click();
    // The console shows what waits, and has no button that decides.
    await console.getByRole('group', { name: /wants to run/ }).waitFor();
    expect(await console.locator('[data-decision]').count()).toBe(0);
    expect(await console.getByRole('button', { name: /Deny/ }).count()).toBe(0);
    await console.getByRole('button', { name: 'Decide in the approval window' }).click();
    await shown();
    expect(await approvalFacts()).toMatchObject({ isFocused: true });
    await page.waitForTimeout(GRACE_MS);
    await deny(page).click();
    await page.getByText('Another text.').waitFor();
    await page.waitForTimeout(GRACE_MS);
    await deny(page).click();
    expect([(await first.answer)['isError'], (await second.answer)['isError']]).toEqual([true, true]);
  });

  it('comes into view as often as somebody asks for it, whatever they looked at meanwhile', async () => {
    const { page, first, second } = await writeTwo();
    const console = await app.page('main');
    const ids = await console.evaluate<string[]>(
      `bridge.invoke('approvals.list', {}).then(({ value: holds }) => holds.map(({ id }) => id))`,
    );
    const ask = (id = ids[0]!) => console.evaluate(`bridge.desktop.showApprovals('${id}')`);
    const inView = (text: string) => page.getByText(text).waitFor();
    await ask();
    await inView('It starts on Monday.');
    await page.getByRole('button', { name: 'Next call' }).click();
    await inView('Another text.');
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()
        .find((one) => one.webContents.getURL().startsWith('app://approval'))
        ?.close();
    });
    await hidden();
    await ask();
    await shown();
    await inView('It starts on Monday.');
    expect(await approvalFacts()).toMatchObject({ isFocused: true });
    await ask(ids[1]);
    await inView('Another text.');
    // Also by a page that begins with it.
    await page.reload();
    await inView('Another text.');
    for (const { answer } of [second, first]) {
      await page.waitForTimeout(GRACE_MS);
      await deny(page).click();
      expect((await answer)['isError']).toBe(true);
    }
  });

  it.skipIf(isRealElectron)(
    'is as high as its page, up to 70 % of the screen, and never under the pointer',
    async () => {
      await app.evaluate(({ host }) => host.screen.setWorkAreas([{ x: 0, y: 0, width: 1_280, height: 1_200 }]));
      const page = await app.page('approval');
      const fits = () =>
        until('the window to fit its page', async () => {
          const wanted = await page.evaluate<number>(
            `document.querySelector('main > div').getBoundingClientRect().height`,
          );
          const { bounds } = await approvalFacts();
          return bounds?.height === Math.min(840, Math.ceil(wanted)) ? bounds : undefined;
        });
      const low = write('low.txt', 'x');
      await page.getByRole('alertdialog').waitFor();
      const before = await fits();
      expect(before.width).toBe(480);
      await page.waitForTimeout(GRACE_MS);
      await deny(page).click();
      await low.answer;
      await hidden();
      await app.evaluate(({ host }) => host.screen.setPointer({ x: 1_200, y: 100 }));
      const high = write('high.txt', Array.from({ length: 200 }, (_, line) => `Line ${line}`).join('\n'));
      await shown();
      await page.getByText('Line 1', { exact: false }).first().waitFor();
      const after = await fits();
      expect(after.height).toBeGreaterThan(before.height);
      expect(after.x <= 1_200 && after.x + after.width >= 1_200 && after.y <= 100).toBe(false);
      await page.waitForTimeout(GRACE_MS);
      await deny(page).click();
      await high.answer;
    },
  );

  it('is denied when the program ends', async () => {
    const { path, answer } = write('unanswered.txt');
    await shown();
    app.signal('SIGTERM');
    const said = await answer.catch((failure: unknown) => ({ isError: true, failure }));
    expect(said['isError']).toBe(true);
    expect(await app.ended).toEqual({ code: 0 });
    expect(existsSync(path)).toBe(false);
  });

  it.skipIf(isRealElectron)('is still asked about after the page that asks fell, twice', async () => {
    const { answer } = write('fallen.txt');
    await shown();
    const first = await app.page('approval');
    await first.getByRole('alertdialog').waitFor();
    const second = await fallAndComeAgain(app, 'approval');
    await second.getByRole('alertdialog').waitFor();
    await fall(app, 'approval');
    const crash = await app.page('crash');
    await crash.getByRole('button', { name: 'Open the window again' }).click();
    const third = await until('the window to be made anew', async () => {
      const page = await app.page('approval');
      return page === first || page === second ? undefined : page;
    });
    await third.getByRole('alertdialog').waitFor();
    await shown();
    await third.waitForTimeout(GRACE_MS);
    await deny(third).click();
    expect((await answer)['isError']).toBe(true);
  });
});

describe.skipIf(chromiumPath === undefined)('a held call that nobody answers in time', () => {
  const desktop = setUpDesktop();

  it('can still be allowed: the next identical call passes, once', async () => {
    const servers = await realServers();
    const { app, data } = await desktop.start({
      servers: { files: servers.servers.files },
      config: { guardrails: [{ name: 'local', use: 'local' }], approvals: { deadline: 8, deadlineWithProgress: 8 } },
    });
    const client = await data.client();
    const path = join(servers.folder, 'late.txt');
    await writeFile(join(servers.folder, 'other.txt'), '');
    const call = () => client.call('files__write_file', { path, content: 'Late.' });
    const page = await app.page('approval');
    // What was too late before anybody could see it does not come into view by itself.
    await page.getByText('You can close this window.').waitFor();
    expect((await call())['isError']).toBe(true);
    const allow = page.getByRole('button', { name: 'Allow next identical call' });
    await allow.waitFor();
    await page.waitForTimeout(GRACE_MS);
    await allow.click();
    await page.getByText('You can close this window.').waitFor();
    expect(textOf(await call())).toContain('Successfully wrote');
    expect(await readFile(path, 'utf8')).toBe('Late.');
    await client.close();
    await servers.remove();
  });
});
