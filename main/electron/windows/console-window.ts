import { BrowserWindow, screen } from 'electron';
import { PRODUCT } from '../../../shared/product';
import type { Preferences } from '../preferences';
import { pageOf, type WindowBook } from '../window-kinds';
import { loadPage } from './load-page';
import { clampToScreens, middleOf } from './place-window';
import { windowFacts, windowOptions } from './window-options';

export interface ConsoleWindow {
  /** Makes the window if there is none, and brings it to the front; with a route, on that screen. */
  show(route?: string): void;
  /** `undefined` while there is none. */
  window(): BrowserWindow | undefined;
  isSeen(): boolean;
  /** Ends it without asking anybody. */
  destroy(): void;
}

interface ConsoleNeeds {
  readonly book: WindowBook;
  readonly preferences: Preferences;
  /** Asked before it closes: whether it may really go. */
  readonly mayClose: (window: BrowserWindow) => boolean;
  /** Told of a new window, and whenever it is shown or hidden. */
  readonly onMade: (window: BrowserWindow) => void;
  readonly onChange: () => void;
}

const USUAL = { width: 1_180, height: 780 };
const LEAST = { minWidth: 420, minHeight: 480 };
const KEEP_AFTER_MS = 500;

/** The window of the console. It is made when it is first shown. */
export function createConsoleWindow(needs: ConsoleNeeds): ConsoleWindow {
  let window: BrowserWindow | undefined;
  const known = (): BrowserWindow | undefined => (window?.isDestroyed() === false ? window : undefined);

  function make(route: string): BrowserWindow {
    const { preferences, onChange } = needs;
    const { appearance, welcome } = preferences.get();
    const made = new BrowserWindow({
      ...windowOptions('main', windowFacts({ appearance, welcome })),
      ...keptPlace(preferences),
      ...LEAST,
      title: PRODUCT.title,
    });
    needs.book.add(made.webContents, 'main');
    made.once('ready-to-show', () => {
      if (preferences.get().places[displaysKey()]?.isMaximized === true) made.maximize();
      made.show();
    });
    made.on('close', (event) => {
      keepPlace(made, preferences);
      if (!needs.mayClose(made)) event.preventDefault();
    });
    for (const event of ['show', 'hide', 'minimize', 'restore', 'closed'] as const) made.on(event as 'show', onChange);
    keepPlaceWhenMoved(made, preferences);
    needs.onMade(made);
    loadPage(made, addressOf(route));
    return made;
  }

  return {
    show(route) {
      const open = known();
      if (open === undefined) {
        window = make(route ?? '/');
        return;
      }
      // The same page with another fragment: the console goes to that screen and loads nothing.
      if (route !== undefined) loadPage(open, addressOf(route));
      if (open.isMinimized()) open.restore();
      open.show();
      open.focus();
    },
    window: known,
    isSeen: () => known()?.isVisible() === true && known()?.isMinimized() === false,
    destroy: () => known()?.destroy(),
  };
}

const addressOf = (route: string): string => `${pageOf('main')}#${route}`;

/** Other screens, another place: a window is found where it was left with these screens. */
function displaysKey(): string {
  const areas = screen.getAllDisplays().map(({ bounds: { x, y, width, height } }) => `${width}x${height}@${x},${y}`);
  return areas.sort().join(' ');
}

function keptPlace(preferences: Preferences) {
  const workAreas = screen.getAllDisplays().map(({ workArea }) => workArea);
  const kept = preferences.get().places[displaysKey()];
  if (kept !== undefined) return clampToScreens(kept, workAreas);
  return clampToScreens(middleOf(screen.getPrimaryDisplay().workArea, USUAL), workAreas);
}

function keepPlace(window: BrowserWindow, preferences: Preferences): void {
  if (window.isDestroyed() || window.isMinimized()) return;
  const place = { ...window.getNormalBounds(), isMaximized: window.isMaximized() };
  preferences.set({ places: { ...preferences.get().places, [displaysKey()]: place } });
}

function keepPlaceWhenMoved(window: BrowserWindow, preferences: Preferences): void {
  let timer: NodeJS.Timeout | undefined;
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => keepPlace(window, preferences), KEEP_AFTER_MS).unref();
  };
  window.on('resize', later);
  window.on('move', later);
  window.on('closed', () => clearTimeout(timer));
}
