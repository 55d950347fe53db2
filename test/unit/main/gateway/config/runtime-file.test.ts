import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  namesDeadProcess,
  readRuntimeFile,
  removeRuntimeFile,
  writeRuntimeFile,
} from '../../../../../main/gateway/config/runtime-file';

let directory: string;
let path: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'smg-runtime-'));
  path = join(directory, 'gateway.json');
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const facts = (pid: number, startedAt = Date.now()) => ({
  pid,
  startedAt,
  version: '1.0.0',
  addresses: { mcp: 'http://127.0.0.1:1/mcp', admin: 'http://127.0.0.1:2', socket: '/s' },
  adminToken: 'token',
});
const endedPid = () => spawnSync(process.execPath, ['-e', '']).pid;

describe('the runtime file', () => {
  it('tells of a gateway that runs, privately', async () => {
    const running = facts(process.pid);
    await writeRuntimeFile(path, running);
    expect(await readRuntimeFile(path)).toEqual(running);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await removeRuntimeFile(path);
    await removeRuntimeFile(path);
    expect(await readRuntimeFile(path)).toBeUndefined();
  });

  it('says nothing of a dead one', async () => {
    await writeRuntimeFile(path, facts(endedPid()));
    expect(await readRuntimeFile(path)).toBeUndefined();
    expect(await namesDeadProcess(path)).toBe(true);
  });

  it('does not take an earlier process with our id for us', async () => {
    await writeRuntimeFile(path, facts(process.pid, 1));
    expect(await readRuntimeFile(path)).toBeUndefined();
  });

  it('says nothing when it is damaged', async () => {
    for (const text of ['', '{}', '{"pid":"x"}', 'null']) {
      await writeFile(path, text);
      expect(await readRuntimeFile(path)).toBeUndefined();
      expect(await namesDeadProcess(path)).toBe(false);
    }
  });
});
