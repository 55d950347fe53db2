import { appendFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ActivityQuery } from '../../../../../shared/contract/activity-inputs';
import type { ActivityLine } from '../../../../../shared/model/activity-line';
import { allActivity, queryActivity } from '../../../../../main/gateway/activity/query-activity';
import { linesBackward, linesForward } from '../../../../../main/gateway/activity/read-lines';
import { activityRecord, logBench } from '../../../../support/activity-log';

async function benchOf(count: number) {
  const bench = logBench();
  const log = await bench.open({ maxSegmentBytes: 16_384 });
  for (let n = 0; n < count; n += 1) {
    log.record(activityRecord({ name: `tool${n % 7}`, requestId: n, outcome: n % 10 === 0 ? 'blocked' : 'ok' }));
  }
  await log.close();
  return bench;
}

const query = (directory: string, input: object, bytes?: number) =>
  queryActivity(directory, ActivityQuery.parse(input), bytes);
const idsOf = (lines: readonly ActivityLine[]) =>
  lines.flatMap((line) => (line.kind === 'request' ? [line.requestId] : []));

describe('queryActivity', () => {
  it('gives every line once, newest first, across segments and pages of any size', async () => {
    const { directory } = await benchOf(150);
    expect((await readdir(directory)).filter((name) => name.endsWith('.jsonl')).length).toBeGreaterThan(3);
    for (const limit of [1, 7, 50, 1_000]) {
      const all: ActivityLine[] = [];
      for (let cursor: string | undefined; ;) {
        const page = await query(directory, { limit, kind: 'request', ...(cursor === undefined ? {} : { cursor }) });
        all.push(...page.lines);
        if (page.next === undefined) break;
        cursor = page.next;
      }
      expect(idsOf(all)).toEqual(Array.from({ length: 150 }, (_, n) => 149 - n));
    }
  });

  it('reads no more for one page than it may, and says where to go on', async () => {
    const { directory } = await benchOf(100);
    const found: ActivityLine[] = [];
    let pages = 0;
    for (let cursor: string | undefined; ; pages += 1) {
      const page = await query(directory, { outcome: 'blocked', ...(cursor === undefined ? {} : { cursor }) }, 4_096);
      found.push(...page.lines);
      if (page.next === undefined) break;
      cursor = page.next;
    }
    expect(pages).toBeGreaterThan(5);
    expect(idsOf(found)).toEqual([90, 80, 70, 60, 50, 40, 30, 20, 10, 0]);
  });

  it('takes only what all filters mean', async () => {
    const bench = logBench();
    const log = await bench.open();
    const findings = [{ rule: 'email', severity: 'low', detector: 'pii' }] as const;
    const judged = {
      guardrail: 'local',
      provider: 'local',
      phase: 'input',
      action: 'flag',
      rules: ['email'],
      ms: 1,
    } as const;
    log.record(activityRecord({ requestId: 'a', judgements: [{ ...judged, findings }], clientName: 'cursor' }));
    log.record(activityRecord({ requestId: 'b', server: 'pii', name: 'email', clientName: 'cursor' }));
    log.record(activityRecord({ requestId: 'c', at: Date.now() - 3_600_000, shownAs: 'Read it', session: 'a1b2c3d4' }));
    await log.close();
    const ids = async (input: object) => idsOf((await query(bench.directory, input)).lines);
    expect(await ids({ detector: 'pii' })).toEqual(['a']);
    expect(await ids({ rule: 'email' })).toEqual(['a']);
    expect(await ids({ client: 'cursor', tool: 'email' })).toEqual(['b']);
    expect(await ids({ session: 'a1b2c3d4' })).toEqual(['c']);
    expect(await ids({ tool: 'Read it' })).toEqual(['c']);
    expect(await ids({ until: new Date(Date.now() - 60_000).toISOString() })).toEqual(['c']);
    expect(await ids({ since: Date.now() - 60_000, text: 'CURSOR' })).toEqual(['b', 'a']);
    await expect(ids({ cursor: '../../etc/passwd' })).rejects.toMatchObject({ code: 'invalid_params' });
  });

  it('leaves out what is no line', async () => {
    const bench = await benchOf(3);
    const [name = ''] = (await readdir(bench.directory)).filter((file) => file.endsWith('.jsonl'));
    await appendFile(join(bench.directory, name), 'nonsense\n{"torn');
    expect(idsOf((await query(bench.directory, {})).lines)).toEqual([2, 1, 0]);
    const all: ActivityLine[] = [];
    for await (const line of allActivity(bench.directory, {})) all.push(line);
    expect(idsOf(all)).toEqual([0, 1, 2]);
  });
});

describe('lines of a file', () => {
  it.each([
    ['short', ['a', '', 'b']],
    ['longer than what is read at once', ['x'.repeat(70_000), 'é'.repeat(90_000), 'z']],
    ['with characters that end lines elsewhere', ['a\u2028b\rc', '\u2029']],
  ])('%s are the same from both ends', async (_, lines) => {
    const folder = await mkdtemp(join(tmpdir(), 'smg-lines-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const path = join(folder, 'file');
    await writeFile(path, `${lines.join('\n')}\ntorn`);
    const [forward, backward] = [[] as string[], [] as string[]];
    for await (const { text, isWhole } of linesForward(path)) forward.push(`${text}${String(isWhole)}`);
    for await (const { text, isWhole } of linesBackward(path)) backward.push(`${text}${String(isWhole)}`);
    expect(forward).toEqual([...lines.map((line) => `${line}true`), 'tornfalse']);
    expect(backward.toReversed()).toEqual(forward);
  });
});
