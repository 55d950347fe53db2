import { join } from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import { openHouse } from '../compose';
import type { Logger } from '../gateway/ports/logger';
import { registerAppScheme, serveConsole } from './app-protocol';
import { answerConsole } from './ipc';
import { openWindow } from './window';

const STOP_WITHIN_MS = 10_000;

const stderrLog: Logger = {
  debug: () => undefined,
  info: (message, facts) => writeLine('info', message, facts),
  warn: (message, facts) => writeLine('warn', message, facts),
  error: (message, facts) => writeLine('error', message, facts),
};

function writeLine(level: string, message: string, facts?: Readonly<Record<string, unknown>>): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, message, ...facts })}\n`);
}

async function run(): Promise<void> {
  await app.whenReady();
  const house = await openHouse({ env: process.env, log: stderrLog, offerDefault: true });
  let window: BrowserWindow | undefined;
  const show = (): void => {
    if (window === undefined || window.isDestroyed()) window = openWindow(join(import.meta.dirname, 'preload.cjs'));
    else window.focus();
  };

  serveConsole(join(import.meta.dirname, 'renderer'));
  answerConsole({ dispatch: house.dispatch, subscribe: house.subscribe, window: () => window?.webContents });
  app.on('second-instance', show);
  app.on('activate', show);
  app.on('window-all-closed', () => app.quit());
  stopBeforeQuit(() => house.stop(STOP_WITHIN_MS));
  show();
}

/** Holds the quit back once, until the gateway has stopped and its children are gone. */
function stopBeforeQuit(stop: () => Promise<void>): void {
  let stopping = false;
  app.on('will-quit', (event) => {
    if (stopping) return;
    stopping = true;
    event.preventDefault();
    stop()
      .catch((failure: unknown) => stderrLog.error('The gateway did not stop cleanly', { cause: String(failure) }))
      .finally(() => app.quit());
  });
}

if (app.requestSingleInstanceLock()) {
  registerAppScheme();
  run().catch((failure: unknown) => {
    dialog.showErrorBox(
      'Secure MCP Gateway did not start',
      failure instanceof Error ? failure.message : String(failure),
    );
    app.exit(1);
  });
} else {
  app.quit();
}
