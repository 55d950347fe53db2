import { app, type BrowserWindow, session } from 'electron';
import { join } from 'node:path';
import type { Logger } from '../gateway/ports/logger';
import type { House } from '../open-house';
import { answerWindows, followAppearance } from './answer-windows';
import { serveApp } from './app-protocol';
import { setApplicationMenu } from './application-menu';
import type { Desktop } from './desktop';
import { attachParts, type DesktopParts } from './desktop-parts';
import { createEnding, type Ending, heedEndings } from './ending';
import { followHolds } from './follow-holds';
import { createWindowIpc } from './ipc/window-ipc';
import type { Preferences } from './preferences';
import { lockSession } from './security/lock-session';
import { reconnectAfterSleep } from './wake';
import { type CrashReport, createCrashWatch } from './watch-crashes';
import type { WindowBook } from './window-kinds';
import { type ApprovalWindow, createApprovalWindow } from './windows/approval-window';
import { createConsoleWindow } from './windows/console-window';
import { createCrashWindow } from './windows/crash-window';
import { PARTITION } from './windows/window-options';

export interface OpenDesktopNeeds {
  readonly house: House;
  readonly preferences: Preferences;
  readonly book: WindowBook;
  readonly log: Logger;
}

/** The desktop that runs, and the link from outside that it takes. */
export interface OpenedDesktop {
  readonly desktop: Desktop;
  readonly openLink: (address: string) => void;
}

/** Opens windows onto a house that stands. Electron is ready, and nobody is asked anything yet. */
export function openDesktop({ house, preferences, book, log }: OpenDesktopNeeds): OpenedDesktop {
  const listeners = new Set<() => void>();
  const tell = (): void => listeners.forEach((listener) => listener());
  const leaving = new AbortController();
  let waiting = 0;
  let report: CrashReport | undefined;

  const shared = session.fromPartition(PARTITION);
  lockSession(session.defaultSession);
  lockSession(shared);
  serveApp(shared, join(import.meta.dirname, 'renderer'));
  setApplicationMenu(process.platform);
  followAppearance(preferences.get().appearance);

  const crash = createCrashWindow(book);
  const crashes = createCrashWatch({
    log,
    now: Date.now,
    onAgain(told) {
      report = told;
      if (told.window === 'console') console.destroy();
      crash.show();
    },
  });
  const console = createConsoleWindow({
    book,
    preferences,
    mayClose: (window) => mayClose(window),
    onMade: (window) => crashes.watch('console', window),
    onChange() {
      if (console.isSeen()) answers.catchUp();
      tell();
    },
  });
  const approval: ApprovalWindow = createApprovalWindow({
    book,
    preferences,
    now: () => performance.now(),
    trayBounds: () => parts.trayBounds(),
    isEnding: () => ending.isUnderWay(),
    onMade: (window) => crashes.watch('approval', window),
    onChange: tell,
  });
  const ending: Ending = createEnding({
    house,
    preferences,
    log,
    front: () => console.window(),
    dispose() {
      leaving.abort();
      stopWaking();
      parts.dispose();
    },
  });
  const desktop: Desktop = {
    house,
    preferences,
    showConsole: console.show,
    toggleConsole: () => (console.isSeen() ? console.window()?.hide() : console.show()),
    consoleWindow: console.window,
    isConsoleSeen: console.isSeen,
    showApprovals: approval.show,
    isApprovalSeen: approval.isVisible,
    waiting: () => waiting,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    quit: () => void ending.ask(),
    stopNow: ending.now,
  };
  const ipc = createWindowIpc({ book, log });
  const answers = answerWindows({
    ipc,
    house,
    preferences,
    console,
    approval,
    crashReport: () => report,
    restoreWindows() {
      crashes.forgive();
      if (report?.window === 'approval') approval.remake();
      console.show();
      crash.close();
    },
  });
  const parts: DesktopParts = attachParts(desktop);
  const stopWaking = reconnectAfterSleep(house, log);
  followHolds({
    approvals: house.approvals,
    signal: leaving.signal,
    onHeld: approval.present,
    onCount(count) {
      waiting = count;
      approval.setWaiting(count);
      tell();
    },
  });

  /** Closing the console stops nothing: it is hidden where there is a way back to it, else the person says what they want. */
  function mayClose(window: BrowserWindow): boolean {
    if (ending.isUnderWay()) return true;
    if (parts.hasWayBack()) {
      window.hide();
      tellOnce();
      return false;
    }
    void ending.ask().then((isAgreed) => {
      if (!isAgreed && !window.isDestroyed()) window.minimize();
    });
    return false;
  }

  function tellOnce(): void {
    if (preferences.get().wasToldOfClosing) return;
    preferences.set({ wasToldOfClosing: true });
    parts.tellOfClosing();
  }

  heedEndings(ending);
  app.on('activate', () => console.show());
  return { desktop, openLink: parts.openLink };
}
