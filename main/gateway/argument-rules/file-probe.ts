import { lstat, readlink, realpath } from 'node:fs/promises';
import { dirname, join, parse, sep } from 'node:path';

/** The little of a file system that tells where links lead. */
export interface LinkReader {
  /** Rejects with `ENOENT` where there is nothing. */
  realpath(path: string): Promise<string>;
  /** What the link at a path says, or `undefined` where there is none. */
  linkAt(path: string): Promise<string | undefined>;
}

export const diskLinks: LinkReader = {
  realpath: (path) => realpath(path),
  async linkAt(path) {
    try {
      return (await lstat(path)).isSymbolicLink() ? await readlink(path) : undefined;
    } catch (failure) {
      if (isAbsence(failure)) return undefined;
      throw failure;
    }
  },
};

/** Looks at a file system as long as the signal lets it, and so many times. What is more than that cannot be known. */
export function boundedLinks(links: LinkReader, looks: number, signal: AbortSignal): LinkReader {
  let left = looks;
  const count = () => {
    signal.throwIfAborted();
    left -= 1;
    if (left < 0) throw new RangeError(`more than ${looks} looks at the file system`);
  };
  return {
    async realpath(path) {
      count();
      return links.realpath(path);
    },
    async linkAt(path) {
      count();
      return links.linkAt(path);
    },
  };
}

const MAX_LINKS = 40;
const MAX_PARTS = 512;

/**
 * Where a whole path leads once every link on its way is followed, as far as it exists; what does not exist yet is
 * added as it is written. A link to nothing counts: writing to it makes what it names. Rejects when it cannot be known.
 */
export async function whereItLeads(path: string, links: LinkReader, budget = { links: MAX_LINKS }): Promise<string> {
  try {
    return await links.realpath(path);
  } catch (failure) {
    if (!isAbsence(failure)) throw failure;
  }
  const { root } = parse(path);
  const parts = path.slice(root.length).split(sep === '\\' ? /[\\/]/ : /\//);
  if (parts.length > MAX_PARTS) throw new RangeError('a path of too many parts');
  let current = root;
  // Parts at the end of `current` that do not exist, below which nothing does.
  let missing = 0;
  for (const part of parts) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      current = dirname(current);
      missing = Math.max(missing - 1, 0);
      continue;
    }
    const next = join(current, part);
    const found = missing > 0 ? undefined : await oneStep(next, links, budget);
    if (found === undefined) missing += 1;
    current = found ?? next;
  }
  return current;
}

/** `undefined` where there is nothing, not even a link. */
async function oneStep(path: string, links: LinkReader, budget: { links: number }): Promise<string | undefined> {
  try {
    return await links.realpath(path);
  } catch (failure) {
    if (!isAbsence(failure)) throw failure;
  }
  const target = await links.linkAt(path);
  if (target === undefined) return undefined;
  budget.links -= 1;
  if (budget.links < 0) throw new RangeError('a path of too many links');
  const next = parse(target).root === '' ? `${dirname(path)}${sep}${target}` : target;
  return whereItLeads(next, links, budget);
}

function isAbsence(failure: unknown): boolean {
  const { code } = failure as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
