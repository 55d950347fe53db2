import { appendFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashOf, readLine } from '../../../../../main/gateway/activity/chain';
import { verifyActivity } from '../../../../../main/gateway/activity/verify-activity';
import { activityRecord, logBench, type LogBench } from '../../../../support/activity-log';

const verify = ({ directory }: LogBench) => verifyActivity({ directory });
const today = () => new Date().toISOString().slice(0, 10);
const methodsOf = async (bench: LogBench) =>
  (await bench.lines()).map(readLine).flatMap((line) => (line?.kind === 'request' ? [line.method] : []));

describe('openActivityLog', () => {
  it('chains and numbers its lines across restarts', async () => {
    const bench = logBench();
    for (const method of ['m1', 'm2', 'm3']) {
      const log = await bench.open();
      log.record(activityRecord({ method }));
      await log.close();
    }
    expect(await methodsOf(bench)).toEqual(['m1', 'm2', 'm3']);
    expect(await verify(bench)).toMatchObject({ ok: true, problems: [], segments: 1 });
    const numbers = (await bench.lines()).map((line) => readLine(line)?.seq);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  it('writes by itself after a moment, for its owner only', async () => {
    const bench = logBench();
    (await bench.open()).record(activityRecord());
    await expect.poll(() => bench.lines()).toHaveLength(1);
    expect((await stat(join(bench.directory, `${today()}-1.jsonl`))).mode & 0o777).toBe(0o600);
  });

  it('goes on after a log of an earlier version, which stays as it is', async () => {
    const bench = logBench();
    await mkdir(bench.directory);
    const first = '{"at":1,"method":"old1","judgements":[],"previous":""}';
    const second = `{"at":2,"method":"old2","judgements":[],"previous":"${hashOf(first)}"}`;
    await writeFile(join(bench.directory, `${today()}.jsonl`), `${first}\n${second}\n`);
    const log = await bench.open();
    log.record(activityRecord({ method: 'new' }));
    await log.close();
    expect(await methodsOf(bench)).toEqual(['old1', 'old2', 'new']);
    expect(await verify(bench)).toMatchObject({ ok: true, segments: 2 });
  });

  it('begins a segment when one is full, and another day', async () => {
    const bench = logBench();
    const log = await bench.open({ maxSegmentBytes: 16_384 });
    for (let i = 0; i < 100; i += 1) log.record(activityRecord());
    await log.flush();
    bench.passTime(86_400_000);
    log.record(activityRecord());
    await log.close();
    const names = (await readdir(bench.directory)).filter((name) => name.endsWith('.jsonl')).sort();
    expect(names.length).toBeGreaterThanOrEqual(4);
    expect(names.filter((name) => name.startsWith(today())).length).toBe(names.length - 1);
    expect(await verify(bench)).toMatchObject({ ok: true });
    const kinds = await Promise.all(
      names.map(async (name) => {
        const text = await readFile(join(bench.directory, name), 'utf8');
        return readLine(text.trimEnd().split('\n').at(-1) ?? '')?.kind;
      }),
    );
    expect(new Set(kinds)).toEqual(new Set(['checkpoint']));
  });

  it('cuts off a torn line, keeps what it said, and says so', async () => {
    const bench = logBench();
    const log = await bench.open();
    log.record(activityRecord());
    await log.close();
    await appendFile(join(bench.directory, `${today()}-1.jsonl`), '{"seq":3,"kind":"requ');
    const next = await bench.open();
    next.record(activityRecord());
    await next.close();
    const recovered = (await bench.lines()).map(readLine).find((line) => line?.kind === 'recovered');
    expect(recovered).toMatchObject({ because: 'torn-line', bytes: 21, text: '{"seq":3,"kind":"requ' });
    expect(await verify(bench)).toMatchObject({ ok: true, notes: [expect.stringContaining('Nothing is signed')] });
  });

  it('says what it found at the end of a log also in another segment, on another day', async () => {
    const bench = logBench();
    const log = await bench.open();
    log.record(activityRecord());
    await log.close();
    await appendFile(join(bench.directory, `${today()}-1.jsonl`), 'torn');
    bench.passTime(86_400_000);
    await (await bench.open()).close();
    expect((await bench.lines()).map((line) => readLine(line)?.kind)).toEqual([
      'request',
      'checkpoint',
      'recovered',
      'checkpoint',
    ]);
    expect(await verify(bench)).toMatchObject({ ok: true, segments: 2 });
  });

  it('notices at the start that lines are missing at the end, and never forgets it', async () => {
    const bench = logBench();
    const log = await bench.open();
    for (let i = 0; i < 5; i += 1) log.record(activityRecord());
    await log.close();
    const file = join(bench.directory, `${today()}-1.jsonl`);
    const lines = (await readFile(file, 'utf8')).split('\n');
    await writeFile(file, `${lines.slice(0, 3).join('\n')}\n`);
    expect((await verify(bench)).problems).toMatchObject([{ kind: 'truncated' }]);
    const next = await bench.open();
    next.record(activityRecord());
    await next.close();
    expect((await verify(bench)).problems).toMatchObject([{ kind: 'missing-lines' }]);
  });

  it('keeps what the disk did not take, says so, and writes it when it can', async () => {
    const bench = logBench();
    const log = await bench.open();
    const blocked = join(bench.directory, `${today()}-1.jsonl`);
    await mkdir(blocked, { recursive: true });
    log.record(activityRecord({ method: 'm1' }));
    await expect(log.flush()).rejects.toThrow();
    expect(log.health()).toMatchObject({ state: 'waiting', reason: expect.stringContaining('EISDIR') });
    log.record(activityRecord({ method: 'm2' }));
    await expect(log.flush()).rejects.toThrow();
    await rm(blocked, { recursive: true });
    await log.flush();
    expect(log.health()).toMatchObject({ state: 'ok', waitingBytes: 0 });
    expect(await methodsOf(bench)).toEqual(['m1', 'm2']);
    expect(bench.logged.join('\n')).toMatch(/cannot be written[\s\S]*can be written again/);
  });

  it('makes its directory anew when somebody cleared the data', async () => {
    const bench = logBench();
    const log = await bench.open();
    await rm(bench.directory, { recursive: true, force: true });
    log.record(activityRecord());
    await log.flush();
    expect(await bench.lines()).toHaveLength(1);
  });

  it('counts what is lost when too much waits, and says it once the disk is back', async () => {
    const bench = logBench();
    const log = await bench.open({ maxWaitingBytes: 16_384 });
    const blocked = join(bench.directory, `${today()}-1.jsonl`);
    await mkdir(blocked, { recursive: true });
    for (let i = 0; i < 100; i += 1) log.record(activityRecord());
    expect(log.ready()).toBe(true);
    const { state, lostRecords } = log.health();
    expect(state).toBe('losing');
    expect(lostRecords).toBeGreaterThan(10);
    await rm(blocked, { recursive: true });
    await log.flush();
    await log.close();
    const lines = (await bench.lines()).map(readLine);
    expect(lines.filter((line) => line?.kind === 'request')).toHaveLength(100 - lostRecords);
    expect(lines.find((line) => line?.kind === 'lost')).toMatchObject({ records: lostRecords, refused: 0 });
    expect(await verify(bench)).toMatchObject({ ok: true });
  });

  it('is not ready when too much waits and nothing may be lost', async () => {
    const bench = logBench();
    const log = await bench.open({ maxWaitingBytes: 16_384, onFailure: 'refuse' });
    const blocked = join(bench.directory, `${today()}-1.jsonl`);
    await mkdir(blocked, { recursive: true });
    for (let i = 0; i < 100; i += 1) log.record(activityRecord());
    expect(log.ready()).toBe(false);
    log.record(activityRecord({ error: 'SYS_006' }));
    expect(log.health()).toMatchObject({ state: 'refusing', lostRecords: 0, refusedRequests: 1 });
    await rm(blocked, { recursive: true });
    await log.flush();
    expect(log.ready()).toBe(true);
    await log.close();
    const lines = (await bench.lines()).map(readLine);
    expect(lines.filter((line) => line?.kind === 'request')).toHaveLength(100);
    expect(lines.find((line) => line?.kind === 'lost')).toMatchObject({ records: 0, refused: 1 });
  });

  it('removes the oldest segments beyond its size and age, and can prove that it was it', async () => {
    const bench = logBench();
    const settings = { maxSegmentBytes: 65_536, maxTotalBytes: 1_048_576 };
    const log = await bench.open(settings, { signed: true });
    for (let i = 0; i < 4_000; i += 1) {
      log.record(activityRecord());
      if (i % 100 === 0) await log.flush();
    }
    await log.close();
    const again = await bench.open(settings, { signed: true });
    await again.close();
    const left = (await readdir(bench.directory)).filter((name) => name.endsWith('.jsonl'));
    expect(left).not.toContain(`${today()}-1.jsonl`);
    const report = await verify(bench);
    expect(report).toMatchObject({ ok: true, problems: [] });
    expect(report.signatures.valid).toBeGreaterThan(3);
    const oldest = left.sort((a, b) => Number(/-(\d+)\./.exec(a)?.[1]) - Number(/-(\d+)\./.exec(b)?.[1]))[0] ?? '';
    await rm(join(bench.directory, oldest));
    expect((await verify(bench)).problems).toMatchObject([{ kind: 'missing-start' }]);
  });

  it('masks what an admin changed', async () => {
    const bench = logBench();
    const log = await bench.open();
    log.recordAdminChange({
      who: { kind: 'admin', id: 'token-1' },
      operation: 'server.update',
      target: 'files',
      before: { env: { API_TOKEN: 'abcdefghijklmnopqrstuvwxyz' } },
      after: { url: 'https://ada:opensesame@example.com/', command: 'x' },
    });
    await log.close();
    const [line = ''] = await bench.lines();
    expect(line).not.toMatch(/abcdefghijklmnop|opensesame/);
    expect(readLine(line)).toMatchObject({ kind: 'admin', operation: 'server.update', after: { command: 'x' } });
  });
});
