import { open, type FileHandle } from 'node:fs/promises';

const CHUNK_BYTES = 64 * 1024;
/** What is longer is no line of ours; it is given as a piece that is not whole. */
const MAX_LINE_BYTES = 16 * 1024 * 1024;
const NEWLINE = 10;

export interface RawLine {
  readonly text: string;
  /** Offset of its first byte. */
  readonly start: number;
  /** Offset behind its newline. */
  readonly end: number;
  /** False for an end without a newline, and for what is too long. */
  readonly isWhole: boolean;
}

/** From the given offset to the end. A file that is not there has no lines. Only `\n` ends a line. */
export async function* linesForward(path: string, from = 0): AsyncGenerator<RawLine> {
  const file = await openIfThere(path);
  if (file === undefined) return;
  try {
    let kept: Buffer = Buffer.alloc(0);
    let start = from;
    for (let position = from; ;) {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, position);
      if (bytesRead === 0) break;
      position += bytesRead;
      kept = Buffer.concat([kept, buffer.subarray(0, bytesRead)]);
      let at = 0;
      for (let end = kept.indexOf(NEWLINE); end !== -1; end = kept.indexOf(NEWLINE, at)) {
        yield { text: kept.toString('utf8', at, end), start: start + at, end: start + end + 1, isWhole: true };
        at = end + 1;
      }
      kept = kept.subarray(at);
      start += at;
      if (kept.length > MAX_LINE_BYTES) {
        yield { text: '', start, end: start + kept.length, isWhole: false };
        start += kept.length;
        kept = Buffer.alloc(0);
      }
    }
    if (kept.length > 0) {
      yield { text: kept.toString('utf8'), start, end: start + kept.length, isWhole: false };
    }
  } finally {
    await file.close();
  }
}

/** From the given offset, or the end, to the beginning. */
export async function* linesBackward(path: string, before?: number): AsyncGenerator<RawLine> {
  const file = await openIfThere(path);
  if (file === undefined) return;
  try {
    let position = Math.min(before ?? Infinity, (await file.stat()).size);
    // Bytes from `position` on that belong to a line whose beginning was not read yet.
    let kept: Buffer = Buffer.alloc(0);
    while (position > 0) {
      const length = Math.min(CHUNK_BYTES, position);
      position -= length;
      const { buffer } = await file.read(Buffer.allocUnsafe(length), 0, length, position);
      kept = Buffer.concat([buffer, kept]);
      // The newline that ends the last line here is its own, not that of the next.
      for (let cut = newlineBefore(kept); cut !== -1; cut = newlineBefore(kept)) {
        yield lineAt(kept.subarray(cut + 1), position + cut + 1);
        kept = kept.subarray(0, cut + 1);
      }
      if (kept.length > MAX_LINE_BYTES) kept = Buffer.alloc(0);
    }
    if (kept.length > 0) yield lineAt(kept, 0);
  } finally {
    await file.close();
  }
}

const newlineBefore = (bytes: Buffer): number => (bytes.length < 2 ? -1 : bytes.lastIndexOf(NEWLINE, bytes.length - 2));

function lineAt(bytes: Buffer, start: number): RawLine {
  const isWhole = bytes.at(-1) === NEWLINE;
  const text = bytes.toString('utf8', 0, isWhole ? bytes.length - 1 : bytes.length);
  return { text, start, end: start + bytes.length, isWhole };
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw failure;
  }
}
