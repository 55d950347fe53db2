import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { OpenPage } from './console-browser';

/** Where each variant is drawn, for people to look at. */
const FOLDER = process.env['SWEEP'];

/**
 * How people set their systems up. `zoomed` is the usual width at 200 %: all of it must stay in reach (WCAG 1.4.4, 1.4.10).
 * What comes second in one width is another in its colours alone.
 */
const VARIANTS = [
  { name: 'light', colorScheme: 'light', as: 'usual' },
  { name: 'dark', colorScheme: 'dark', as: 'narrow' },
  { name: 'contrast-light', colorScheme: 'light', contrast: 'more', as: 'zoomed' },
  { name: 'forced', colorScheme: 'dark', forcedColors: 'active', as: 'zoomed', looks: 'colours' },
  { name: 'contrast-dark', colorScheme: 'dark', contrast: 'more', as: 'usual', looks: 'colours' },
] as const;

const PLAIN = { forcedColors: 'none', contrast: 'no-preference', looks: undefined } as const;

/** What makes a page wider than its window. */
const STICKING_OUT = `document.documentElement.scrollWidth <= innerWidth ? [] : [...document.body.querySelectorAll('*')]
  .filter((element) => element.getBoundingClientRect().right > innerWidth)
  .map((element) => element.outerHTML.slice(0, 100))`;

/** In CSS pixels. */
const CONSOLE_WIDTHS = { usual: 1_180, narrow: 480, zoomed: 590 };

/** Looks at one page as all people see it: what axe finds, and whether something sticks out. */
export async function sweepScreen(
  { page, accessibilityProblems }: Pick<OpenPage, 'page' | 'accessibilityProblems'>,
  screen: string,
  widths: Readonly<Record<(typeof VARIANTS)[number]['as'], number>> = CONSOLE_WIDTHS,
): Promise<void> {
  for (const variant of VARIANTS) {
    const { name, colorScheme, as } = variant;
    const width = widths[as];
    const { forcedColors, contrast, looks } = { ...PLAIN, ...variant } as const;
    await page.emulateMedia({ colorScheme, forcedColors, contrast });
    await page.setViewportSize({ width, height: as === 'zoomed' ? 380 : 760 });
    // Colours change over a moment, and are judged after it.
    await page.waitForTimeout(200);
    if (FOLDER !== undefined) {
      await mkdir(FOLDER, { recursive: true });
      const file = `${screen.replace(/\W+/g, '-')}-${name}-${width}.png`;
      await page.screenshot({ path: join(FOLDER, file) });
    }
    expect({ name, width, problems: await accessibilityProblems(looks) }).toEqual({ name, width, problems: [] });
    expect(await page.evaluate(STICKING_OUT)).toEqual([]);
  }
}
