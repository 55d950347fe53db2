import { statSync } from 'node:fs';
import type { FileStamp } from './read-config-text';

export interface ConfigWatch {
  /** Whether the file differs from its accepted state; a vanished file does. Takes a few microseconds. */
  hasChanged(): boolean;
  /**
   * Takes the file's state as known: the given one, or the present one. Accept before loading, so that a change
   * during the load is seen afterwards.
   */
  accept(stamp?: FileStamp): void;
}

/** Compares a file with its last accepted state by one `stat`, cheap enough to be asked once per request. */
export function createConfigWatch(path: string): ConfigWatch {
  let accepted = readStamp(path);
  return {
    hasChanged: () => !sameStamp(accepted, readStamp(path)),
    accept(stamp) {
      accepted = stamp ?? readStamp(path);
    },
  };
}

/** The file's stamp now; `undefined` when it cannot be found. */
export function readStamp(path: string): FileStamp | undefined {
  try {
    const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
    return stats && { mtimeNs: stats.mtimeNs, ino: stats.ino, size: stats.size };
  } catch {
    return undefined;
  }
}

/** Whether two stamps are of the same saved state; a missing file is a state of its own. */
export function sameStamp(one: FileStamp | undefined, other: FileStamp | undefined): boolean {
  return one?.mtimeNs === other?.mtimeNs && one?.ino === other?.ino && one?.size === other?.size;
}
