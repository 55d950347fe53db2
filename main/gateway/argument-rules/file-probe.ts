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
  for (const part of parts) {
    if (part === '' || part === '.') continue;
    if (part === '..') current = dirname(current);
    else current = await oneStep(join(current, part), links, budget);
  }
  return current;
}

async function oneStep(path: string, links: LinkReader, budget: { links: number }): Promise<string> {
  try {
    return await links.realpath(path);
  } catch (failure) {
    if (!isAbsence(failure)) throw failure;
  }
  const target = await links.linkAt(path);
  if (target === undefined) return path;
  budget.links -= 1;
  if (budget.links < 0) throw new RangeError('a path of too many links');
  const next = parse(target).root === '' ? `${dirname(path)}${sep}${target}` : target;
  return whereItLeads(next, links, budget);
}

function isAbsence(failure: unknown): boolean {
  const { code } = failure as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
