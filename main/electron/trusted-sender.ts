import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { CONSOLE_ORIGIN } from './app-protocol';

/** True for our own page in the main frame of our own window; a frame inside it, or a page that took its place, is not. */
export function isTrustedSender(event: IpcMainInvokeEvent, window: WebContents | undefined): boolean {
  const frame = event.senderFrame;
  if (window === undefined || frame === null) return false;
  return event.sender === window && frame === window.mainFrame && frame.url.startsWith(`${CONSOLE_ORIGIN}/`);
}
