import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Logger } from '../ports/logger';
import { endOrphans, isGroupAlive, killGroupNow, listGroupMembers } from './process-group';
import { readProcessStartTime } from './process-start-time';

/** Every child carries this in its environment, with the random id of the run that started it. */
export const CHILD_MARKER = 'SECURE_MCP_GATEWAY_CHILD';

const ChildRecord = z.object({
  pid: z.number().int().min(2),
  startTime: z.string().optional(),
  command: z.string(),
  marker: z.string(),
});
type ChildRecord = z.output<typeof ChildRecord>;

export interface ChildJournal {
  /** Notes a child that was just started. */
  add(child: { readonly pid: number; readonly command: string }): void;
  remove(pid: number): void;
  /** Ends what a previous run left behind; resolves with how many process groups that were. */
  sweep(): Promise<number>;
  /** Resolves when no child is left, or at the deadline. */
  whenEmpty(deadlineMs: number): Promise<void>;
  killAllNow(): void;
}

/** Remembers our children on disk, so that a run that was killed leaves no orphan to the next. */
export function createChildJournal(path: string, marker: string, log: Logger): ChildJournal {
  const leftovers = readRecords(path);
  const living = new Map<number, ChildRecord>();
  const waiting: (() => void)[] = [];
  const save = () => {
    try {
      writeRecords(path, [...leftovers, ...living.values()]);
    } catch (failure) {
      log.warn('The journal of child processes cannot be written', { path, cause: String(failure) });
    }
  };
  return {
    add({ pid, command }) {
      const startTime = readProcessStartTime(pid);
      living.set(pid, { pid, command, marker, ...(startTime === undefined ? {} : { startTime }) });
      save();
    },
    remove(pid) {
      if (!living.delete(pid)) return;
      save();
      if (living.size === 0) for (const tell of waiting.splice(0)) tell();
    },
    whenEmpty(deadlineMs) {
      if (living.size === 0) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, deadlineMs);
        waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    },
    async sweep() {
      const ours = leftovers.splice(0).filter(isStillOurs);
      await Promise.all(ours.map(({ pid }) => endOrphans(pid)));
      if (ours.length > 0)
        log.warn('Ended servers that a previous run left behind', { commands: ours.map((it) => it.command) });
      save();
      return ours.length;
    },
    killAllNow() {
      for (const pid of living.keys()) killGroupNow(pid);
    },
  };
}

/** Ends the process groups that a previous run recorded in this journal and that are still the same processes. */
export function sweepLeftovers(journalPath: string, log: Logger): Promise<number> {
  return createChildJournal(journalPath, '', log).sweep();
}

// A pid alone proves nothing: it may have been given to somebody else.
function isStillOurs(record: ChildRecord): boolean {
  if (record.startTime === undefined) return false;
  const startTime = readProcessStartTime(record.pid);
  if (startTime !== undefined) return startTime === record.startTime && isGroupAlive(record.pid);
  if (process.platform !== 'linux' || !isGroupAlive(record.pid)) return false;
  return listGroupMembers(record.pid).some((pid) => carriesMarker(pid, record.marker));
}

function carriesMarker(pid: number, marker: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(`${CHILD_MARKER}=${marker}`);
  } catch {
    return false;
  }
}

function readRecords(path: string): ChildRecord[] {
  try {
    const parsed = z.array(ChildRecord).safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data : [];
  } catch {
    return [];
  }
}

function writeRecords(path: string, records: readonly ChildRecord[]): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, `${JSON.stringify(records, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(temporary, path);
}
