import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { describeCause, isErrno } from '../../../shared/errors/errno';
import { PRODUCT } from '../../../shared/product';
import type { AutostartState } from '../../../shared/contract/desktop-facts';
import type { Autostart } from './autostart';
import { readDesktopEntry, writeDesktopEntry } from './desktop-entry';

interface LinuxNeeds {
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  /** The running program, and what it is to be started with. */
  readonly program: string;
  readonly words: readonly string[];
}

/** Log-in on Linux. */
export interface LinuxAutostart extends Autostart {
  /**
   * A new version of an AppImage is another file, and the old one is gone: an entry that starts a file that is no more starts
   * this one from now on. Throws where it cannot be written.
   */
  renew(): void;
}

/** One file in the autostart directory of the desktop. */
export function linuxAutostart({ env, home, program, words }: LinuxNeeds): LinuxAutostart {
  const path = join(configHome(env, home), 'autostart', `${PRODUCT.name}.desktop`);
  // An AppImage runs from a place that is gone when it ends; the file that was started is named here.
  const command = [env['APPIMAGE'] || program, ...words];
  const set = (isOn: boolean): void => {
    if (!isOn) return rmSync(path, { force: true });
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileAtomic.sync(path, writeDesktopEntry({ name: PRODUCT.title, command }), { mode: 0o644 });
  };
  const state = () => stateOf(path, command[0]!);
  return {
    state,
    set,
    renew() {
      const found = state();
      if (found.kind !== 'other' || !env['APPIMAGE']) return;
      if (isAbsolute(found.program) && !existsSync(found.program)) set(true);
    },
  };
}

function stateOf(path: string, program: string): AutostartState {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (failure) {
    if (isErrno(failure, 'ENOENT')) return { kind: 'off' };
    return { kind: 'unknown', why: `${path} cannot be read: ${describeCause(failure)}` };
  }
  try {
    const { isDisabled, command } = readDesktopEntry(text);
    if (isDisabled) return { kind: 'off' };
    return command[0] === program ? { kind: 'on' } : { kind: 'other', program: command[0] ?? 'nothing' };
  } catch (failure) {
    return { kind: 'unknown', why: `${path} cannot be understood: ${describeCause(failure)}` };
  }
}

/** XDG Base Directory Specification: what is not absolute does not count. */
function configHome(env: NodeJS.ProcessEnv, home: string): string {
  const given = env['XDG_CONFIG_HOME'];
  return given?.startsWith('/') === true ? given : join(home, '.config');
}
