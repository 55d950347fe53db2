import { execFile } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { onTestFinished } from 'vitest';

const TOOLS = ['dbus-run-session', 'gnome-keyring-daemon'];

const isThere = (tool: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, tool), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

/** What a real keyring needs and this machine does not have. */
export const missingKeyringTools: readonly string[] =
  process.platform === 'linux' ? TOOLS.filter((tool) => !isThere(tool)) : TOOLS;

export interface RanScript {
  readonly code: number;
  readonly output: string;
}

export interface KeyringSession {
  /** A directory that ends with the test. */
  readonly home: string;
  /** Runs a shell script in a session of its own; `unlocked` begins it with an open keyring, `locked` with a closed one. */
  run(keyring: 'unlocked' | 'locked' | 'none', script: string): Promise<RanScript>;
}

// The daemon is ended by its own number: it outlives the bus of its session.
const OPENINGS = {
  unlocked: `printf 'pass' | gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null 2>&1 &`,
  locked: 'gnome-keyring-daemon --foreground --start --components=secrets >/dev/null 2>&1 &',
};

/** A home with keyrings of its own, apart from those of whoever runs the tests. */
export function keyringSession(): KeyringSession {
  const home = mkdtempSync(join(tmpdir(), 'smg-keyring-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, XDG_RUNTIME_DIR: home };
  return {
    home,
    run(keyring, script) {
      const opening = keyring === 'none' ? '' : `${OPENINGS[keyring]}\ntrap "kill $!" EXIT\nsleep 1\n`;
      const words = ['/bin/sh', '-c', `${opening}${script}`];
      const [program = '', ...args] = keyring === 'none' ? words : ['dbus-run-session', '--', ...words];
      return new Promise((resolve) => {
        execFile(program, args, { env, timeout: 60_000 }, (failure, stdout, stderr) =>
          resolve({ code: typeof failure?.code === 'number' ? failure.code : 0, output: stdout + stderr }),
        );
      });
    },
  };
}
