import { describe, expect, it } from 'vitest';
import { toolTimes } from '../../../../../renderer/features/performance/tool-times';
import type { ActivityLine } from '../../../../../shared/model/activity-line';

const call = (name: string, ms: number, more: object = {}) =>
  ({ kind: 'request', method: 'tools/call', server: 'files', name, outcome: 'ok', ms, ...more }) as ActivityLine;

describe('the times of tools', () => {
  it('are those of calls that succeeded, the slowest tool first', () => {
    const lines = [...Array.from({ length: 100 }, (_, index) => call('read', index + 1)), call('write', 5_000)];
    const [slowest, other] = toolTimes(lines);
    expect(slowest).toMatchObject({ name: 'write', calls: 1, times: { median: 5_000, most: 5_000 } });
    expect(other).toMatchObject({ name: 'read', calls: 100, times: { median: 51, p95: 96, p99: 100, most: 100 } });
  });

  it('leave out the time that a person took to answer', () => {
    const [tool] = toolTimes([call('read', 9_010, { approvals: [{ waitedMs: 9_000 }] })]);
    expect(tool?.times?.median).toBe(10);
  });

  it('know nothing of what was allowed at the desk after its call was over', () => {
    const [tool] = toolTimes([call('read', 10), call('read', 0, { transport: 'desk' })]);
    expect(tool).toMatchObject({ calls: 1, times: { median: 10 } });
  });

  it('count what failed, and not what was blocked', () => {
    const outcomes = ['failed', 'timed-out', 'tool-error', 'blocked', 'denied'];
    const [tool, ...others] = toolTimes(outcomes.map((outcome) => call('read', 1, { outcome })));
    expect(tool).toEqual({ server: 'files', name: 'read', calls: 3, failed: 3 });
    expect(others).toEqual([]);
    expect(toolTimes([call('read', 1, { outcome: 'blocked' })])).toEqual([]);
  });
});
