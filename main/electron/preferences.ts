import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { ALERT_WAYS } from '../../shared/contract/desktop-facts';
import { isErrno } from '../../shared/errors/errno';
import type { Logger } from '../gateway/ports/logger';

const Bounds = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
});

const Kept = z.object({
  /** Where the console stood, and whether it filled the screen, by what displays there were. */
  places: z.record(z.string(), Bounds.extend({ isMaximized: z.boolean() })).default({}),
  /** As the page wrote it. */
  appearance: z.string().max(1_000).optional(),
  /** How far the person came with the first steps, as the page wrote it. */
  welcome: z.string().max(20).optional(),
  /** Nobody wants to be asked before the gateway stops. */
  quitsWithoutAsking: z.boolean().default(false),
  /** It was said that closing the window stops nothing. */
  wasToldOfClosing: z.boolean().default(false),
  /** How the person wants to be alerted of calls that wait. */
  alertBy: z.enum(ALERT_WAYS).default('window'),
  /** The version that ran last. */
  version: z.string().max(100).optional(),
});
export type Kept = z.output<typeof Kept>;

/** What the desktop remembers of its windows. Losing it costs nothing but their places. */
export interface Preferences {
  get(): Kept;
  set(change: Partial<Kept>): void;
}

/** Reads the file, and takes what it cannot read for an empty one. What is set is written at once. */
export function openPreferences(path: string, log: Logger): Preferences {
  let kept = read(path, log);
  return {
    get: () => kept,
    set(change) {
      kept = { ...kept, ...change };
      try {
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
        writeFileAtomic.sync(path, `${JSON.stringify(kept, undefined, 2)}\n`, { mode: 0o600 });
      } catch (failure) {
        log.warn('The places of the windows are not remembered', { path, cause: String(failure) });
      }
    },
  };
}

function read(path: string, log: Logger): Kept {
  try {
    return Kept.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (failure) {
    if (!isErrno(failure, 'ENOENT'))
      log.warn('What was remembered of the windows cannot be read', { path, cause: String(failure) });
    return Kept.parse({});
  }
}
