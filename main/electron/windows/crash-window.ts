import { BrowserWindow } from 'electron';
import { PRODUCT } from '../../../shared/product';
import { pageOf, type WindowBook } from '../window-kinds';
import { loadPage } from './load-page';
import { windowFacts, windowOptions } from './window-options';

export interface CrashWindow {
  show(): void;
  close(): void;
}

/** A page of no framework, for when the console cannot be drawn. */
export function createCrashWindow(book: WindowBook, appearance: () => string | undefined): CrashWindow {
  let window: BrowserWindow | undefined;
  return {
    show() {
      if (window?.isDestroyed() === false) return window.show();
      const made = new BrowserWindow({
        ...windowOptions('crash', windowFacts({ appearance: appearance() })),
        width: 560,
        height: 540,
        title: PRODUCT.title,
      });
      window = made;
      book.add(made.webContents, 'crash');
      made.once('ready-to-show', () => made.show());
      loadPage(made, pageOf('crash'));
    },
    close() {
      if (window?.isDestroyed() === false) window.destroy();
    },
  };
}
