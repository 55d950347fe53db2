import type { Rectangle } from 'electron';
import type { Page } from 'playwright-core';
import type { WindowKind } from '../../shared/contract/desktop-calls';
import type { DesktopApp } from '../electron-host/desktop-app';
import { until } from '../electron-host/until';

/** One window, as the program has it. */
export interface WindowFacts {
  readonly kind: string;
  readonly bounds: Rectangle;
  readonly isVisible: boolean;
  readonly isMinimized: boolean;
  readonly isFocused: boolean;
  readonly isOnTop: boolean;
}

/** The windows of the program, by the host of their origin. */
export function windowFacts(app: DesktopApp): Promise<readonly WindowFacts[]> {
  return app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => ({
      kind: window.webContents.getURL().split('/')[2] ?? '',
      bounds: window.getBounds(),
      isVisible: window.isVisible(),
      isMinimized: window.isMinimized(),
      isFocused: window.isFocused(),
      isOnTop: window.isAlwaysOnTop(),
    })),
  );
}

/** What stands in each window and what the program said, for whoever must find out from afar why a test failed. */
export async function tellOfWindows(app: DesktopApp): Promise<string> {
  const kinds = (await windowFacts(app)).map(({ kind }) => kind as WindowKind);
  const windows = kinds.map(async (kind) => {
    const page = await app.page(kind);
    return `${page.url()}\n${await page.locator('body').ariaSnapshot({ timeout: 2_000 })}`;
  });
  return [...(await Promise.all(windows)), app.printed.stderr].join('\n\n');
}

/** The page of a kind of window falls, and comes again where the program loads it anew. Only the stand-in can do that. */
export async function fallAndComeAgain(app: DesktopApp, kind: WindowKind): Promise<Page> {
  const before = await app.page(kind);
  await fall(app, kind);
  return until('the page to come again', async () => {
    const page = await app.page(kind);
    return page === before ? undefined : page;
  });
}

/** The process of the page of a window ends as if it had crashed. Only the stand-in can do that. */
export function fall(app: DesktopApp, kind: WindowKind): Promise<void> {
  return app.evaluate(
    ({ host }, origin) =>
      host
        .windows()
        .find(({ webContents }) => webContents.getURL().startsWith(origin))
        ?.webContents.crash(),
    `app://${kind}`,
  );
}

export interface Standing {
  readonly options: Readonly<Record<string, unknown>>;
  answer(value: unknown): Promise<void>;
}

/** The dialog that stands now, as soon as there is one. Only the stand-in can tell. */
export async function standing(app: DesktopApp, kind: 'message' | 'open' | 'save'): Promise<Standing> {
  const options = await until(
    `a ${kind} dialog`,
    () => app.evaluate(({ host }, wanted) => host.records.dialogs.find((one) => one.kind === wanted)?.options, kind),
    () => app.printed.stderr,
  );
  return {
    options,
    answer: (value) =>
      app.evaluate(
        ({ host }, given) => host.records.dialogs.find((one) => one.kind === given.kind)?.answer(given.value),
        { kind, value },
      ),
  };
}
