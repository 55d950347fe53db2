import { readFileSync } from 'node:fs';
import writeFileAtomic from 'write-file-atomic';
import { describeCause, isErrno } from '../../../shared/errors/errno';
import { isJsonObject } from '../../../shared/model/json-rpc';
import type { Logger } from '../ports/logger';
import type { StateStore } from '../ports/state-store';

export interface FlushableStateStore extends StateStore {
  /** Resolves when everything written so far is on disk, or is known not to be. */
  flush(): Promise<void>;
}

/** How long changes are gathered before one write. */
const DEBOUNCE_MS = 200;

/** The gateway's own memory in one file. A damaged or unreadable file is an empty memory, with a warning. */
export function openStateStore(path: string, log: Logger): FlushableStateStore {
  const sections = readSections(path, log);
  let timer: NodeJS.Timeout | undefined;
  let isDirty = false;
  let writing: Promise<void> = Promise.resolve();

  async function save(): Promise<void> {
    if (!isDirty) return;
    isDirty = false;
    try {
      await writeFileAtomic(path, `${JSON.stringify(Object.fromEntries(sections))}\n`, { mode: 0o600 });
    } catch (cause) {
      isDirty = true;
      log.warn('State could not be saved; it is kept in memory', { path, cause: describeCause(cause) });
    }
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(save);
    return writing;
  }

  return {
    read: <T>(section: string) => sections.get(section) as T | undefined,
    write(section, value) {
      if (value === undefined) sections.delete(section);
      else sections.set(section, value);
      isDirty = true;
      timer ??= setTimeout(() => void flush(), DEBOUNCE_MS);
    },
    flush,
  };
}

function readSections(path: string, log: Logger): Map<string, unknown> {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (isJsonObject(value)) return new Map(Object.entries(value));
    log.warn('State is damaged and begins anew', { path, cause: 'it is not a JSON object' });
  } catch (cause) {
    if (!isErrno(cause, 'ENOENT')) log.warn('State is damaged and begins anew', { path, cause: describeCause(cause) });
  }
  return new Map();
}
