import type { Page } from 'playwright-core';
import type * as Electron from 'electron';
import type { WindowKind } from '../../shared/contract/desktop-calls';
import type { Host } from './standin/control';

export interface LaunchOptions {
  /** Behind the program's own name. */
  readonly args?: readonly string[];
  /** All that the program sees of an environment. */
  readonly env: Readonly<Record<string, string>>;
  /** As if it were an installed program: locked down further. The stand-in alone can pretend. */
  readonly isPackaged?: boolean;
  /** Where the files beside an installed program are. The stand-in alone can pretend. */
  readonly resources?: string;
  /** It is expected to end before it is ready. */
  readonly isBrief?: boolean;
}

/** What a test reaches inside the program: Electron's modules, and on the stand-in what it recorded. */
export interface Inside extends Pick<
  typeof Electron,
  'app' | 'BrowserWindow' | 'clipboard' | 'dialog' | 'ipcMain' | 'nativeTheme' | 'powerMonitor' | 'screen' | 'session'
> {
  readonly host: Host;
}

/** A desktop program that runs, as tests handle it. */
export interface DesktopApp {
  readonly mode: 'electron' | 'stand-in';
  readonly pid: number;
  /** What it wrote so far. */
  readonly printed: { readonly stdout: string; readonly stderr: string };
  readonly ended: Promise<{ readonly code: number | null }>;
  /** The page of a kind of window, as soon as it is there. */
  page(kind: WindowKind): Promise<Page>;
  /** Runs a function in the program; it is carried over as text, so it may use nothing but its parameters. */
  evaluate<Result, Argument = undefined>(
    run: (inside: Inside, argument: Argument) => Result | Promise<Result>,
    argument?: Argument,
  ): Promise<Result>;
  signal(name: NodeJS.Signals): void;
  /** Ends it, by force where it does not go. */
  close(): Promise<void>;
}
