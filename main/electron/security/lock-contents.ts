import { app, type WebContents } from 'electron';
import type { Logger } from '../../gateway/ports/logger';
import { kindOfUrl, type WindowBook } from '../window-kinds';

interface LockNeeds {
  readonly book: WindowBook;
  readonly log: Logger;
}

/** Locks every page that this program will ever have, whoever makes it: it stays where it is and opens nothing. */
export function lockAllContents(needs: LockNeeds): void {
  app.on('web-contents-created', (_, contents) => lockContents(contents, needs));
}

export function lockContents(contents: WebContents, { book, log }: LockNeeds): void {
  /** A page may load itself anew; every other way leads out of its origin. */
  const stay = (event: { readonly url: string; preventDefault(): void }): void => {
    const kind = kindOfUrl(event.url);
    if (kind !== undefined && kind === book.entered(contents)) return;
    event.preventDefault();
    log.warn('A page of ours was kept from leading elsewhere', { to: event.url.slice(0, 200) });
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', (event) => {
    // Our pages have no frames.
    if (event.isMainFrame) stay(event);
    else event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    log.warn('A page of ours was kept from opening a window', { to: url.slice(0, 200) });
    return { action: 'deny' };
  });
}
