import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface RotatingFileNeeds {
  readonly path: string;
  /** A file that would become larger is put aside as `<path>.1`, what was there before as `<path>.2`, and so on. */
  readonly maxBytes: number;
  /** How many are kept aside; the oldest is written over. */
  readonly keep: number;
}

/** A file that text is put at the end of, closed to other users. It may be moved away at any time. */
export function createRotatingFile({ path, maxBytes, keep }: RotatingFileNeeds) {
  async function turn(): Promise<void> {
    for (let number = keep; number > 1; number -= 1) await moveIfThere(`${path}.${number - 1}`, `${path}.${number}`);
    await moveIfThere(path, `${path}.1`);
  }

  return {
    async append(text: string): Promise<void> {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const size = await sizeOf(path);
      if (size > 0 && size + Buffer.byteLength(text) > maxBytes) await turn();
      await appendFile(path, text, { mode: 0o600 });
    },
  };
}

const isAbsent = (failure: unknown): boolean =>
  failure instanceof Error && 'code' in failure && failure.code === 'ENOENT';

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (failure) {
    if (isAbsent(failure)) return 0;
    throw failure;
  }
}

async function moveIfThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (failure) {
    if (!isAbsent(failure)) throw failure;
  }
}
