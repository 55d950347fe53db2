import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareDataDirectory, type DataDirectory } from '../../../../../main/gateway/config/data-directory';
import { acquireInstanceLock } from '../../../../../main/gateway/config/instance-lock';
import { readRuntimeFile, writeRuntimeFile } from '../../../../../main/gateway/config/runtime-file';

let root: string;
let directory: DataDirectory;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'smg-instance-'));
  directory = await prepareDataDirectory(root);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const timings = { staleMs: 2_000, waitMs: 5_000 };
const facts = (pid: number) => ({
  pid,
  startedAt: Date.now(),
  version: '1.0.0',
  addresses: { mcp: 'http://127.0.0.1:1/mcp', admin: 'http://127.0.0.1:2', socket: '/s' },
  adminToken: 'token',
});

describe('acquireInstanceLock', () => {
  it('lets one gateway in and names it to the next', async () => {
    const lock = await acquireInstanceLock(directory);
    await writeRuntimeFile(directory.runtimeFile, facts(process.pid));
    await expect(acquireInstanceLock(directory)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining(
        `process ${process.pid} at http://127.0.0.1:1/mcp, admin at http://127.0.0.1:2`,
      ) as string,
      detail: { pid: process.pid },
    });
    await lock.release();
    await lock.release();
    const next = await acquireInstanceLock(directory);
    expect(await readRuntimeFile(directory.runtimeFile)).toBeUndefined();
    await next.release();
  });

  it('lets one of many in that start together', async () => {
    const starts = await Promise.allSettled(
      Array.from({ length: 4 }, () => acquireInstanceLock(directory, undefined, { staleMs: 2_000, waitMs: 5_000 })),
    );
    const locks = starts.filter((start) => start.status === 'fulfilled').map(({ value }) => value);
    expect(locks).toHaveLength(1);
    for (const lock of locks) await lock.release();
  });

  it('takes over at once from a gateway that was killed', async () => {
    await mkdir(join(directory.run, 'gateway.lock'));
    await writeRuntimeFile(directory.runtimeFile, facts(spawnSync(process.execPath, ['-e', '']).pid));
    const started = performance.now();
    const lock = await acquireInstanceLock(directory);
    expect(performance.now() - started).toBeLessThan(1_500);
    await lock.release();
  });

  it('takes over a lock that nobody refreshes', async () => {
    await mkdir(join(directory.run, 'gateway.lock'));
    await utimes(join(directory.run, 'gateway.lock'), 1, 1);
    const lock = await acquireInstanceLock(directory, undefined, timings);
    await lock.release();
  });

  it('tells its holder when it slips away', async () => {
    let lost: Error | undefined;
    await acquireInstanceLock(directory, (cause) => (lost = cause));
    await rm(join(directory.run, 'gateway.lock'), { recursive: true });
    await expect.poll(() => lost).toBeInstanceOf(Error);
  });
});
