import { app, type BrowserWindowConstructorOptions, nativeTheme } from 'electron';
import { join } from 'node:path';
import type { WindowKind } from '../../../shared/contract/desktop-calls';

/** Held in memory alone: a page leaves nothing on the disk. */
export const PARTITION = 'smg';

/** The page’s own background, so that nothing flashes before it is drawn. */
const BACKGROUND = { light: '#f6f7f9', dark: '#0d1015' } as const;

export interface WindowFacts {
  /** Where the build put the preloads. */
  readonly programs: string;
  readonly isPackaged: boolean;
  /** As pages wrote it. */
  readonly appearance?: string | undefined;
  readonly welcome?: string | undefined;
}

/** What every window has in common: a page that can reach nothing but its own preload. */
export function windowOptions(
  kind: WindowKind,
  { programs, isPackaged, ...kept }: WindowFacts,
): BrowserWindowConstructorOptions {
  return {
    show: false,
    backgroundColor: BACKGROUND[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'],
    webPreferences: {
      preload: join(programs, `${kind}-preload.cjs`),
      partition: PARTITION,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      safeDialogs: true,
      devTools: !isPackaged,
      additionalArguments: Object.entries(kept).flatMap(([name, text]) =>
        text === undefined ? [] : [`--${name}=${encodeURIComponent(text)}`],
      ),
    },
  };
}

/** The facts of this run. */
export const windowFacts = (kept: Pick<WindowFacts, 'appearance' | 'welcome'>): WindowFacts => ({
  programs: import.meta.dirname,
  isPackaged: app.isPackaged,
  ...kept,
});
