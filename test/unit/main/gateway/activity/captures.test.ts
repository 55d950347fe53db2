import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RequestEntry } from '../../../../../shared/model/activity-line';
import { knownCaptureKey, openCapture } from '../../../../../main/gateway/activity/captures';
import { readLine } from '../../../../../main/gateway/activity/chain';
import { activityRecord, logBench } from '../../../../support/activity-log';

const until = () => new Date(Date.now() + 60_000).toISOString();

async function captured(settings: object = {}) {
  const bench = logBench();
  const log = await bench.open({ capture: { until: until(), ...settings } }, { signed: true });
  return { ...bench, log, key: async () => (await knownCaptureKey(bench.records)) ?? Buffer.alloc(32) };
}

const requestsIn = (lines: readonly string[]) =>
  lines.map(readLine).flatMap((line) => (line?.kind === 'request' && line.capture !== undefined ? [line] : []));
type Kept = RequestEntry & { readonly capture: NonNullable<RequestEntry['capture']> };

describe('content of calls', () => {
  it('opens with its own record and no other', async () => {
    const bench = await captured();
    bench.log.record(activityRecord(), { arguments: { text: 'one' }, result: { content: [] } });
    bench.log.record(activityRecord(), { arguments: { text: 'two' } });
    await bench.log.close();
    const [one, two] = requestsIn(await bench.lines()) as unknown as [Kept, Kept];
    const open = async (record: Kept) => openCapture(bench.directory, record, await bench.key());
    expect(await open(one)).toEqual({ arguments: { text: 'one' }, result: { content: [] } });
    expect(await open(two)).toEqual({ arguments: { text: 'two' } });
    await expect(open({ ...one, at: one.at + 1 })).rejects.toThrow();
    expect(await open({ ...one, capture: two.capture })).toBeUndefined();
    await expect(open({ ...one, capture: { ...one.capture, file: '../../x' } })).rejects.toThrow(/no file of captured/);
    const path = join(bench.directory, 'captures', one.capture.file);
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replaceAll(/"sealed":"./g, '"sealed":"_'));
    expect(await open(one)).toBeUndefined();
  });

  it('is left out by parts where it is too much, and not kept where it is not wanted or too late', async () => {
    const bench = await captured({ servers: ['notes'], maxBytes: 1_024 });
    bench.log.record(activityRecord(), { arguments: { text: 'x' }, result: 'y'.repeat(2_000) });
    bench.log.record(activityRecord({ server: 'other' }), { arguments: {} });
    bench.log.record(activityRecord({ method: 'prompts/get' }), { arguments: {} });
    bench.log.record(activityRecord({ at: Date.now() + 120_000 }), { arguments: {} });
    await bench.log.close();
    const kept = requestsIn(await bench.lines()) as unknown as Kept[];
    expect(kept).toHaveLength(1);
    expect(await openCapture(bench.directory, kept[0]!, await bench.key())).toEqual({
      arguments: { text: 'x' },
      leftOut: ['result'],
    });
  });

  it('goes when its time is over, and the record stays', async () => {
    const bench = await captured({ keepDays: 1 });
    bench.log.record(activityRecord(), { arguments: {} });
    await bench.log.close();
    bench.passTime(3 * 86_400_000);
    await (await bench.open({}, { signed: true })).close();
    bench.passTime(8 * 86_400_000);
    await (await bench.open({}, { signed: true })).close();
    const [line] = requestsIn(await bench.lines()) as unknown as Kept[];
    expect(await openCapture(bench.directory, line!, await bench.key())).toBeUndefined();
  });
});
