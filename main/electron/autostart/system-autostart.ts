import { app } from 'electron';
import type { Autostart } from './autostart';
import { linuxAutostart } from './linux-autostart';
import { macAutostart, windowsAutostart } from './login-item';

/** At log-in the program begins without a window. */
const WORDS = ['--hidden'];

/** Log-in on this system. A program that was started from its sources has nothing that could be started. */
export function systemAutostart(platform: NodeJS.Platform): Autostart {
  if (!app.isPackaged) return notInstalled;
  switch (platform) {
    case 'darwin':
      return macAutostart(app);
    case 'win32':
      return windowsAutostart(app, WORDS);
    default:
      return linuxAutostart({
        env: process.env,
        home: app.getPath('home'),
        program: app.getPath('exe'),
        words: WORDS,
      });
  }
}

const notInstalled: Autostart = {
  state: () => ({ kind: 'unknown', why: 'Only an installed program can start at login' }),
  set() {
    throw new Error('Only an installed program can start at login');
  },
};
