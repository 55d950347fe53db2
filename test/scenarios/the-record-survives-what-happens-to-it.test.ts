import { execFileSync, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { openActivityLog } from '../../main/gateway/activity/activity-log';
import { allActivity } from '../../main/gateway/activity/query-activity';
import { verifyActivity } from '../../main/gateway/activity/verify-activity';
import type { ActivityLine } from '../../shared/model/activity-line';
import { recordingLogger } from '../support/recording-logger';
import { fixture, openTestHouse, textOf, type TestHouse } from '../support/test-house';

let root: string;
const endings: (() => Promise<unknown> | void)[] = [];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'smg-record-'));
});
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function allLines(directory: string): Promise<readonly ActivityLine[]> {
  const lines: ActivityLine[] = [];
  for await (const line of allActivity(directory, {})) lines.push(line);
  return lines;
}

describe('a gateway that is killed while it writes', () => {
  it('loses nothing that was on the disk, and leaves a chain that holds', async () => {
    const outDir = join(root, 'program');
    await build({
      configFile: false,
      logLevel: 'silent',
      build: {
        ssr: resolve(import.meta.dirname, '../fixtures/activity-writer.ts'),
        outDir,
        target: 'node20',
        minify: false,
      },
      ssr: { noExternal: true },
      // write-file-atomic is CommonJS and names its temporary files after its own file name.
      define: { __filename: 'import.meta.filename' },
    });
    const directory = join(root, 'killed');
    const written = new Map<number, number>();
    for (let round = 0; round < 8; round += 1) {
      const child = spawn(process.execPath, [join(outDir, 'activity-writer.js'), directory], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const { pid = 0 } = child;
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        written.set(pid, Number(text.trimEnd().split('\n').at(-1)));
      });
      const closed = once(child, 'close');
      await expect.poll(() => written.has(pid), { timeout: 20_000, interval: 5 }).toBe(true);
      await new Promise((wake) => setTimeout(wake, randomInt(0, 120)));
      child.kill('SIGKILL');
      await closed;
    }
    // The next start cuts off what the last kill may have left.
    const log = await openActivityLog({ directory, log: recordingLogger([]), now: Date.now });
    await log.close();
    expect(await verifyActivity({ directory })).toMatchObject({ ok: true, problems: [] });
    const ids = new Set((await allLines(directory)).map((line) => line.kind === 'request' && line.correlationId));
    for (const [pid, count] of written) {
      for (let n = 1; n <= count; n += 1) expect(ids.has(`${pid}-${n}`), `${pid}-${n}`).toBe(true);
    }
  });
});

const isRoot = process.platform === 'linux' && process.getuid?.() === 0;

function mountSmallDisk(): string | undefined {
  const path = join(root, `disk-${randomInt(1e9)}`);
  try {
    mkdirSync(path);
    execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=2m,mode=0700', 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  endings.push(() => void execFileSync('/bin/umount', ['-l', path]));
  return path;
}

describe.skipIf(!isRoot)('a disk that is full (needs root, to mount a small one)', () => {
  async function openOnDisk(
    onFailure: 'continue' | 'refuse',
    { skip }: TestContext,
  ): Promise<{ one: TestHouse; disk: string }> {
    const disk = mountSmallDisk();
    if (disk === undefined) return skip('A small disk cannot be mounted here');
    const one = await openTestHouse({
      servers: { rec: fixture('recording.mjs', { RECORD: join(root, 'reached') }) },
      config: { activity: { onFailure, maxWaitingBytes: 16_384 }, guardrails: [] },
      activityOn: disk,
    });
    endings.push(() => one.stop());
    return { one, disk };
  }

  const fill = (disk: string) => writeFile(join(disk, 'ballast'), Buffer.alloc(4 * 1024 * 1024)).catch(() => undefined);
  const health = (one: TestHouse) => one.house.status().activity;

  it('stops all requests where they must be recorded, says so, and lets them on when there is room', async (context) => {
    const { one, disk } = await openOnDisk('refuse', context);
    const client = await one.legacyClient();
    const say = (text: string) => client.callTool({ name: 'rec__say', arguments: { text } });
    expect((await say('before')).isError).toBeUndefined();
    await fill(disk);
    let calls = 0;
    for (let isRefused = false; !isRefused && calls < 300; calls += 1) isRefused = (await say('x')).isError === true;
    const refused = await say('refused');
    expect(textOf(refused)).toMatch(/cannot be recorded.*SYS_006/);
    await expect.poll(() => health(one)?.reason).toContain('ENOSPC');
    expect(health(one)).toMatchObject({ state: 'refusing', lostRecords: 0 });
    expect(one.logged.join('\n')).toContain('The activity log cannot be written');
    await rm(join(disk, 'ballast'));
    await expect.poll(() => health(one)?.state).toBe('ok');
    expect((await say('after')).isError).toBeUndefined();
    const reached = await readFile(join(root, 'reached'), 'utf8');
    expect(reached).toContain('"before"');
    expect(reached).not.toContain('"refused"');
    await one.house.gateway.current().telemetry[0]?.flush();
    const lines = await allLines(disk);
    const lost = lines.find((line) => line.kind === 'lost');
    expect(lost).toMatchObject({ records: 0, reason: expect.stringContaining('ENOSPC') });
    expect(lost?.refused).toBeGreaterThanOrEqual(2);
    expect(await verifyActivity({ directory: disk })).toMatchObject({ ok: true, problems: [] });
  });

  it('costs records where requests go on, and the record says how many', async (context) => {
    const { one, disk } = await openOnDisk('continue', context);
    const client = await one.legacyClient();
    const say = (text: string) => client.callTool({ name: 'rec__say', arguments: { text } });
    await fill(disk);
    for (let i = 0; i < 120; i += 1) expect((await say('x')).isError).toBeUndefined();
    const { lostRecords = 0 } = health(one) ?? {};
    expect(health(one)).toMatchObject({ state: 'losing' });
    expect(lostRecords).toBeGreaterThan(0);
    await rm(join(disk, 'ballast'));
    await expect.poll(() => health(one)?.state).toBe('ok');
    await one.house.gateway.current().telemetry[0]?.flush();
    const lines = await allLines(disk);
    expect(lines.find((line) => line.kind === 'lost')).toMatchObject({ records: lostRecords });
    expect(await verifyActivity({ directory: disk })).toMatchObject({ ok: true, problems: [] });
  });
});
