import { afterEach, describe, expect, it, vi } from 'vitest';
import { hasIndicatorHost, type Run } from '../../../../../main/electron/tray/indicator-host';

const missing = new Error('ENOENT');
const answering =
  (answers: Readonly<Record<string, string>>): Run =>
  async (program) => {
    const answer = answers[program];
    if (answer === undefined) throw missing;
    return answer;
  };

afterEach(() => void vi.unstubAllEnvs());

describe('whether a tray can be seen on Linux', () => {
  it.each([
    [{ gdbus: '(<true>,)\n' }, true],
    [{ gdbus: '(<false>,)\n' }, false],
    [{ busctl: 'b true\n' }, true],
    [{ busctl: 'b false\n' }, false],
    // GNOME without its extension: nobody has that name.
    [{}, false],
  ])('%o is %s', async (answers, expected) => {
    expect(await hasIndicatorHost(answering(answers))).toBe(expected);
  });

  it('is no where the real programs reach no session bus', async () => {
    vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', 'unix:path=/nowhere/bus');
    vi.stubEnv('XDG_RUNTIME_DIR', '/nowhere');
    expect(await hasIndicatorHost()).toBe(false);
  });
});
