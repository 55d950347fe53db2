import { mkdir, open, truncate } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const FLUSH_MS = 200;
const RETRY_MS = 1_000;

/** Lines on their way to the disk, in their order. Nobody waits for it; what it does not take is tried again. */
export interface WriteQueue {
  /** `end` is what the log reaches with this line. */
  add(file: string, line: string, end?: LineEnd): void;
  /** What was added and is not on the disk yet. */
  waitingBytes(): number;
  /** Writes now what waits, unless that is being done or just failed. */
  hurry(): void;
  /** Why the last attempt failed; absent: it did not. */
  trouble(): string | undefined;
  /** Rejects when something is still not on the disk afterwards. */
  flush(): Promise<void>;
}

export interface LineEnd {
  readonly seq: number;
  readonly hash: string;
}

export interface WriteQueueNeeds {
  readonly directory: string;
  /** Told how far the log on the disk reaches. */
  readonly onWritten: (end: LineEnd | undefined) => Promise<void>;
  readonly onTrouble: (failure: unknown) => void;
  readonly onRecovered: () => void;
}

interface Batch {
  readonly file: string;
  readonly lines: string[];
  bytes: number;
  end?: LineEnd | undefined;
  /** It is being written. */
  isClosed: boolean;
}

export function createWriteQueue({ directory, onWritten, onTrouble, onRecovered }: WriteQueueNeeds): WriteQueue {
  const batches: Batch[] = [];
  const append = createAppender(directory);
  let bytes = 0;
  let reason: string | undefined;
  let writing = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  /** That are under way or wait for it. */
  let turns = 0;

  async function write(): Promise<void> {
    let end: LineEnd | undefined;
    // What is added meanwhile waits for the next turn, or there would be no pause under load.
    for (let left = batches.length; left > 0; left -= 1) {
      const batch = batches[0]!;
      batch.isClosed = true;
      try {
        await append(batch.file, `${batch.lines.join('\n')}\n`);
      } catch (failure) {
        fail(failure);
        throw failure;
      }
      batches.shift();
      bytes -= batch.bytes;
      end = batch.end ?? end;
    }
    const hadTrouble = reason !== undefined;
    reason = undefined;
    if (hadTrouble) onRecovered();
    await onWritten(end);
  }

  function fail(failure: unknown): void {
    const isNew = reason === undefined;
    reason = failure instanceof Error ? failure.message : String(failure);
    if (isNew) onTrouble(failure);
    wake(RETRY_MS);
  }

  function wake(afterMs: number): void {
    timer ??= setTimeout(() => void flush().catch(() => undefined), afterMs).unref();
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    // One failed write must not be the end of all that follow.
    turns += 1;
    writing = writing
      .catch(() => undefined)
      .then(write)
      .finally(() => (turns -= 1));
    return writing;
  }

  return {
    add(file, line, end) {
      const last = batches.at(-1);
      const isSame = last?.file === file && !last.isClosed;
      const batch: Batch = isSame ? last : { file, lines: [], bytes: 0, isClosed: false };
      if (!isSame) batches.push(batch);
      batch.end = end ?? batch.end;
      batch.lines.push(line);
      batch.bytes += line.length + 1;
      bytes += line.length + 1;
      wake(FLUSH_MS);
    },
    waitingBytes: () => bytes,
    hurry() {
      if (turns === 0 && reason === undefined) void flush().catch(() => undefined);
    },
    trouble: () => reason,
    flush,
  };
}

/** Appends to a file all or nothing, as far as the system lets us. */
function createAppender(directory: string) {
  /** Files that may hold a part of what failed, and how long they are without it. */
  const goodSizes = new Map<string, number>();

  return async (file: string, text: string): Promise<void> => {
    const path = join(directory, file);
    const good = goodSizes.get(path);
    if (good !== undefined) await truncate(path, good);
    goodSizes.delete(path);
    const handle = await openToAppend(path);
    try {
      const { size } = await handle.stat();
      try {
        await handle.appendFile(text);
        await handle.datasync();
      } catch (failure) {
        goodSizes.set(path, size);
        await handle.truncate(size).then(
          () => goodSizes.delete(path),
          () => undefined,
        );
        throw failure;
      }
    } finally {
      await handle.close();
    }
  };
}

async function openToAppend(path: string) {
  try {
    return await open(path, 'a', 0o600);
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code !== 'ENOENT') throw failure;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    return open(path, 'a', 0o600);
  }
}
