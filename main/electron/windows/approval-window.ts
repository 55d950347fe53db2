import { BrowserWindow, type Rectangle, screen } from 'electron';
import type { Preferences } from '../preferences';
import { pageOf, type WindowBook } from '../window-kinds';
import { loadPage } from './load-page';
import { placePrompt, promptSize } from './place-window';
import { windowFacts, windowOptions } from './window-options';

export interface ApprovalWindow {
  /** Brings it into view without taking the keyboard from whoever types elsewhere. */
  present(): void;
  /** Brings it to the front because somebody asked for it; with the id of a call, with that call in view. */
  show(id?: string): void;
  hide(): void;
  /** Hides it where nothing waits: what its page knows may be older. */
  rest(): void;
  /** Stays above other windows while something waits, and only then. */
  setWaiting(count: number): void;
  /** Takes the height that the page would like to have. */
  fit(height: number): void;
  /** Whether a person can have seen what it shows for so long. */
  wasSeenFor(ms: number): boolean;
  isVisible(): boolean;
  /** Tells its page how the person wants to see the windows from now on. */
  tellAppearance(text: string): void;
  /** Keeps it out of screenshots while a secret stands in it. */
  protect(isRevealing: boolean): void;
  /** Makes it anew, for example after its page crashed. */
  remake(): void;
}

interface ApprovalWindowNeeds {
  readonly book: WindowBook;
  readonly preferences: Preferences;
  /** Milliseconds of a steady clock. */
  readonly now: () => number;
  readonly trayBounds: () => Rectangle | undefined;
  /** The program is ending: the window may really close. */
  readonly isEnding: () => boolean;
  readonly onMade: (window: BrowserWindow) => void;
  readonly onChange: () => void;
}

const FIRST_HEIGHT_PX = 520;

/** The window that asks. It is made at once and hidden, so that it is there the moment something waits. */
export function createApprovalWindow(needs: ApprovalWindowNeeds): ApprovalWindow {
  let shownAt: number | undefined;
  let waiting = 0;
  let height = FIRST_HEIGHT_PX;
  let turn = 0;
  let window = make();

  function make(): BrowserWindow {
    const { appearance } = needs.preferences.get();
    const made = new BrowserWindow({
      ...windowOptions('approval', windowFacts({ appearance })),
      ...promptSize(height, screen.getPrimaryDisplay().workArea),
      title: 'Approval',
      minWidth: 420,
      maximizable: false,
      minimizable: false,
      fullscreenable: false,
      skipTaskbar: true,
    });
    needs.book.add(made.webContents, 'approval');
    made.setVisibleOnAllWorkspaces(true);
    made.on('close', (event) => {
      if (needs.isEnding()) return;
      // To close it is to decide later: what waits goes on waiting.
      event.preventDefault();
      made.hide();
    });
    made.on('show', () => {
      shownAt = needs.now();
      needs.onChange();
    });
    made.on('hide', () => {
      shownAt = undefined;
      needs.onChange();
    });
    needs.onMade(made);
    loadPage(made, pageOf('approval'));
    return made;
  }

  function place(): void {
    const pointer = screen.getCursorScreenPoint();
    const { workArea } = screen.getDisplayNearestPoint(pointer);
    const size = promptSize(height, workArea);
    window.setBounds(placePrompt({ workArea, size, pointer, tray: needs.trayBounds() }));
  }

  return {
    present() {
      if (window.isVisible()) return;
      place();
      window.showInactive();
    },
    show(id) {
      // Numbered, so that the page hears of a call that was asked for before, too.
      if (id !== undefined) loadPage(window, `${pageOf('approval')}#/${encodeURIComponent(id)}/${(turn += 1)}`);
      if (!window.isVisible()) place();
      window.show();
      window.focus();
    },
    hide: () => window.hide(),
    rest() {
      if (waiting === 0) window.hide();
    },
    setWaiting(count) {
      waiting = count;
      if (window.isDestroyed()) return;
      if (window.isAlwaysOnTop() !== waiting > 0) window.setAlwaysOnTop(waiting > 0, 'floating');
    },
    fit(ofPage) {
      // The page counts in pixels of its own, which zoom makes larger.
      const wanted = Math.ceil(ofPage * window.webContents.getZoomFactor());
      height = wanted;
      const bounds = window.getBounds();
      const { workArea } = screen.getDisplayMatching(bounds);
      const size = promptSize(wanted, workArea);
      if (size.height === bounds.height) return;
      const lowest = workArea.y + workArea.height - size.height;
      window.setBounds({ ...bounds, height: size.height, y: Math.max(workArea.y, Math.min(bounds.y, lowest)) });
    },
    wasSeenFor: (ms) => shownAt !== undefined && needs.now() - shownAt >= ms,
    isVisible: () => !window.isDestroyed() && window.isVisible(),
    tellAppearance(text) {
      if (!window.isDestroyed()) window.webContents.send('approval:appearance', text);
    },
    protect: (isRevealing) => window.setContentProtection(isRevealing),
    remake() {
      if (!window.isDestroyed()) window.destroy();
      shownAt = undefined;
      window = make();
      this.setWaiting(waiting);
      if (waiting > 0) window.once('ready-to-show', () => this.present());
    },
  };
}
