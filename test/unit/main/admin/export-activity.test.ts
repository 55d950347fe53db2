import { describe, expect, it } from 'vitest';
import type { ActivityLine } from '../../../../shared/model/activity-line';
import { exportLines } from '../../../../main/admin/export-activity';
import { activityRecord } from '../../../support/activity-log';

async function csvOf(line: Partial<ActivityLine>): Promise<string> {
  const lines = (async function* () {
    yield { kind: 'request', previous: '', seq: 1, ...activityRecord(), ...line } as ActivityLine;
  })();
  let text = '';
  for await (const piece of exportLines(lines, 'csv')) text += piece;
  return text.split('\r\n')[1] ?? '';
}

describe('exportLines', () => {
  it('quotes what CSV needs quoted, and gives a spreadsheet no formula', async () => {
    expect(await csvOf({ clientName: 'a "b", c' })).toContain('"a ""b"", c"');
    for (const formula of ['=1+1', '+1', '-1', '@x', '\tx']) {
      expect(await csvOf({ clientName: formula })).toContain(`'${formula}`);
    }
  });

  it('has as many cells for every kind', async () => {
    const cells = (await csvOf({})).split(',').length;
    const who = { kind: 'cli', id: 'ada' } as const;
    expect((await csvOf({ kind: 'admin', who, operation: 'key.create', target: 'k' })).split(',')).toHaveLength(cells);
    expect((await csvOf({ kind: 'checkpoint', because: 'stop' })).split(',')).toHaveLength(cells);
  });
});
