import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RetentionEntry } from '../../../shared/model/activity-line';
import { removeOldCaptures } from './captures';
import { hashOf, readLine } from './chain';
import { linesBackward } from './read-lines';
import { sizedSegments, type SizedSegment } from './segments';

interface RetentionLimits {
  readonly maxTotalBytes: number;
  readonly keepDays: number;
}

const DAY_MS = 86_400_000;

/** The oldest segments, as many as have to go; the one that is being written to stays whatever its size. */
async function segmentsToRemove(
  directory: string,
  { maxTotalBytes, keepDays }: RetentionLimits,
  now: number,
): Promise<readonly SizedSegment[]> {
  const segments = await sizedSegments(directory);
  let bytes = segments.reduce((sum, one) => sum + one.bytes, 0);
  let count = 0;
  for (const segment of segments.slice(0, -1)) {
    const isTooOld = segment.writtenAt < now - keepDays * DAY_MS;
    if (!isTooOld && bytes <= maxTotalBytes) break;
    bytes -= segment.bytes;
    count += 1;
  }
  return segments.slice(0, count);
}

/** What the log says about a removal, before it happens. `undefined` when there is nothing to say. */
async function removalOf(
  segments: readonly SizedSegment[],
): Promise<Pick<RetentionEntry, 'removed' | 'upTo'> | undefined> {
  for (const segment of segments.toReversed()) {
    for await (const { text, isWhole } of linesBackward(segment.path)) {
      if (!isWhole) continue;
      const seq = readLine(text)?.seq;
      const upTo = { ...(seq === undefined ? {} : { seq }), hash: hashOf(text) };
      return { removed: segments.map(({ name }) => name), upTo };
    }
  }
  return undefined;
}

export interface CleanerNeeds {
  readonly directory: string;
  readonly limits: () => RetentionLimits & { readonly keepCaptureDays: number };
  readonly now: () => number;
  /** Resolves when the log says so on the disk. */
  readonly announce: (removal: Pick<RetentionEntry, 'removed' | 'upTo'>) => Promise<void>;
  readonly onFailure: (failure: unknown) => void;
}

/** Removes what is kept too long or is too much, one turn after another. */
export function createCleaner({ directory, limits, now, announce, onFailure }: CleanerNeeds) {
  let cleaning = Promise.resolve();

  async function removeOld(): Promise<void> {
    await removeOldCaptures(directory, limits().keepCaptureDays, now());
    const removal = await removalOf(await segmentsToRemove(directory, limits(), now()));
    if (removal === undefined) return;
    await announce(removal);
    await removeSegments(directory, removal.removed);
  }

  return {
    clean(): void {
      cleaning = cleaning.then(removeOld).catch(onFailure);
    },
    done: () => cleaning,
  };
}

async function removeSegments(directory: string, names: readonly string[]): Promise<void> {
  for (const name of names) await rm(join(directory, name), { force: true });
}
