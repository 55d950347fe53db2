import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { OpenPage } from './console-browser';

/** Where each variant is drawn, for people to look at. */
const FOLDER = process.env['SWEEP'];

/** How people set their systems up. 590 is a window of 1180 at 200 %: all of it must stay in reach (WCAG 1.4.4, 1.4.10). */
const VARIANTS = [
  { name: 'light', colorScheme: 'light', width: 1_180 },
  { name: 'dark', colorScheme: 'dark', width: 480 },
  { name: 'contrast-light', colorScheme: 'light', contrast: 'more', width: 590 },
  { name: 'contrast-dark', colorScheme: 'dark', contrast: 'more', width: 1_180 },
  { name: 'forced', colorScheme: 'dark', forcedColors: 'active', width: 590 },
] as const;

/** Looks at one page as all people see it: what axe finds, and whether something sticks out. */
export async function sweepScreen({ page, accessibilityProblems }: OpenPage, screen: string): Promise<void> {
  for (const variant of VARIANTS) {
    const { name, colorScheme, width } = variant;
    const { forcedColors, contrast } = { forcedColors: 'none', contrast: 'no-preference', ...variant } as const;
    await page.emulateMedia({ colorScheme, forcedColors, contrast });
    await page.setViewportSize({ width, height: width === 590 ? 380 : 760 });
    // Colours change over a moment, and are judged after it.
    await page.waitForTimeout(200);
    if (FOLDER !== undefined) {
      await mkdir(FOLDER, { recursive: true });
      const file = `${screen.replace(/\W+/g, '-')}-${name}-${width}.png`;
      await page.screenshot({ path: join(FOLDER, file) });
    }
    expect({ name, width, problems: await accessibilityProblems() }).toEqual({ name, width, problems: [] });
    expect(await page.evaluate('document.documentElement.scrollWidth > innerWidth')).toBe(false);
  }
}
