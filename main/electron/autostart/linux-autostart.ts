import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { PRODUCT } from '../../../shared/product';
import type { Autostart } from './autostart';
import { readDesktopEntry, writeDesktopEntry } from './desktop-entry';

interface LinuxNeeds {
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  /** The running program, and what it is to be started with. */
  readonly program: string;
  readonly words: readonly string[];
}

/** Log-in on Linux: one file in the autostart directory of the desktop. */
export function linuxAutostart({ env, home, program, words }: LinuxNeeds): Autostart {
  const path = join(configHome(env, home), 'autostart', `${PRODUCT.name}.desktop`);
  // An AppImage runs from a place that is gone when it ends; the file that was started is named here.
  const command = [env['APPIMAGE'] || program, ...words];
  return {
    state() {
      let text: string;
      try {
        text = readFileSync(path, 'utf8');
      } catch (failure) {
        const isMissing = failure instanceof Error && 'code' in failure && failure.code === 'ENOENT';
        return isMissing ? { kind: 'off' } : { kind: 'unknown', why: `${path} cannot be read: ${String(failure)}` };
      }
      try {
        const entry = readDesktopEntry(text);
        if (entry.isDisabled) return { kind: 'off' };
        if (entry.command[0] === command[0]) return { kind: 'on' };
        return { kind: 'unknown', why: `${path} starts another program: ${entry.command[0] ?? 'none'}` };
      } catch (failure) {
        return { kind: 'unknown', why: `${path} cannot be understood: ${String(failure)}` };
      }
    },
    set(isOn) {
      if (!isOn) return rmSync(path, { force: true });
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      writeFileAtomic.sync(path, writeDesktopEntry({ name: PRODUCT.title, command }), { mode: 0o644 });
    },
  };
}

/** XDG Base Directory Specification: what is not absolute does not count. */
function configHome(env: NodeJS.ProcessEnv, home: string): string {
  const given = env['XDG_CONFIG_HOME'];
  return given?.startsWith('/') === true ? given : join(home, '.config');
}
