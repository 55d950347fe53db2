import { readdir, stat } from 'node:fs/promises';
import { dirname, join, parse, sep } from 'node:path';
import { isErrno } from '../../../shared/errors/errno';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { Candidate, ClientDefinition } from './client-definition';
import type { Places } from './places';

/** Where a client is on this machine. */
export interface LocatedClient {
  readonly isInstalled: boolean;
  /** The files that an entry belongs into, whether they are there or not; empty where it is not installed. */
  readonly targets: readonly string[];
  /** Everywhere it was looked for. */
  readonly lookedFor: readonly string[];
}

interface Found {
  readonly candidate: Candidate;
  readonly exists: boolean;
  readonly isMarked: boolean;
}

/** Looks for a client; throws `config_rejected` where it is not clear which of two files it reads. */
export async function locateClient(definition: ClientDefinition, places: Places): Promise<LocatedClient> {
  const candidates = (await Promise.all(definition.files(places).map(expand))).flat();
  const found: Found[] = await Promise.all(
    candidates.map(async (candidate) => {
      const exists = await isThere(candidate.path);
      return { candidate, exists, isMarked: exists || (await isThere(candidate.mark ?? dirname(candidate.path))) };
    }),
  );
  const marks = definition.marks?.(places) ?? [];
  const isMarked = (await Promise.all(marks.map(isThere))).some(Boolean);
  const isInstalled = isMarked || found.some((one) => one.isMarked);
  const lookedFor = [...candidates.map(({ path }) => path), ...marks];
  return { isInstalled, targets: isInstalled ? targetsOf(definition, found) : [], lookedFor };
}

function targetsOf({ title, choose }: ClientDefinition, found: readonly Found[]): readonly string[] {
  const pathOf = ({ candidate }: Found): string => candidate.path;
  const present = found.filter(({ exists }) => exists);
  if (choose === 'only' && present.length > 1) {
    const message = `${title} has both ${present.map(pathOf).join(' and ')}; keep one of them`;
    throw new GatewayError('config_rejected', message, { paths: present.map(pathOf) });
  }
  const [first] = present;
  if (choose !== 'every' && first !== undefined) return [pathOf(first)];
  const every = found.filter(({ candidate, exists, isMarked }) => exists || (candidate.always === true && isMarked));
  if (every.length > 0) return every.map(pathOf);
  const wanted = found.find(({ isMarked }) => isMarked) ?? found[0];
  return wanted === undefined || wanted.candidate.path.includes('*') ? [] : [pathOf(wanted)];
}

/** Segments with a `*` become those that are there; what a candidate is marked by follows. */
async function expand(candidate: Candidate): Promise<readonly Candidate[]> {
  if (!candidate.path.includes('*')) return [candidate];
  const { root } = parse(candidate.path);
  let paths = [root];
  for (const segment of candidate.path.slice(root.length).split(sep)) {
    paths = (await Promise.all(paths.map((path) => below(path, segment)))).flat();
  }
  const depth = candidate.mark?.split(sep).length;
  return paths.map((path) => ({
    ...candidate,
    path,
    ...(depth === undefined ? {} : { mark: path.split(sep).slice(0, depth).join(sep) }),
  }));
}

async function below(directory: string, segment: string): Promise<readonly string[]> {
  if (!segment.includes('*')) return [join(directory, segment)];
  const [start = '', end = ''] = segment.split('*');
  const names = await readdir(directory).catch(() => []);
  const fitting = names.filter(
    (name) => name.startsWith(start) && name.endsWith(end) && name.length >= start.length + end.length,
  );
  return fitting.sort().map((name) => join(directory, name));
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (cause) {
    // What may not be looked at is there; reading it will say what is the matter.
    return !isErrno(cause, 'ENOENT', 'ENOTDIR');
  }
}
