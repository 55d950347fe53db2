import { posix, win32 } from 'node:path';
import type { PathCondition } from '../../../shared/config/argument-rules';
import { whereItLeads, type LinkReader } from './file-probe';
import { readingsOf } from './path-readings';
import { isInsideWindows, isWindowsPath, plainWindowsPath } from './windows-path';

/** What a path means on the machine where its server runs. */
export interface PathPlace {
  readonly platform: NodeJS.Platform;
  /** What `~` stands for. */
  readonly home: string;
  /** Where the server starts; absent for one that runs elsewhere. */
  readonly workingDirectory?: string;
  readonly links: LinkReader;
}

const OUTSIDE = 'leads out of the allowed directories';
const NO_PATH = 'is not a plain path';

/** Says what is wrong with a path, in words that never repeat it; `undefined` when every reading of it stays inside. */
export async function pathProblem(value: unknown, rule: PathCondition, place: PathPlace): Promise<string | undefined> {
  if (typeof value !== 'string') return 'must be a path';
  const readings = readingsOf(value);
  if (readings === undefined) return NO_PATH;
  const roots = rule.within.map((root) => fromHome(root, place.home));
  const base = rule.relativeTo === undefined ? place.workingDirectory : fromHome(rule.relativeTo, place.home);
  const windows = { roots: roots.filter(isWindowsPath), base };
  const unix = { roots: roots.filter((root) => !isWindowsPath(root)), base };
  const problem = windows.roots.length === 0 ? OUTSIDE : await windowsProblem(readings, windows, place);
  if (problem === undefined || unix.roots.length === 0) return problem;
  return unixProblem(readings, unix, place);
}

interface Bounds {
  readonly roots: readonly string[];
  readonly base: string | undefined;
}

async function unixProblem(
  readings: readonly string[],
  { roots, base }: Bounds,
  place: PathPlace,
): Promise<string | undefined> {
  // On Windows there is no such path to look at, only its text.
  const looks = place.platform !== 'win32';
  const plainRoots = roots.map((root) => trimmed(posix.normalize(root)));
  const realRoots = looks ? await allReal(plainRoots, place) : plainRoots;
  if (realRoots === undefined) return CANNOT_TELL;
  const allRoots = [...plainRoots, ...realRoots];
  for (const reading of readings) {
    if (isWindowsPath(reading) && !reading.startsWith('/')) return NO_PATH;
    const whole = wholePath(reading, base, place.home);
    if (whole === undefined) return NO_PATH;
    const plain = trimmed(posix.normalize(whole));
    if (!allRoots.some((root) => isInside(plain, root))) return OUTSIDE;
    // The system follows a link before it climbs; programs that tidy the text first climb before they follow.
    const ways = looks ? await allReal([...new Set([whole, plain])], place) : [];
    if (ways === undefined) return CANNOT_TELL;
    if (ways.some((way) => !realRoots.some((root) => isInside(way, root)))) return OUTSIDE;
  }
  return undefined;
}

const CANNOT_TELL = 'cannot be followed to where it leads';

async function windowsProblem(
  readings: readonly string[],
  { roots, base }: Bounds,
  place: PathPlace,
): Promise<string | undefined> {
  const looks = place.platform === 'win32';
  const plainRoots = roots.flatMap((root) => plainWindowsPath(root) ?? []);
  const realRoots = looks ? await allReal(plainRoots, place) : plainRoots;
  if (realRoots === undefined) return CANNOT_TELL;
  const lowered = realRoots.flatMap((root) => plainWindowsPath(root) ?? []);
  for (const reading of readings) {
    const text = climbsFromHome(reading) ? undefined : fromHome(reading, place.home);
    const plain = text === undefined ? undefined : plainWindowsPath(text, base);
    if (plain === undefined) return NO_PATH;
    if (![...plainRoots, ...lowered].some((root) => isInsideWindows(plain, root))) return OUTSIDE;
    const real = looks ? await allReal([win32.normalize(plain)], place) : [plain];
    if (real === undefined) return CANNOT_TELL;
    const way = plainWindowsPath(real[0] ?? '');
    if (way === undefined || !lowered.some((root) => isInsideWindows(way, root))) return OUTSIDE;
  }
  return undefined;
}

/** `undefined` when it cannot be known of one of them. */
async function allReal(paths: readonly string[], { links }: PathPlace): Promise<readonly string[] | undefined> {
  try {
    const real: string[] = [];
    for (const path of paths) real.push(await whereItLeads(path, links));
    return real;
  } catch {
    return undefined;
  }
}

/** With what `~` stands for and where relative paths begin; not tidied. */
function wholePath(reading: string, base: string | undefined, home: string): string | undefined {
  if (reading.startsWith('/')) return reading;
  if (reading.startsWith('~'))
    return climbsFromHome(reading) || !/^~(?:\/|$)/.test(reading) ? undefined : fromHome(reading, home);
  return base === undefined ? undefined : `${base}/${reading}`;
}

/** Who does not know `~` would take it for a directory, and climb out of the one that they work in. */
const climbsFromHome = (path: string): boolean => path.startsWith('~') && /(?:^|[/\\])\.\.(?:[/\\]|$)/.test(path);

const fromHome = (path: string, home: string): string =>
  /^~(?:[/\\]|$)/.test(path) ? `${home}${path.slice(1)}` : path;

const trimmed = (path: string): string => (path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path);

const isInside = (path: string, root: string): boolean =>
  path === root || path.startsWith(root.endsWith('/') ? root : `${root}/`);
