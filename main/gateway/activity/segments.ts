import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** `<day>-<n>.jsonl`; earlier versions wrote `<day>.jsonl`. */
const SEGMENT = /^(\d{4}-\d{2}-\d{2})(?:-(\d{1,9}))?\.jsonl$/;

export interface Segment {
  readonly name: string;
  readonly path: string;
  readonly day: string;
  /** 0 in the names of earlier versions. */
  readonly number: number;
}

/** In the order in which they were written. */
export async function listSegments(directory: string): Promise<readonly Segment[]> {
  const names = await readdir(directory).catch(() => []);
  return names
    .flatMap((name): Segment[] => {
      const [, day, number = '0'] = SEGMENT.exec(name) ?? [];
      return day === undefined ? [] : [{ name, path: join(directory, name), day, number: Number(number) }];
    })
    .sort((a, b) => (a.day === b.day ? a.number - b.number : a.day < b.day ? -1 : 1));
}

export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The segment that follows another. A clock that was set back does not reorder them. */
export function nextSegment(last: Pick<Segment, 'day' | 'number'> | undefined, at: number) {
  const today = dayOf(at);
  const day = last !== undefined && last.day > today ? last.day : today;
  const number = last?.day === day ? last.number + 1 : 1;
  return { name: `${day}-${number}.jsonl`, day, number };
}

export interface SizedSegment extends Segment {
  readonly bytes: number;
  /** Epoch milliseconds of the last write. */
  readonly writtenAt: number;
}

/** Those that are there no more are left out. */
export async function sizedSegments(directory: string): Promise<readonly SizedSegment[]> {
  const sized = (await listSegments(directory)).map(async (segment) => {
    const found = await stat(segment.path).catch(() => undefined);
    return found === undefined ? [] : [{ ...segment, bytes: found.size, writtenAt: found.mtimeMs }];
  });
  return (await Promise.all(sized)).flat();
}
