import type { Rectangle } from 'electron';
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
