import { BrowserWindow, session } from 'electron';
import { CONSOLE_PAGE } from './app-protocol';

/** Opens the console in a window that can go nowhere else and may ask for nothing. */
export function openWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1_080,
    height: 760,
    title: 'Secure MCP Gateway',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  lockNavigation(window);
  void window.loadURL(CONSOLE_PAGE);
  return window;
}

function lockNavigation({ webContents }: BrowserWindow): void {
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  webContents.on('will-navigate', (event) => event.preventDefault());
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  // The copy buttons write to the clipboard; everything else a page may ask for is refused.
  session.defaultSession.setPermissionRequestHandler((_, permission, decide) =>
    decide(permission === 'clipboard-sanitized-write'),
  );
}
