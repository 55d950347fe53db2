import { mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

type OnSecond = (argv: readonly string[], directory: string, data: unknown) => void;

/**
 * One instance per user-data directory: the first holds a file with its number, others leave their command line in a folder that it
 * watches. Returns whether this is the first.
 */
export function takeInstanceLock(userData: string, data: unknown, onSecond: OnSecond): boolean {
  const letters = join(userData, 'second-instances');
  mkdirSync(letters, { recursive: true, mode: 0o700 });
  const holder = join(userData, 'instance.pid');
  if (!claim(holder)) {
    const letter = join(letters, `${randomUUID()}.json`);
    writeFileSync(letter, JSON.stringify({ argv: process.argv, directory: process.cwd(), data }));
    return false;
  }
  process.once('exit', () => rmSync(holder, { force: true }));
  const read = (): void => {
    for (const name of readdirSync(letters)) {
      const path = join(letters, name);
      const { argv, directory, data: theirs } = readLetter(path);
      if (argv === undefined) continue;
      rmSync(path, { force: true });
      onSecond(argv, directory, theirs);
    }
  };
  watch(letters, read).unref();
  return true;
}

interface Letter {
  readonly argv?: readonly string[];
  readonly directory: string;
  readonly data: unknown;
}

/** What is only half written is read at the next change. */
function readLetter(path: string): Letter {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Letter;
  } catch {
    return { directory: '', data: undefined };
  }
}

function claim(holder: string): boolean {
  try {
    writeFileSync(holder, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const other = Number(readFileSync(holder, 'utf8'));
    if (other !== process.pid && isRunning(other)) return false;
    writeFileSync(holder, String(process.pid));
    return true;
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
