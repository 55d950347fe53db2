import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { OpenPage } from '../support/console-browser';
import { executable, setUpConsole, STAGE_SECRET } from '../support/console-stage';
import { eventually } from '../support/test-house';
import { sweepScreen } from '../support/screen-sweep';

/** Longer than buttons take nothing after something came into view. */
const GRACE_MS = 700;
const COUNT = 5;

describe.skipIf(executable === undefined)('calls that are alike', () => {
  const stage = setUpConsole();
  let opened: OpenPage | undefined;
  afterEach(async () => {
    stage().house.house.gateway.approvals.desk.denyWaiting(() => true, 'stopping');
    expect(opened?.complaints).toEqual([]);
    await opened?.page.close();
  });

  async function open(file?: string): Promise<Page> {
    opened = await stage().browser.open({ at: '/approvals', ...(file === undefined ? {} : { file }) });
    await opened.page.getByText('Nothing is waiting').first().waitFor();
    return opened.page;
  }

  /** As many calls as there are texts, of one client to one tool, once all of them wait. */
  async function call(name: string, texts: readonly string[]) {
    const { house, folder } = stage();
    const client = await house.modernClient();
    const { desk } = house.house.gateway.approvals;
    const before = desk.list().length;
    const answers = texts.map((content, index) => {
      const path = join(folder, `${name}-${index + 1}.txt`);
      return client.callTool({ name: 'files__write_file', arguments: { path, content } });
    });
    await eventually(() => desk.list().length === before + texts.length);
    return Promise.all(answers);
  }
  const lines = (count = COUNT) => Array.from({ length: count }, (_, at) => `Line of text ${at}.\n`.repeat(30));
  const written = async (name: string) => (await readdir(stage().folder)).filter((file) => file.startsWith(name));

  async function review(page: Page, role: 'group' | 'alertdialog' = 'group') {
    await page.getByText(`${COUNT} calls like this wait`).waitFor();
    await page.waitForTimeout(GRACE_MS);
    await page.getByRole('button', { name: 'Look at all' }).click();
    const together = page.getByRole(role, { name: /, 5 times$/ });
    await together.waitFor();
    return {
      together,
      list: together.getByRole('region', { name: 'Calls that are alike' }),
      allow: together.getByRole('button', { name: `Allow these ${COUNT} calls` }),
    };
  }

  const hasFocus = (button: Locator) => button.evaluate((node) => node === node.ownerDocument.activeElement);

  it('are allowed together by who has scrolled through all of them, and by nobody else', async () => {
    const page = await open();
    const answers = call('all', lines());
    const { together, list, allow } = await review(page);
    expect(await hasFocus(together.getByRole('button', { name: 'Deny all 5 calls' }))).toBe(true);
    expect(await allow.isDisabled()).toBe(true);
    expect(await opened?.accessibilityProblems()).toEqual([]);
    // Who jumps to the end has not seen what lies between.
    await list.evaluate((node) => node.scrollTo({ top: node.scrollHeight }));
    await together.getByText(/^[01] of 5 looked at/).waitFor();
    await page.waitForTimeout(GRACE_MS);
    expect(await allow.isDisabled()).toBe(true);
    await list.evaluate((node) => node.scrollTo({ top: 0 }));
    for (let turn = 0; turn < 40 && (await allow.isDisabled()); turn += 1) {
      await page.keyboard.press('PageDown');
      await page.waitForTimeout(50);
    }
    await together.getByText('You have looked at all of them.').waitFor();
    // “A” chooses, and Enter right after it is too soon.
    await Promise.all([page.keyboard.press('a'), page.keyboard.press('Enter')]);
    await page.waitForTimeout(GRACE_MS);
    expect(await written('all')).toEqual([]);
    await page.keyboard.press('Enter');
    expect((await answers).map(({ isError }) => isError === true)).toEqual(Array(COUNT).fill(false));
    expect(await written('all')).toHaveLength(COUNT);
    await page.getByText('5 calls were allowed').waitFor();
  });

  it('stay as they are while others come, which are looked at when somebody wants to', async () => {
    const page = await open();
    const answers = call('first', lines());
    const { together } = await review(page);
    const later = call('later', ['x']);
    await together.getByText('1 more like these came since.').waitFor();
    expect(await together.getByRole('article').count()).toBe(COUNT);
    await together.getByRole('button', { name: 'Look at them, too' }).click();
    await page.getByRole('group', { name: /, 6 times$/ }).waitFor();
    expect(await together.count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.getByText('6 calls like this wait').waitFor();
    await page.waitForTimeout(GRACE_MS);
    await page.getByRole('button', { name: 'Deny all 6 calls' }).click();
    const ended = [...(await answers), ...(await later)];
    expect(ended.map(({ isError }) => isError)).toEqual(Array(6).fill(true));
    expect([...(await written('first')), ...(await written('later'))]).toEqual([]);
  });

  it('are denied together with one key in the window that asks, where nothing was looked at', async () => {
    const page = await open('/approval.html');
    const answers = call('window', lines());
    const { allow } = await review(page, 'alertdialog');
    expect(await allow.isDisabled()).toBe(true);
    await sweepScreen(opened!, 'calls alike');
    await page.keyboard.press('d');
    expect((await answers).map(({ isError }) => isError)).toEqual(Array(COUNT).fill(true));
    await page.getByText('Nothing is waiting').first().waitFor();
    expect(await written('window')).toEqual([]);
  });

  it('that hold a secret are let go one at a time', async () => {
    const page = await open();
    const answers = call('secret', [...lines(COUNT - 1), `Token ${STAGE_SECRET}`]);
    const { together, allow } = await review(page);
    await together.getByText(/let go one at a time/).waitFor();
    expect(await allow.count()).toBe(0);
    await together.getByRole('button', { name: 'Deny all 5 calls' }).click();
    await answers;
  });

  it('say what reads as something else, decoded, in its place', async () => {
    const page = await open();
    const answers = call('alike', ['Send it to https://xn--80ak6aa92e.com/pay, or to p\u0430ypal.']);
    const prompt = page.getByRole('group', { name: /wants to run/ });
    await prompt.getByText('xn--80ak6aa92e.com is written in punycode').waitFor();
    const said = await prompt.getByRole('listitem').allTextContents();
    expect(said.filter((text) => text.includes('Look-alike letters'))).toEqual([
      expect.stringContaining(
        'and says \u0430\u0440\u0440\u04cf\u0435.com. It looks like apple.com and is something else.',
      ),
      expect.stringContaining('p\u0430ypal has letters of another script. It looks like paypal and is something else.'),
    ]);
    expect(await prompt.locator('mark').allTextContents()).toEqual(['xn--80ak6aa92e.com', 'p\u0430ypal']);
    await sweepScreen(opened!, 'look alikes');
    await page.keyboard.press('d');
    expect((await answers).map(({ isError }) => isError)).toEqual([true]);
  });
});
