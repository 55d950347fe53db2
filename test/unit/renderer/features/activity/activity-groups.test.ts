import { describe, expect, it } from 'vitest';
import type { ActivityLine, RequestEntry } from '../../../../../shared/model/activity-line';
import { groupLines, rowsOf } from '../../../../../renderer/features/activity/activity-groups';

let seq = 0;
const line = (minute: number, over: Partial<RequestEntry> = {}): ActivityLine =>
  ({
    seq: (seq += 1),
    kind: 'request',
    at: minute * 60_000,
    keyId: 'key-a',
    clientName: 'editor',
    judgements: [],
    outcome: 'ok',
    ...over,
  }) as unknown as ActivityLine;
const change = (minute: number) => ({ seq: (seq += 1), kind: 'admin', at: minute * 60_000 }) as unknown as ActivityLine;

describe('lines by session', () => {
  it('stand together however far they are apart, and whoever came between', () => {
    const lines = [
      line(500, { session: 'aaaa1111' }),
      line(499, { session: 'bbbb2222', outcome: 'blocked' }),
      line(300, { session: 'aaaa1111', outcome: 'failed' }),
      line(10, { session: 'aaaa1111', outcome: 'denied' }),
    ];
    expect(groupLines(lines)).toMatchObject([
      { session: 'aaaa1111', client: { name: 'editor' }, blocked: 1, failed: 1, lines: [{}, {}, {}] },
      { session: 'bbbb2222', blocked: 1, lines: [{}] },
    ]);
    const other = line(1, { session: 'aaaa1111', keyId: 'key-b' });
    expect(groupLines([...lines, other])).toHaveLength(3);
  });

  it('of clients without sessions are apart after half an hour of silence', () => {
    const groups = groupLines([line(100), change(99), line(80), line(55), line(24), line(23, { clientName: 'other' })]);
    expect(groups.map(({ lines, client, session }) => [client?.name, lines.length, session])).toEqual([
      ['editor', 3, undefined],
      [undefined, 1, undefined],
      ['editor', 1, undefined],
      ['other', 1, undefined],
    ]);
  });

  it('stay open while they grow at both ends', () => {
    const lines = [line(50), line(49)];
    const open = new Set([String((lines[0] as { seq: number }).seq)]);
    const grown = [line(52), ...lines, line(40)];
    const rows = rowsOf(groupLines(grown), open);
    expect(rows.map(({ kind }) => kind)).toEqual(['group', 'line', 'line', 'line', 'line']);
    expect(rowsOf(groupLines(grown), new Set())).toHaveLength(1);
  });

  it('of a hundred thousand are grouped in a moment', () => {
    const many = Array.from({ length: 100_000 }, (_, at) => line(200_000 - at, { session: `s${at % 500}` }));
    const began = performance.now();
    const groups = groupLines(many);
    expect(rowsOf(groups, new Set([String((many[7] as { seq: number }).seq)]))).toHaveLength(700);
    expect(performance.now() - began).toBeLessThan(1_500);
  });
});
