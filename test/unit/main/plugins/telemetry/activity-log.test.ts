import { createHash } from 'node:crypto';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActivityRecord } from '../../../../../shared/model/activity';
import type { TelemetrySink } from '../../../../../main/gateway/ports/telemetry-sink';
import { createRegistry } from '../../../../../main/plugins/registry';
import { activityLog } from '../../../../../main/plugins/telemetry/activity-log';
import { pluginContext } from '../../../../support/plugin-context';

let dataDirectory: string;
let directory: string;

beforeEach(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'smg-activity-'));
  directory = join(dataDirectory, 'activity');
  await mkdir(directory);
});
afterEach(() => rm(dataDirectory, { recursive: true, force: true }));

const openLog = (): Promise<TelemetrySink> =>
  createRegistry([activityLog]).create('telemetry', { use: 'activity-log' }, pluginContext({ dataDirectory }));

const at = (day: string, n: number) =>
  ({ at: Date.parse(`${day}T12:00:00Z`), method: `m${n}`, judgements: [], ms: 1 }) as unknown as ActivityRecord;

async function lines(): Promise<string[]> {
  const files = (await readdir(directory)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(directory, file), 'utf8')));
  return texts.join('').split('\n').filter(Boolean);
}

async function brokenLinks(): Promise<number> {
  const all = await lines();
  const hash = (line: string | undefined) =>
    line === undefined ? '' : createHash('sha256').update(line).digest('hex');
  const isBroken = (line: string, index: number) =>
    (JSON.parse(line) as { previous: string }).previous !== hash(all[index - 1]);
  return all.filter(isBroken).length;
}

describe('activityLog', () => {
  it('chains its lines across days and restarts', async () => {
    const first = await openLog();
    first.record(at('2026-01-01', 1));
    first.record(at('2026-01-01', 2));
    await first.flush();
    const second = await openLog();
    second.record(at('2026-01-01', 3));
    second.record(at('2026-01-02', 4));
    await second.flush();
    const third = await openLog();
    third.record(at('2026-01-02', 5));
    await third.flush();
    expect(await readdir(directory)).toEqual(['2026-01-01.jsonl', '2026-01-02.jsonl']);
    expect((await lines()).map((line) => (JSON.parse(line) as { method: string }).method)).toEqual([
      'm1',
      'm2',
      'm3',
      'm4',
      'm5',
    ]);
    expect(await brokenLinks()).toBe(0);
  });

  it('shows a line that was changed or taken out', async () => {
    const log = await openLog();
    for (const n of [1, 2, 3]) log.record(at('2026-01-01', n));
    await log.flush();
    const file = join(directory, '2026-01-01.jsonl');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('m2', 'm9'));
    expect(await brokenLinks()).toBe(1);
    await writeFile(file, text.split('\n').toSpliced(1, 1).join('\n'));
    expect(await brokenLinks()).toBe(1);
  });

  it('writes by itself after a moment, for its owner only', async () => {
    const log = await openLog();
    log.record(at('2026-01-01', 1));
    await expect.poll(lines).toHaveLength(1);
    expect((await stat(join(directory, '2026-01-01.jsonl'))).mode & 0o777).toBe(0o600);
  });

  it('keeps what the disk did not take, says so, and writes it when it can', async () => {
    const log = await openLog();
    const blocked = join(directory, '2026-01-01.jsonl');
    await mkdir(blocked);
    log.record(at('2026-01-01', 1));
    log.record(at('2026-01-02', 2));
    await expect(log.flush()).rejects.toThrow();
    log.record(at('2026-01-01', 3));
    await expect(log.flush()).rejects.toThrow();
    await rm(blocked, { recursive: true });
    await log.flush();
    expect((await lines()).map((line) => (JSON.parse(line) as { method: string }).method).sort()).toEqual([
      'm1',
      'm2',
      'm3',
    ]);
  });

  it('makes its directory anew when somebody cleared the data', async () => {
    const log = await openLog();
    await rm(directory, { recursive: true });
    log.record(at('2026-01-01', 1));
    await log.flush();
    expect(await lines()).toHaveLength(1);
  });

  it('begins a line of its own after one that a crash cut off', async () => {
    const log = await openLog();
    log.record(at('2026-01-01', 1));
    await log.flush();
    await appendFile(join(directory, '2026-01-01.jsonl'), '{"method":"cut o');
    const next = await openLog();
    next.record(at('2026-01-01', 2));
    await next.flush();
    const all = await lines();
    expect(all).toHaveLength(3);
    expect(JSON.parse(all[2] ?? '')).toMatchObject({ method: 'm2' });
  });

  it('finds the end of a big file', async () => {
    const file = join(directory, '2026-01-01.jsonl');
    await writeFile(file, `${JSON.stringify({ previous: '', pad: 'x'.repeat(3_000_000) })}\n{"last":1}\n`);
    const log = await openLog();
    log.record(at('2026-01-02', 1));
    await log.flush();
    const previous = createHash('sha256').update('{"last":1}').digest('hex');
    expect(JSON.parse((await lines()).at(-1) ?? '')).toMatchObject({ previous });
  });
});
