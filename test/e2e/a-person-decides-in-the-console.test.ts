import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { OpenPage } from '../support/console-browser';
import { executable, setUpConsole, STAGE_SECRET } from '../support/console-stage';
import { sweepScreen } from '../support/screen-sweep';

/** Longer than Enter counts for nothing after something came into view. */
const GRACE_MS = 700;

interface HoldOptions {
  readonly path?: string;
  /** Something to do before the call is made. */
  readonly before?: (page: OpenPage['page']) => Promise<unknown>;
}

describe.skipIf(executable === undefined)('the approval prompt', () => {
  const stage = setUpConsole();
  let opened: OpenPage | undefined;
  afterEach(() => opened?.page.close());

  /** A call that waits, in view. */
  async function hold(file: string, content: string, { path = '/approvals', before }: HoldOptions = {}) {
    opened = await stage().browser.open({ at: '/approvals', ...(path === '/approvals' ? {} : { file: path }) });
    const { page } = opened;
    await before?.(page);
    await page.getByText('Nothing is waiting').first().waitFor();
    const client = await stage().house.modernClient();
    const target = join(stage().folder, file);
    const answer = client.callTool({ name: 'files__write_file', arguments: { path: target, content } });
    const prompt = page.getByRole(path === '/approvals' ? 'group' : 'alertdialog', { name: /wants to run/ });
    await prompt.waitFor();
    return { page, prompt, target, answer };
  }

  it('lets nothing pass that was typed for something else, and denies with one key', async () => {
    const { page, prompt, target, answer } = await hold('denied.txt', 'It starts on Monday.');
    // As somebody does who was typing elsewhere; sent together, since a busy machine may take long between the two.
    await Promise.all([page.keyboard.press('x'), page.keyboard.press('Enter')]);
    expect(
      await prompt
        .getByRole('button', { name: 'Deny', exact: true })
        .evaluate((node) => node === node.ownerDocument.activeElement),
    ).toBe(true);
    await page.waitForTimeout(GRACE_MS);
    // “A” chooses, and Enter right after it is still too soon.
    await Promise.all([page.keyboard.press('a'), page.keyboard.press('Enter')]);
    await page.waitForTimeout(100);
    expect(await prompt.isVisible()).toBe(true);
    await page.keyboard.press('d');
    expect((await answer).isError).toBe(true);
    expect(existsSync(target)).toBe(false);
    await page.getByText('Nothing is waiting').first().waitFor();
    expect(opened?.complaints).toEqual([]);
  });

  it('shows what was found in its place, masks secrets until somebody asks, and allows in two steps', async () => {
    const text = `Token ${STAGE_SECRET} is for CI.\u202eevil`;
    const { page, prompt, target, answer } = await hold('allowed.txt', text);
    const marks = await prompt.locator('mark').allTextContents();
    expect(marks).toEqual(['•'.repeat(STAGE_SECRET.length), 'U+202E']);
    expect(await page.content()).not.toContain(STAGE_SECRET);
    await prompt.getByRole('button', { name: 'Reveal: content' }).click();
    await prompt.getByText(STAGE_SECRET).waitFor();
    expect(await opened?.accessibilityProblems()).toEqual([]);
    await page.keyboard.press('a');
    await page.waitForTimeout(GRACE_MS);
    await page.keyboard.press('Enter');
    expect((await answer).isError).not.toBe(true);
    // What the policy replaces stays replaced, whoever allows the call.
    expect(await readFile(target, 'utf8')).toMatch(/^Token <\w+> is for CI\.\u202eevil$/);
    expect(opened?.complaints).toEqual([]);
  });

  it('takes a decision that comes before the gateway has heard that the call is in view, when it has', async () => {
    const { page, prompt, target, answer } = await hold('slow.txt', 'x', {
      before: (opening) =>
        opening.route('**/shown', async (route) => {
          await new Promise((done) => setTimeout(done, 1_500));
          await route.continue();
        }),
    });
    await page.waitForTimeout(GRACE_MS);
    await prompt.getByRole('button', { name: 'Deny', exact: true }).click();
    expect((await answer).isError).toBe(true);
    expect(existsSync(target)).toBe(false);
    expect(opened?.complaints).toEqual([]);
  });

  it('can be tried out from Settings, as a test that reaches nobody and leaves nothing', async () => {
    opened = await stage().browser.open({ at: '/settings' });
    const { page } = opened;
    await page.getByRole('button', { name: 'Send a test prompt' }).click();
    const prompt = page.getByRole('group', { name: /Test client wants to run/ });
    await prompt.getByText('This is a test').waitFor();
    expect(await opened.accessibilityProblems()).toEqual([]);
    await page.keyboard.press('s');
    await page.waitForTimeout(GRACE_MS);
    expect(await page.getByRole('menu').count()).toBe(0);
    await page.keyboard.press('d');
    await page.getByText('Decided: Denied').waitFor();
    await page.goto(`${stage().house.house.addresses.admin}/#/activity`);
    await page.getByRole('link', { name: 'gateway / test prompt' }).waitFor();
    expect(opened.complaints).toEqual([]);
  });

  it('is a dialog in a window of its own, under a content policy of its own', async () => {
    const { page, prompt, answer } = await hold('window.txt', `Token ${STAGE_SECRET}.\u202eevil`, {
      path: '/approval.html',
    });
    expect(await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')).toContain(
      "default-src 'none'",
    );
    await sweepScreen(opened!, 'approval-window', { usual: 480, narrow: 420, zoomed: 240 });
    await page.waitForTimeout(GRACE_MS);
    await prompt.getByRole('button', { name: 'Deny', exact: true }).click();
    expect((await answer).isError).toBe(true);
    await page.getByText('Nothing is waiting').first().waitFor();
    expect(opened?.complaints).toEqual([]);
  });
});
