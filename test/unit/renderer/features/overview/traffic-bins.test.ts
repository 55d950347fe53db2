import { describe, expect, it } from 'vitest';
import { binTraffic, LAST_HOUR, sumOf, totalOf } from '../../../../../renderer/features/overview/traffic-bins';
import type { ActivityLine } from '../../../../../shared/model/activity-line';

const NOW = 1_800_000_030_000;
const line = (agoMs: number, change: object = {}) =>
  ({ kind: 'request', at: NOW - agoMs, outcome: 'ok', judgements: [], ...change }) as unknown as ActivityLine;

describe('binTraffic', () => {
  it('counts each request once, in its minute, by what became of it', () => {
    const bins = binTraffic(
      [
        line(0),
        line(1_000, { judgements: [{ action: 'redact' }] }),
        line(90_000, { outcome: 'denied', approvals: [{ outcome: 'denied_user' }] }),
        line(90_000, { approvals: [{ outcome: 'allowed_once' }] }),
        line(120_000, { outcome: 'timed-out' }),
        line(4_000_000),
        { kind: 'checkpoint', at: NOW } as unknown as ActivityLine,
      ],
      LAST_HOUR,
      NOW,
    );
    expect(bins).toHaveLength(60);
    expect(sumOf(bins)).toEqual({ allowed: 1, redacted: 1, held: 1, blocked: 1, failed: 1, total: 5 });
    expect(totalOf(bins.at(-1)!)).toBe(2);
    expect(bins.at(-2)).toMatchObject({ held: 1, blocked: 1 });
  });

  it('calls what is only monitored allowed', () => {
    const bins = binTraffic([line(0, { judgements: [{ action: 'redact', monitored: true }] })], LAST_HOUR, NOW);
    expect(sumOf(bins)).toMatchObject({ allowed: 1, redacted: 0 });
  });
});
