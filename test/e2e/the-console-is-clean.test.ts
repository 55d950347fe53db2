import { describe, expect, it } from 'vitest';
import { executable, setUpConsole } from '../support/console-stage';

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

  it.each(SCREENS)('%s breaks no rule, at any width and in both schemes', async (name, at) => {
    const { page, complaints, accessibilityProblems } = await stage().browser.open({ at });
    await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
    // Whatever loads has loaded, or is seen to load.
    await page.waitForTimeout(500);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      // Colours change over a moment, and are judged after it.
      await page.waitForTimeout(200);
      for (const width of [1_180, 480]) {
        await page.setViewportSize({ width, height: 760 });
        expect(await accessibilityProblems()).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth > innerWidth')).toBe(false);
      }
    }
    expect(complaints).toEqual([]);
    await page.close();
  });
});
