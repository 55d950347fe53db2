import type { App, LoginItemSettings } from 'electron';
import type { AutostartState } from '../../../shared/contract/desktop-facts';
import type { Autostart } from './autostart';

type LoginItems = Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings'>;

/** Log-in on macOS: a login item of the system, which the person may have to allow. */
export function macAutostart(items: LoginItems): Autostart {
  return {
    state: () => macState(items.getLoginItemSettings()),
    set: (isOn) => items.setLoginItemSettings({ openAtLogin: isOn }),
  };
}

function macState({ status, openAtLogin }: LoginItemSettings): AutostartState {
  switch (status) {
    case 'enabled':
      return { kind: 'on' };
    case 'not-registered':
    case 'not-found':
      return { kind: 'off' };
    case 'requires-approval':
      return { kind: 'needs-approval' };
    default:
      // Before macOS 13 there is no status.
      return { kind: openAtLogin ? 'on' : 'off' };
  }
}

/** Log-in on Windows: a value of the registry, which the person can overrule in the Task Manager. */
export function windowsAutostart(items: LoginItems, words: readonly string[]): Autostart {
  const args = [...words];
  return {
    state() {
      const { openAtLogin, executableWillLaunchAtLogin } = items.getLoginItemSettings({ args });
      // `openAtLogin` is the value that we wrote; whether Windows heeds it is another one (StartupApproved).
      return { kind: openAtLogin && executableWillLaunchAtLogin ? 'on' : 'off' };
    },
    set: (isOn) => items.setLoginItemSettings({ openAtLogin: isOn, enabled: isOn, args }),
  };
}
