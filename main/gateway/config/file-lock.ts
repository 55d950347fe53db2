import { rmdir, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { lock } from 'proper-lockfile';
import { describeCause, isErrno } from '../../../shared/errors/errno';
import { GatewayError } from '../../../shared/errors/gateway-error';

export interface LockTimings {
  /** A lock that was not refreshed for so long belongs to a process that died. */
  readonly staleMs: number;
  /** Longest wait for another process. Longer than `staleMs`, or a dead process would block us. */
  readonly waitMs: number;
}

export const LOCK_TIMINGS: LockTimings = { staleMs: 5_000, waitMs: 15_000 };

/** How often the holder says that it is alive. */
const REFRESH_MS = 1_000;

/**
 * Runs `work` while no other process holds the lock of `file`. `isHeld` turns false when the lock was lost, for
 * example because this machine slept; ask it before the step that cannot be taken back.
 */
export async function withFileLock<T>(
  file: string,
  work: (isHeld: () => boolean) => Promise<T>,
  timings: LockTimings = LOCK_TIMINGS,
): Promise<T> {
  const held = await acquire(file, timings);
  try {
    return await work(held.isHeld);
  } finally {
    await held.release();
  }
}

interface HeldLock {
  readonly isHeld: () => boolean;
  readonly release: () => Promise<void>;
}

async function acquire(file: string, { staleMs, waitMs }: LockTimings): Promise<HeldLock> {
  const lockPath = `${file}.lock`;
  const deadline = performance.now() + waitMs;
  for (;;) {
    const held = await tryLock(file, lockPath);
    if (held !== undefined) return held;
    if (performance.now() > deadline) throw lockIsHeld(file, lockPath, waitMs);
    await clearStale(lockPath, staleMs);
    await sleep(10 + Math.floor((performance.now() * 1_000) % 40));
  }
}

/** `undefined` while another process holds the lock. */
async function tryLock(file: string, lockPath: string): Promise<HeldLock | undefined> {
  let isHeld = true;
  const onCompromised = (): void => {
    isHeld = false;
  };
  try {
    // Never stale to the library: two waiters could each remove the same lock, the second one a fresh one.
    const options = { realpath: false, lockfilePath: lockPath, stale: Infinity, update: REFRESH_MS, onCompromised };
    const unlock = await lock(file, options);
    return { isHeld: () => isHeld, release: () => (isHeld ? unlock() : Promise.resolve()) };
  } catch (thrown) {
    if (isErrno(thrown, 'ELOCKED')) return undefined;
    const message = `${file} cannot be locked at ${lockPath}: ${describeCause(thrown)}`;
    throw new GatewayError('operation_failed', message, { path: file, lock: lockPath }, { cause: thrown });
  }
}

/** Removes a dead process's lock. Removers take turns and look again, so nobody removes a living one. */
async function clearStale(lockPath: string, staleMs: number): Promise<void> {
  if (!(await isStale(lockPath, staleMs))) return;
  const release = await lock(lockPath, { realpath: false, lockfilePath: `${lockPath}.cleanup`, stale: 2_000 }).catch(
    () => undefined,
  );
  if (release === undefined) return;
  try {
    if (await isStale(lockPath, staleMs)) await rmdir(lockPath);
  } catch (thrown) {
    if (!isErrno(thrown, 'ENOENT')) throw thrown;
  } finally {
    await release();
  }
}

async function isStale(lockPath: string, staleMs: number): Promise<boolean> {
  const found = await stat(lockPath).catch(() => undefined);
  return found !== undefined && found.mtimeMs < Date.now() - staleMs;
}

function lockIsHeld(file: string, lockPath: string, waitMs: number): GatewayError {
  const message =
    `Another process has been changing ${file} for more than ${Math.round(waitMs / 1_000)} s; ` +
    `if none is, remove the lock ${lockPath}`;
  return new GatewayError('unavailable', message, { path: file, lock: lockPath });
}
