import { posix, win32 } from 'node:path';

export type Os = 'macos' | 'windows' | 'linux';

/** All that decides where the clients of a person keep their files. */
export interface Machine {
  readonly os: Os;
  /** Absolute. */
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Paths on a machine, whichever one this is: nothing is read, and nothing of this process counts. */
export interface Places {
  readonly os: Os;
  /** Below the home directory. */
  home(...segments: readonly string[]): string;
  /** Below the directory of settings: Application Support, %APPDATA%, or $XDG_CONFIG_HOME. */
  settings(...segments: readonly string[]): string;
  /** Below %LOCALAPPDATA%. */
  localAppData(...segments: readonly string[]): string;
  /** Below $XDG_DATA_HOME. */
  data(...segments: readonly string[]): string;
  /** Below the directory that a variable names, if it names an absolute one; a leading `~` is the home directory. */
  below(variable: string, ...segments: readonly string[]): string | undefined;
  /** The value of a variable, if it is an absolute path. */
  named(variable: string): string | undefined;
  /** Where a program of this name is put on macOS. */
  apps(name: string): readonly string[];
}

/** The machine that a process runs on. */
export function machineOf(facts: {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly homedir: string;
}): Machine {
  const { platform, env, homedir } = facts;
  const os = platform === 'win32' ? 'windows' : platform === 'darwin' ? 'macos' : 'linux';
  const home = (os === 'windows' ? env['USERPROFILE'] : env['HOME']) || homedir;
  return { os, home, env };
}

export function placesOf({ os, home, env }: Machine): Places {
  const { join, isAbsolute } = os === 'windows' ? win32 : posix;
  const named = (variable: string): string | undefined => {
    const value = env[variable];
    if (value === undefined || value === '') return undefined;
    const path = /^~(?=$|[/\\])/.test(value) ? join(home, value.slice(1)) : value;
    // A relative one means something else in every directory that a client is started in.
    return isAbsolute(path) ? path : undefined;
  };
  const roots = {
    settings: {
      macos: () => join(home, 'Library', 'Application Support'),
      windows: () => named('APPDATA') ?? join(home, 'AppData', 'Roaming'),
      linux: () => named('XDG_CONFIG_HOME') ?? join(home, '.config'),
    },
  };
  return {
    os,
    home: (...segments) => join(home, ...segments),
    settings: (...segments) => join(roots.settings[os](), ...segments),
    localAppData: (...segments) => join(named('LOCALAPPDATA') ?? join(home, 'AppData', 'Local'), ...segments),
    data: (...segments) => join(named('XDG_DATA_HOME') ?? join(home, '.local', 'share'), ...segments),
    below(variable, ...segments) {
      const root = named(variable);
      return root === undefined ? undefined : join(root, ...segments);
    },
    named,
    apps: (name) =>
      os === 'macos' ? [join('/Applications', `${name}.app`), join(home, 'Applications', `${name}.app`)] : [],
  };
}
