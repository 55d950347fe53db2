import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Logger } from '../../../../../main/gateway/ports/logger';
import { createChildJournal, sweepLeftovers } from '../../../../../main/gateway/upstream/child-journal';
import { isGroupAlive, killGroupNow } from '../../../../../main/gateway/upstream/process-group';
import { eventually, HOSTILE } from './pool-under-test';

const quiet = () => undefined;
const log: Logger = { debug: quiet, info: quiet, warn: quiet, error: quiet };

function journalPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'journal-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'run', 'children.json');
}

/** A process group of its own that ends only by SIGKILL. */
function startStubborn(marker: string): number {
  const env = { ...process.env, SECURE_MCP_GATEWAY_CHILD: marker };
  const child = spawn(process.execPath, [HOSTILE, 'grandchild'], { detached: true, stdio: 'pipe', env });
  const pid = child.pid ?? 0;
  onTestFinished(() => killGroupNow(pid));
  return pid;
}

describe('the journal of children', () => {
  it('lets the next run end what a killed run left behind', async () => {
    const path = journalPath();
    const pid = startStubborn('a-run');
    createChildJournal(path, 'a-run', log).add({ pid, command: 'stubborn' });
    expect(await sweepLeftovers(path, log)).toBe(1);
    expect(isGroupAlive(pid)).toBe(false);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual([]);
  });

  it('finds the group also when its leader is gone', async () => {
    const path = journalPath();
    const pid = startStubborn('another-run');
    createChildJournal(path, 'another-run', log).add({ pid, command: 'stubborn' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    process.kill(pid, 'SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(isGroupAlive(pid)).toBe(true);
    expect(await sweepLeftovers(path, log)).toBe(1);
    expect(isGroupAlive(pid)).toBe(false);
  });

  it('never touches a process that merely has the same pid', async () => {
    const path = journalPath();
    const pid = startStubborn('a-run');
    createChildJournal(path, 'a-run', log).add({ pid, command: 'stubborn' });
    const [record] = JSON.parse(readFileSync(path, 'utf8')) as object[];
    writeFileSync(path, JSON.stringify([{ ...record, startTime: 'another time' }]));
    expect(await sweepLeftovers(path, log)).toBe(0);
    expect(isGroupAlive(pid)).toBe(true);
  });

  it('forgets children that ended, and takes a damaged journal for an empty one', async () => {
    const path = journalPath();
    const journal = createChildJournal(path, 'a-run', log);
    journal.add({ pid: process.pid, command: 'us' });
    journal.remove(process.pid);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual([]);
    writeFileSync(path, '[{"pid": 1}');
    expect(await sweepLeftovers(path, log)).toBe(0);
  });

  it('is swept when a gateway that was killed starts again', async () => {
    const path = journalPath();
    const script = `
      import { spawn } from 'node:child_process';
      const child = spawn(process.execPath, [${JSON.stringify(HOSTILE)}, 'ignores-the-end'], { detached: true, stdio: 'pipe' });
      console.log(child.pid);
      setInterval(() => undefined, 1_000);`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const said: Buffer[] = [];
    parent.stdout.on('data', (chunk: Buffer) => said.push(chunk));
    await eventually(() => said.length > 0);
    const pid = Number(Buffer.concat(said).toString());
    onTestFinished(() => killGroupNow(pid));
    createChildJournal(path, 'a-run', log).add({ pid, command: 'ignores-the-end' });
    parent.kill('SIGKILL');
    await new Promise((resolve) => parent.once('exit', resolve));
    expect(isGroupAlive(pid)).toBe(true);
    expect(await sweepLeftovers(path, log)).toBe(1);
    expect(isGroupAlive(pid)).toBe(false);
  });
});
