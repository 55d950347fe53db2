import type { ActivityFilter, ActivityQuery } from '../../../shared/contract/activity-inputs';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { ActivityLine, ActivityPage } from '../../../shared/model/activity-line';
import { createLineMatcher, momentOf } from './match-line';
import { linesBackward, linesForward } from './read-lines';
import { sizedSegments, type SizedSegment } from './segments';

/** What one page may read; one that found little until then says where to go on. */
const MAX_READ_BYTES = 64 * 1024 * 1024;
/** No request lasts longer. */
const LONGEST_MS = 86_400_000;

/** Newest first. Holds one page in memory, however long the log is. */
export async function queryActivity(
  directory: string,
  query: ActivityQuery,
  maxReadBytes = MAX_READ_BYTES,
): Promise<ActivityPage> {
  const match = createLineMatcher(query);
  const from = query.cursor === undefined ? undefined : readCursor(query.cursor);
  const segments = (await sizedSegments(directory)).filter((segment) => mayHold(segment, query)).toReversed();
  const lines: ActivityLine[] = [];
  let read = 0;
  for (const segment of segments) {
    if (from !== undefined && isAfter(segment, from)) continue;
    const before = from?.name === segment.name ? from.offset : undefined;
    for await (const raw of linesBackward(segment.path, before)) {
      read += raw.end - raw.start;
      const line = raw.isWhole ? match(raw.text) : undefined;
      if (line !== undefined) lines.push(line);
      if (lines.length < query.limit && read < maxReadBytes) continue;
      const isAll = raw.start === 0 && segment === segments.at(-1);
      return isAll ? { lines } : { lines, next: writeCursor(segment, raw.start) };
    }
  }
  return { lines };
}

/** Every line that is meant, oldest first. */
export async function* allActivity(directory: string, filter: ActivityFilter): AsyncGenerator<ActivityLine> {
  const match = createLineMatcher(filter);
  for (const segment of await sizedSegments(directory)) {
    if (!mayHold(segment, filter)) continue;
    for await (const { text, isWhole } of linesForward(segment.path)) {
      const line = isWhole ? match(text) : undefined;
      if (line !== undefined) yield line;
    }
  }
}

/** Judged by when it was written: a line says when its request came, and is written when it ends. */
function mayHold({ day, writtenAt }: SizedSegment, { since, until }: ActivityFilter): boolean {
  if (since !== undefined && writtenAt < momentOf(since)) return false;
  return until === undefined || Date.parse(day) - LONGEST_MS <= momentOf(until);
}

interface Cursor {
  readonly name: string;
  readonly day: string;
  readonly number: number;
  readonly offset: number;
}

const writeCursor = ({ day, number }: SizedSegment, offset: number): string => `${day}.${number}.${offset}`;

function readCursor(text: string): Cursor {
  const [, day, number, offset] = /^(\d{4}-\d{2}-\d{2})\.(\d{1,9})\.(\d{1,15})$/.exec(text) ?? [];
  if (day === undefined) throw new GatewayError('invalid_params', 'This "cursor" was not given by this log');
  const name = number === '0' ? `${day}.jsonl` : `${day}-${number}.jsonl`;
  return { name, day, number: Number(number), offset: Number(offset) };
}

const isAfter = (segment: SizedSegment, { day, number }: Cursor): boolean =>
  segment.day > day || (segment.day === day && segment.number > number);
