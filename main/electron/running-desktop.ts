import type { BrowserWindow } from 'electron';
import type { Logger } from '../gateway/ports/logger';
import type { House } from '../open-house';
import { answerWindows } from './answer-windows';
import type { Desktop } from './desktop';
import { attachParts, type DesktopParts } from './desktop-parts';
import { createEnding, type Ending, heedEndings } from './ending';
import { followHolds } from './follow-holds';
import { keepConnected } from './keep-connected';
import { createWindowIpc } from './ipc/window-ipc';
import { type Network, watchNetwork } from './network';
import { clientFor, PROGRAM } from './desktop-client';
import type { Preferences } from './preferences';
import { type CrashReport, createCrashWatch } from './watch-crashes';
import type { WindowBook } from './window-kinds';
import { type ApprovalWindow, createApprovalWindow } from './windows/approval-window';
import { type ConsoleWindow, createConsoleWindow } from './windows/console-window';
import { createCrashWindow } from './windows/crash-window';

export interface DesktopNeeds {
  readonly house: House;
  readonly preferences: Preferences;
  readonly book: WindowBook;
  readonly log: Logger;
}

/** The windows onto a house that stands, and what ties them to it. */
export class RunningDesktop implements Desktop {
  readonly house: House;
  readonly preferences: Preferences;
  readonly network: Network = watchNetwork();
  readonly #needs: DesktopNeeds;
  readonly #listeners = new Set<() => void>();
  readonly #leaving = new AbortController();
  readonly #console: ConsoleWindow;
  readonly #approval: ApprovalWindow;
  readonly #crashWindow: ReturnType<typeof createCrashWindow>;
  readonly #crashes: ReturnType<typeof createCrashWatch>;
  readonly #ending: Ending;
  readonly #parts: DesktopParts;
  readonly #catchUp: () => void;
  #waiting = 0;
  #report: CrashReport | undefined;

  constructor(needs: DesktopNeeds) {
    const { house, preferences, book, log } = needs;
    this.#needs = needs;
    this.house = house;
    this.preferences = preferences;
    this.#crashWindow = createCrashWindow(book, () => preferences.get().appearance);
    this.#crashes = createCrashWatch({ log, now: Date.now, onAgain: (report) => this.#giveWay(report) });
    this.#console = this.#makeConsole();
    this.#ending = createEnding({
      house,
      preferences,
      log,
      front: this.#console.window,
      dispose: () => this.#leaving.abort(),
    });
    this.#approval = this.#makeApproval();
    this.#catchUp = answerWindows({
      ipc: createWindowIpc({ book, log }),
      house,
      preferences,
      console: this.#console,
      approval: this.#approval,
      crashReport: () => this.#report,
      setUp: (change) => this.#parts.setUp(change),
      restoreWindows: () => this.#restore(),
    }).catchUp;
    this.#parts = attachParts(this, log);
    this.#leaving.signal.addEventListener('abort', () => this.#parts.dispose());
    const { network } = this;
    this.#leaving.signal.addEventListener('abort', network.dispose);
    const client = clientFor(PROGRAM, house);
    this.#leaving.signal.addEventListener('abort', keepConnected({ client, status: house.status, network, log }));
    this.#follow();
    heedEndings(this.#ending);
  }

  #makeConsole(): ConsoleWindow {
    const { book, preferences } = this.#needs;
    return createConsoleWindow({
      book,
      preferences,
      mayClose: (window) => this.#mayClose(window),
      onMade: (window) => this.#crashes.watch('console', window),
      onChange: () => {
        if (this.isConsoleSeen()) this.#catchUp();
        this.#tell();
      },
    });
  }

  #makeApproval(): ApprovalWindow {
    const { book, preferences } = this.#needs;
    return createApprovalWindow({
      book,
      preferences,
      now: () => performance.now(),
      trayBounds: () => this.#parts.trayBounds(),
      isEnding: () => this.#ending.isUnderWay(),
      onMade: (window) => this.#crashes.watch('approval', window),
      onChange: () => this.#tell(),
    });
  }

  #follow(): void {
    const wantsWindow = (): boolean => this.preferences.get().alertBy === 'window';
    followHolds({
      approvals: this.house.approvals,
      isUnhurried: () => !wantsWindow(),
      signal: this.#leaving.signal,
      onHeld: () => {
        if (wantsWindow()) this.#approval.present();
      },
      onCount: (count) => {
        this.#waiting = count;
        this.#approval.setWaiting(count);
        this.#tell();
      },
    });
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Closing the console stops nothing: it is hidden where there is a way back to it, else the person says what they want. */
  #mayClose(window: BrowserWindow): boolean {
    if (this.#ending.isUnderWay()) return true;
    if (this.#parts.hasWayBack()) {
      window.hide();
      this.#tellOfClosing();
      return false;
    }
    void this.#ending.ask().then((isAgreed) => {
      if (!isAgreed && !window.isDestroyed()) window.minimize();
    });
    return false;
  }

  #tellOfClosing(): void {
    if (this.preferences.get().wasToldOfClosing) return;
    this.preferences.set({ wasToldOfClosing: true });
    this.#parts.tellOfClosing();
  }

  /** A page falls again and again: a plain one stands in for it. */
  #giveWay(report: CrashReport): void {
    this.#report = report;
    if (report.window === 'console') this.#console.destroy();
    else this.#approval.hide();
    this.#crashWindow.show();
  }

  #restore(): void {
    this.#crashes.forgive();
    if (this.#report?.window === 'approval') this.#approval.remake();
    this.#console.show();
    this.#crashWindow.close();
  }

  openLink(address: string): void {
    this.#parts.openLink(address);
  }

  showConsole(route?: string): void {
    this.#console.show(route);
  }

  toggleConsole(): void {
    if (this.isConsoleSeen()) this.#console.window()?.hide();
    else this.#console.show();
  }

  consoleWindow(): BrowserWindow | undefined {
    return this.#console.window();
  }

  isConsoleSeen(): boolean {
    return this.#console.isSeen();
  }

  showApprovals(id?: string): void {
    this.#approval.show(id);
  }

  isApprovalSeen(): boolean {
    return this.#approval.isVisible();
  }

  waiting(): number {
    return this.#waiting;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  quit(): void {
    void this.#ending.ask();
  }

  stopNow(): Promise<void> {
    return this.#ending.now();
  }

  stopGateway(): Promise<void> {
    return this.#ending.stop();
  }
}
