import { app } from 'electron';
import { describeCause } from '../../../shared/errors/errno';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { Logger } from '../../gateway/ports/logger';
import type { Autostart } from './autostart';
import { linuxAutostart } from './linux-autostart';
import { macAutostart, windowsAutostart } from './login-item';

/** At log-in the program begins without a window. */
const WORDS = ['--hidden'];

/** Log-in on this system. A program that was started from its sources has nothing that could be started. */
export function systemAutostart(platform: NodeJS.Platform, log: Logger): Autostart {
  if (!app.isPackaged) return notInstalled;
  switch (platform) {
    case 'darwin':
      return macAutostart(app);
    case 'win32':
      return windowsAutostart(app, WORDS);
    default:
      return onLinux(log);
  }
}

function onLinux(log: Logger): Autostart {
  const autostart = linuxAutostart({
    env: process.env,
    home: app.getPath('home'),
    program: app.getPath('exe'),
    words: WORDS,
  });
  try {
    autostart.renew();
  } catch (failure) {
    log.warn('The entry that starts this program at login is out of date', { cause: describeCause(failure) });
  }
  return autostart;
}

const notInstalled: Autostart = {
  state: () => ({ kind: 'unknown', why: 'Only an installed program can start at login' }),
  set() {
    throw new GatewayError('unavailable', 'Only an installed program can start at login');
  },
};
