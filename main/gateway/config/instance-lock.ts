import { rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { lock } from 'proper-lockfile';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeCause, isErrno } from '../../../shared/errors/errno';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { DataDirectory } from './data-directory';
import { LOCK_TIMINGS, withFileLock, type LockTimings } from './file-lock';
import { namesDeadProcess, readRuntimeFile, removeRuntimeFile, type RuntimeFacts } from './runtime-file';

export interface InstanceLock {
  /** Safe to call twice. */
  release(): Promise<void>;
}

/** How often the holder says that it is alive. */
const REFRESH_MS = 1_000;

/**
 * Makes this process the one gateway of its data directory; throws `unavailable` naming the one that runs. A lock
 * whose holder was killed is taken over: at once when its runtime file names a dead process, else when it is stale.
 * `onLost` is told when the lock slips away, for example because the directory was deleted.
 */
export async function acquireInstanceLock(
  directory: Pick<DataDirectory, 'root' | 'run' | 'runtimeFile'>,
  onLost: (cause: Error) => void = () => undefined,
  timings: LockTimings = LOCK_TIMINGS,
): Promise<InstanceLock> {
  const lockPath = join(directory.run, 'gateway.lock');
  const deadline = performance.now() + timings.staleMs + 1_000;
  // Taken and judged under one short lock, so that of two gateways that start together only one succeeds.
  const guard = join(directory.run, 'start');
  for (;;) {
    const taken = await withFileLock(guard, () => take(directory, lockPath, timings.staleMs, onLost), timings);
    if (taken !== undefined) return taken;
    const running = await readRuntimeFile(directory.runtimeFile);
    if (running !== undefined || performance.now() > deadline) throw alreadyRuns(directory.root, lockPath, running);
    await sleep(100);
  }
}

/** `undefined` while another process holds the lock. */
async function take(
  directory: Pick<DataDirectory, 'run' | 'runtimeFile'>,
  lockPath: string,
  staleMs: number,
  onLost: (cause: Error) => void,
): Promise<InstanceLock | undefined> {
  if (await isAbandoned(lockPath, directory.runtimeFile, staleMs)) await rmdir(lockPath).catch(() => undefined);
  let isHeld = true;
  const onCompromised = (cause: Error): void => {
    isHeld = false;
    onLost(cause);
  };
  try {
    const options = { realpath: false, lockfilePath: lockPath, stale: Infinity, update: REFRESH_MS, onCompromised };
    const unlock = await lock(directory.run, options);
    await removeRuntimeFile(directory.runtimeFile);
    return {
      async release() {
        if (!isHeld) return;
        isHeld = false;
        await unlock();
      },
    };
  } catch (thrown) {
    if (isErrno(thrown, 'ELOCKED')) return undefined;
    const message = `The gateway's lock ${lockPath} cannot be taken: ${describeCause(thrown)}`;
    throw new GatewayError('operation_failed', message, { lock: lockPath }, { cause: thrown });
  }
}

/** Whether a gateway runs with the directory, starts or stops. */
export async function isInstanceLocked({ run, runtimeFile }: Pick<DataDirectory, 'run' | 'runtimeFile'>) {
  const lockPath = join(run, 'gateway.lock');
  const isThere = (await stat(lockPath).catch(() => undefined)) !== undefined;
  return isThere && !(await isAbandoned(lockPath, runtimeFile, LOCK_TIMINGS.staleMs));
}

async function isAbandoned(lockPath: string, runtimeFile: string, staleMs: number): Promise<boolean> {
  const found = await stat(lockPath).catch(() => undefined);
  if (found === undefined) return false;
  return found.mtimeMs < Date.now() - staleMs || (await namesDeadProcess(runtimeFile));
}

function alreadyRuns(root: string, lockPath: string, running: RuntimeFacts | undefined): GatewayError {
  if (running === undefined) {
    const message = `Another gateway is starting or stopping with the data directory ${root}`;
    return new GatewayError('unavailable', message, { path: root, lock: lockPath });
  }
  const { pid, addresses } = running;
  const message = `A gateway already runs with the data directory ${root}: process ${pid} at ${addresses.mcp}, admin at ${addresses.admin}`;
  return new GatewayError('unavailable', message, { path: root, pid, addresses });
}
