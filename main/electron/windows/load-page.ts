import type { BrowserWindow } from 'electron';

/** Shows a page. A window that is closed meanwhile, or whose page falls, says so by other ways. */
export function loadPage(window: BrowserWindow, address: string): void {
  window.loadURL(address).catch(() => undefined);
}
