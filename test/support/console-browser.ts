import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { type ConsoleHome, consoleLinkOf } from './console-link';
import { builtFile } from './built-file';

const FLAGS = [
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking',
  '--disable-component-update --disable-sync',
].flatMap((flags) => flags.split(' '));

/** Shorter than a test may take, so that it is said what was waited for. */
const PATIENCE_MS = 30_000;

/** What a page may be opened with. */
export interface PageOptions {
  readonly scheme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
  /** Below `#`. */
  readonly at?: string;
  /** Another page than the console, such as `/approval.html`. */
  readonly file?: string;
}

export interface OpenPage {
  readonly page: Page;
  /** What a page must not do: errors on its console, breaches of the content policy, requests to others. */
  readonly complaints: readonly string[];
  /** What axe finds against WCAG 2.2 AA and good practice; `colours` looks at nothing else. */
  accessibilityProblems(only?: 'colours'): Promise<readonly string[]>;
}

export interface ConsoleBrowser {
  open(options?: PageOptions): Promise<OpenPage>;
  close(): Promise<void>;
}

/** The browser of this machine, which `npm test` installs where it may; `undefined` where there is none. */
export function findChromium(): string | undefined {
  if (process.env['CHROMIUM'] !== undefined) return process.env['CHROMIUM'];
  try {
    return execFileSync('/bin/sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

/** A real browser that the gateway has let in, with the console as it is built. */
export async function openConsoleBrowser(home: ConsoleHome, executablePath: string): Promise<ConsoleBrowser> {
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  const context = await letIn(browser, home);
  return {
    async open({ scheme = 'light', width = 1_180, height = 760, at = '/', file = '/' } = {}) {
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE_MS);
      await page.emulateMedia({ colorScheme: scheme });
      const complaints = listenToComplaints(page, home.house.addresses.admin);
      await page.setViewportSize({ width, height });
      await page.goto(`${home.house.addresses.admin}${file}#${at}`);
      return { page, complaints, accessibilityProblems: (only) => askAxe(page, only) };
    },
    close: () => browser.close(),
  };
}

/** `openTestHouse` serves what lies in dist/: builds it first where it is older than its sources. */
export const buildConsole = (): Promise<string> => builtFile('renderer/index.html');

async function letIn(browser: Browser, home: ConsoleHome): Promise<BrowserContext> {
  const context = await browser.newContext({ permissions: ['clipboard-write'] });
  const page = await context.newPage();
  await page.goto(await consoleLinkOf(home));
  await page.getByRole('navigation').waitFor();
  await page.close();
  return context;
}

function listenToComplaints(page: Page, ownOrigin: string): readonly string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${ownOrigin}/`)) complaints.push(`request to another: ${request.url()}`);
  });
  return complaints;
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

const axeSource = (): string => readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Those whose answer may be another where nothing but colours changed. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What fades in has another contrast half-way. What never ends, such as a spinner, is not waited for. */
const AT_REST = `Promise.race([
  Promise.all(
    document.getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime))
      .map((animation) => animation.finished.catch(() => undefined)),
  ),
  new Promise((resolve) => setTimeout(resolve, 3000)),
])`;

/** What axe finds in a page. Where the system forces its colours, pages are still told the ones that they asked for: contrast is not judged there. */
export async function askAxe(page: Page, only?: 'colours'): Promise<readonly string[]> {
  if (!(await page.evaluate(`'axe' in window`))) await page.evaluate(axeSource());
  await page.evaluate(AT_REST);
  const isContrastTheirs = await page.evaluate<boolean>(`matchMedia('(forced-colors: active)').matches`);
  // Rules that are named run whatever else is said of them.
  const named = COLOUR_RULES.filter((rule) => rule !== 'color-contrast' || !isContrastTheirs);
  const options = {
    runOnly: only === 'colours' ? { type: 'rule', values: named } : RULES,
    rules: { 'color-contrast': { enabled: !isContrastTheirs } },
  };
  const { violations } = await page.evaluate<AxeResult>(`axe.run(document, ${JSON.stringify(options)})`);
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 200)}`));
}
