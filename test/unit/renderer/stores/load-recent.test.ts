import { describe, expect, it } from 'vitest';
import { DAY_MS, withLine } from '../../../../renderer/stores/load-recent';
import type { ActivityLine } from '../../../../shared/model/activity-line';

const line = (seq: number, more: object = {}) =>
  ({ kind: 'request', at: 1_000 + seq, seq, previous: `hash of ${seq - 1}`, ...more }) as ActivityLine;
const numbersOf = (lines: readonly ActivityLine[]) => lines.map(({ seq }) => seq);

describe('what was recorded lately', () => {
  it('has a line once that was told and came in an answer too', () => {
    const recent = { lines: [line(3), line(2), line(1)], isCut: false };
    expect(withLine(recent, line(3))).toEqual(recent);
    expect(withLine(recent, line(2))).toEqual(recent);
    expect(numbersOf(withLine(recent, line(4)).lines)).toEqual([4, 3, 2, 1]);
  });

  it('takes a line of a record that was begun anew', () => {
    const recent = { lines: [line(3), line(2)], isCut: false };
    const first = line(1, { previous: 'nothing' });
    expect(withLine(recent, first).lines[0]).toBe(first);
    const second = line(2, { previous: 'hash of the new 1' });
    expect(withLine(recent, second).lines[0]).toBe(second);
  });

  it('lets go of what is older than a day', () => {
    const recent = { lines: [line(2), line(1)], isCut: false };
    expect(numbersOf(withLine(recent, line(3, { at: 1_002 + DAY_MS })).lines)).toEqual([3, 2]);
  });
});
