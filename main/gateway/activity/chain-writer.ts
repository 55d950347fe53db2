import type { ActivityEntry, ActivityLine, CheckpointEntry } from '../../../shared/model/activity-line';
import { hashOf, readLine, sealLine } from './chain';
import type { LogEnd } from './find-end';
import { dayOf, nextSegment, type Segment } from './segments';
import type { Signer } from './signing-key';
import type { LineEnd } from './write-queue';

const CHECKPOINT_LINES = 1_000;

export interface ChainWriterNeeds {
  readonly end: LogEnd;
  readonly maxSegmentBytes: () => number;
  readonly signer: () => Signer | undefined;
  readonly now: () => number;
  /** Takes a finished line on its way to the disk. */
  readonly add: (segment: string, line: string, end: LineEnd) => void;
  readonly onSegment: () => void;
}

/** Makes entries into lines, each continuing the one before, and says to which segment they go. */
export interface ChainWriter {
  append(entry: ActivityEntry): string;
  /** Signs what there is, unless nothing was added since. */
  checkpoint(because: CheckpointEntry['because']): void;
}

export function createChainWriter({
  end,
  maxSegmentBytes,
  signer,
  now,
  add,
  onSegment,
}: ChainWriterNeeds): ChainWriter {
  let { seq, previous } = end;
  let segment: Pick<Segment, 'name' | 'day' | 'number'> | undefined = end.segment;
  // What earlier versions wrote is not written to any more.
  let bytes = segment?.number === 0 ? Infinity : end.segmentBytes;
  let sinceCheckpoint = 0;

  function write(entry: ActivityEntry): string {
    segment ??= nextSegment(undefined, now());
    const isSigned = entry.kind === 'checkpoint' || entry.kind === 'retention';
    const by = isSigned ? signer() : undefined;
    const signed = by === undefined ? entry : { ...entry, key: by.fingerprint };
    const line = sealLine(signed, { seq: seq + 1, previous, ...(by === undefined ? {} : { sign: by.sign }) });
    seq += 1;
    previous = hashOf(line);
    bytes += line.length + 1;
    sinceCheckpoint = entry.kind === 'checkpoint' ? 0 : sinceCheckpoint + 1;
    add(segment.name, line, { seq, hash: previous });
    return line;
  }

  function checkpoint(because: CheckpointEntry['because']): void {
    if (sinceCheckpoint > 0 || because === 'key') write({ kind: 'checkpoint', at: now(), because });
  }

  /** A segment ends with a checkpoint, and so can be judged without the next. */
  function rotate(): void {
    if (segment !== undefined && segment.number > 0) checkpoint('rotation');
    segment = nextSegment(segment, now());
    bytes = 0;
    onSegment();
  }

  return {
    append(entry) {
      if (segment !== undefined && (bytes >= maxSegmentBytes() || segment.day < dayOf(now()))) rotate();
      const line = write(entry);
      if (sinceCheckpoint >= CHECKPOINT_LINES) checkpoint('interval');
      return line;
    },
    checkpoint,
  };
}

/** An entry as whoever reads the log will see it. */
export const lineOf = (text: string): ActivityLine => readLine(text) as ActivityLine;
