import { app, type BrowserWindow, dialog, powerMonitor } from 'electron';
import { PRODUCT } from '../../shared/product';
import type { Logger } from '../gateway/ports/logger';
import type { House } from '../open-house';
import type { Preferences } from './preferences';

/** How long requests under way may take to finish. */
const STOP_WITHIN_MS = 10_000;
/** Whatever hangs then is left; children are killed with the process. */
const GIVE_UP_AFTER_MS = 15_000;

interface EndingNeeds {
  readonly house: House;
  readonly preferences: Preferences;
  readonly log: Logger;
  readonly front: () => BrowserWindow | undefined;
  /** Takes away what stands around the windows. */
  readonly dispose: () => void;
}

export interface Ending {
  /** Ends the program after the person agreed; resolves with whether they did. */
  ask(): Promise<boolean>;
  /** Stops the gateway, and lets windows go; whoever asked ends the program. Safe to call twice. */
  stop(): Promise<void>;
  /** The same, and ends the program. */
  now(): Promise<void>;
  isUnderWay(): boolean;
  hasStopped(): boolean;
}

/** The end of the program: asked about once, then bounded, with calls that wait denied, records written, children gone. */
export function createEnding({ house, preferences, log, front, dispose }: EndingNeeds): Ending {
  let stopped: Promise<void> | undefined;
  let hasStopped = false;
  let asking: Promise<boolean> | undefined;

  function stop(): Promise<void> {
    stopped ??= (async () => {
      dispose();
      const hard = setTimeout(() => {
        log.error('The gateway did not stop in time; what is left is ended with the program');
        app.exit(1);
      }, GIVE_UP_AFTER_MS);
      try {
        await house.stop(STOP_WITHIN_MS);
      } catch (failure) {
        log.error('The gateway did not stop cleanly', { cause: String(failure) });
      }
      clearTimeout(hard);
      hasStopped = true;
    })();
    return stopped;
  }

  async function now(): Promise<void> {
    await stop();
    // Not in this turn: whoever waits for the end hears of it first.
    setImmediate(() => app.exit(0));
  }

  async function ask(): Promise<boolean> {
    if (stopped !== undefined) return true;
    const servers = countServers(house);
    const isAgreed = servers === 0 || preferences.get().quitsWithoutAsking || (await confirm(servers));
    if (isAgreed) void now();
    return isAgreed;
  }

  async function confirm(servers: number): Promise<boolean> {
    const options = quitQuestion(servers);
    const window = front();
    const { response, checkboxChecked } = await (window === undefined
      ? dialog.showMessageBox(options)
      : dialog.showMessageBox(window, options));
    if (response !== QUIT) return false;
    if (checkboxChecked) preferences.set({ quitsWithoutAsking: true });
    return true;
  }

  return {
    ask() {
      // Somebody presses again while the question stands: it is the same question.
      asking ??= ask().finally(() => (asking = undefined));
      return asking;
    },
    stop,
    now,
    isUnderWay: () => stopped !== undefined,
    hasStopped: () => hasStopped,
  };
}

/** Those that agents may reach, whether or not one has by now. */
function countServers({ gateway }: House): number {
  const sets = Object.values(gateway.current().config.configs);
  return sets.flatMap(({ servers }) => Object.values(servers)).filter(({ enabled }) => enabled).length;
}

const QUIT = 0;
const KEEP = 1;

/** What it means to quit, in words. */
function quitQuestion(servers: number) {
  return {
    type: 'question' as const,
    title: PRODUCT.title,
    message: `Quit ${PRODUCT.title}?`,
    detail: `Agents lose access to ${servers === 1 ? '1 server' : `${servers} servers`} until the gateway runs again. Calls that wait for you are denied.`,
    buttons: ['Quit', 'Keep running'],
    defaultId: KEEP,
    cancelId: KEEP,
    checkboxLabel: 'Do not ask again',
    noLink: true,
  };
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** One press of Ctrl-C may come from the terminal, from npm and from the program that started us. */
const SAME_PRESS_MS = 500;

/**
 * Heeds the signals to end, which may come while the gateway is still being opened. Call it when Electron is ready: it has handlers
 * of its own before.
 */
export function heedSignals(): { readonly deliverTo: (end: () => void) => void } {
  let firstAt: number | undefined;
  let end = (): void => undefined;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      // Somebody will not wait.
      if (firstAt !== undefined && performance.now() - firstAt > SAME_PRESS_MS) app.exit(1);
      firstAt ??= performance.now();
      end();
    });
  }
  return {
    deliverTo(receiver) {
      end = receiver;
      if (firstAt !== undefined) end();
    },
  };
}

/** Every other way in which the program is told to end. */
export function heedEndings(ending: Ending): void {
  app.on('before-quit', (event) => {
    if (ending.isUnderWay()) return;
    event.preventDefault();
    void ending.ask();
  });
  app.on('will-quit', (event) => {
    // Windows are gone, the gateway may not be: the program ends when that has stopped.
    if (ending.hasStopped()) return;
    event.preventDefault();
    void ending.now();
  });
  // The gateway is what matters; windows are ways to look at it.
  app.on('window-all-closed', () => undefined);
  powerMonitor.on('shutdown', () => void ending.now());
  app.on('browser-window-created', (_, window) => {
    // Windows tells the windows that the person signs out.
    window.on('session-end', () => void ending.now());
  });
}
