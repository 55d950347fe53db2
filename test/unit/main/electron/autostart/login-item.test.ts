import type { LoginItemSettings } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { macAutostart, windowsAutostart } from '../../../../../main/electron/autostart/login-item';

const items = (settings: Partial<LoginItemSettings>) => ({
  getLoginItemSettings: vi.fn(() => settings as LoginItemSettings),
  setLoginItemSettings: vi.fn(),
});

describe('the start at log-in on macOS', () => {
  it.each([
    [{ status: 'enabled' }, 'on'],
    [{ status: 'not-registered' }, 'off'],
    [{ status: 'not-found' }, 'off'],
    [{ status: 'requires-approval' }, 'needs-approval'],
    [{ openAtLogin: true }, 'on'],
  ] as const)('%o is %s', (settings, kind) => {
    expect(macAutostart(items(settings)).state().kind).toBe(kind);
  });
});

describe('the start at log-in on Windows', () => {
  it.each([
    [{ openAtLogin: true, executableWillLaunchAtLogin: true }, 'on'],
    // Turned off in the Task Manager: our value is still there.
    [{ openAtLogin: true, executableWillLaunchAtLogin: false }, 'off'],
    [{ openAtLogin: false, executableWillLaunchAtLogin: false }, 'off'],
  ])('%o is %s', (settings, kind) => {
    expect(windowsAutostart(items(settings), ['--hidden']).state().kind).toBe(kind);
  });

  it('begins without a window, and asks for what it wrote', () => {
    const system = items({});
    const autostart = windowsAutostart(system, ['--hidden']);
    autostart.set(true);
    autostart.state();
    expect(system.setLoginItemSettings).toHaveBeenCalledWith({ openAtLogin: true, enabled: true, args: ['--hidden'] });
    expect(system.getLoginItemSettings).toHaveBeenCalledWith({ args: ['--hidden'] });
  });
});
