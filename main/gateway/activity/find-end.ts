import { truncate } from 'node:fs/promises';
import type { RecoveredEntry } from '../../../shared/model/activity-line';
import { hashOf, NO_LINE, readLine } from './chain';
import { readHead } from './head-file';
import { linesBackward } from './read-lines';
import { listSegments, type Segment } from './segments';

/** Where a log is to be continued. */
export interface LogEnd {
  readonly segment?: Segment;
  readonly segmentBytes: number;
  readonly seq: number;
  readonly previous: string;
  /** What is to be recorded about how the end was found. */
  readonly found: readonly Omit<RecoveredEntry, 'kind' | 'at'>[];
}

const MAX_TORN_TEXT = 2_000;

/** Finds the end of a log, and cuts off the line that a crash left unfinished. */
export async function findEnd(directory: string): Promise<LogEnd> {
  const segments = await listSegments(directory);
  const found: Omit<RecoveredEntry, 'kind' | 'at'>[] = [];
  const newest = segments.at(-1);
  let segmentBytes = 0;
  let last: string | undefined;
  for (const segment of segments.toReversed()) {
    for await (const line of linesBackward(segment.path)) {
      if (!line.isWhole) {
        await truncate(segment.path, line.start);
        const text = line.text.slice(0, MAX_TORN_TEXT);
        found.push({ because: 'torn-line', segment: segment.name, bytes: line.end - line.start, text });
        continue;
      }
      if (segment === newest) segmentBytes = line.end;
      last = line.text;
      break;
    }
    if (last !== undefined) break;
  }
  const seq = last === undefined ? 0 : (readLine(last)?.seq ?? 0);
  const previous = last === undefined ? NO_LINE : hashOf(last);
  const reached = await comparedWithHead(directory, { seq, isEmpty: last === undefined });
  const head = reached?.reached;
  return {
    ...(newest === undefined ? {} : { segment: newest }),
    segmentBytes,
    // Numbers that were given once are not given again.
    seq: Math.max(seq, head?.seq ?? 0),
    previous,
    found: reached === undefined ? found : [...found, reached],
  };
}

async function comparedWithHead(
  directory: string,
  end: { readonly seq: number; readonly isEmpty: boolean },
): Promise<Omit<RecoveredEntry, 'kind' | 'at'> | undefined> {
  const head = await readHead(directory);
  // Logs of earlier versions, and those that were just begun, have none.
  if (head === undefined) return end.seq === 0 ? undefined : { because: 'head-missing' };
  if (head.seq <= end.seq) return undefined;
  return { because: 'missing-lines', reached: { seq: head.seq, hash: head.hash } };
}
