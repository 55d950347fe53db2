import { describe, expect, it } from 'vitest';
import { executable, setUpConsole } from '../support/console-stage';
import { sweepScreen } from '../support/screen-sweep';

const SCREENS = [
  ['Overview', '/'],
  ['Approvals', '/approvals'],
  ['Servers', '/servers'],
  ['Servers', '/servers/main/files'],
  ['Servers', '/servers/main/files/tools'],
  ['Servers', '/servers/main/files/test'],
  ['Activity', '/activity'],
  ['Tools', '/tools'],
  ['Guardrails', '/guardrails?server=files'],
  ['Guardrails', '/guardrails/test'],
  ['Guardrails', '/guardrails/replay'],
] as const;

describe.skipIf(executable === undefined)('every screen of the console', () => {
  const stage = setUpConsole();

  it.each(SCREENS)('%s (%s) breaks no rule, at any width, zoomed and in all colours', async (name, at) => {
    const opened = await stage().browser.open({ at });
    const { page, complaints } = opened;
    await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
    // Whatever loads has loaded, or is seen to load.
    await page.waitForTimeout(500);
    await sweepScreen(opened, at);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('says in the menu of colours what is chosen of what', async () => {
    const opened = await stage().browser.open();
    const { page, complaints } = opened;
    await page.getByRole('button', { name: 'Appearance' }).click();
    const contrast = page.getByRole('group', { name: 'Contrast' });
    await contrast.getByRole('menuitemradio', { name: 'As the system', checked: true }).waitFor();
    await contrast.getByRole('menuitemradio', { name: 'High' }).click();
    await contrast.getByRole('menuitemradio', { name: 'High', checked: true }).waitFor();
    // What drops down lies beside the landmarks of the page, as a dialog does.
    const problems = await opened.accessibilityProblems();
    expect(problems.filter((problem) => !problem.startsWith('region:'))).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
