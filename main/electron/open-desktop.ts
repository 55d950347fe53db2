import { app, session } from 'electron';
import { join } from 'node:path';
import { followAppearance } from './answer-windows';
import { serveApp } from './app-protocol';
import { setApplicationMenu } from './application-menu';
import { type DesktopNeeds, RunningDesktop } from './running-desktop';
import { lockSession } from './security/lock-session';
import { PARTITION } from './windows/window-options';

/** Opens windows onto a house that stands. Electron is ready, and nobody is asked anything yet. */
export function openDesktop(needs: DesktopNeeds): RunningDesktop {
  const shared = session.fromPartition(PARTITION);
  lockSession(session.defaultSession);
  lockSession(shared);
  serveApp(shared, join(import.meta.dirname, 'renderer'));
  setApplicationMenu(process.platform);
  followAppearance(needs.preferences.get().appearance);
  const desktop = new RunningDesktop(needs);
  app.on('activate', () => desktop.showConsole());
  return desktop;
}
