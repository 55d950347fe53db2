import { describe, expect, it } from 'vitest';
import { createLatencyHints } from '../../../../../main/gateway/timeouts/latency-hints';

const tool = { type: 'tool_execution', server: 'files', tool: 'search' } as const;

function after(times: readonly number[], limitMs: number, timeouts = 0) {
  const hints = createLatencyHints();
  for (const ms of times) hints.observe(tool, { ms, limitMs, isTimeout: false });
  for (let count = 0; count < timeouts; count += 1) hints.observe(tool, { ms: limitMs, limitMs, isTimeout: true });
  return hints.list();
}

const hundred = (ms: number) => Array.from({ length: 100 }, () => ms);

describe('hints about time limits', () => {
  it('say nothing before there is enough to go by', () => {
    expect(after([1, 2, 3], 60_000)).toEqual([]);
  });

  it('let a limit be that fits', () => {
    expect(after(hundred(2_000), 10_000)[0]).toMatchObject({ advice: 'keep', suggested_seconds: 10, samples: 100 });
  });

  it('raise one that nearly everything comes close to, or that many run into', () => {
    const [close] = after([...hundred(1_000), ...hundred(9_000)], 10_000);
    expect(close).toMatchObject({ advice: 'raise', server_name: 'files', tool_name: 'search', limit_seconds: 10 });
    expect(close!.suggested_seconds).toBeGreaterThan(18);
    expect(after(hundred(100), 1_000, 10)[0]).toMatchObject({ advice: 'raise', timed_out: 10, suggested_seconds: 3 });
  });

  it('lower one that would notice a server that hangs much too late', () => {
    expect(after(hundred(40), 60_000)[0]).toMatchObject({ advice: 'lower', suggested_seconds: 1 });
  });

  it('know the latencies to a quarter', () => {
    const [hint] = after(
      Array.from({ length: 1_000 }, (_, index) => index + 1),
      60_000,
    );
    expect(hint!.p50_seconds).toBeGreaterThanOrEqual(0.5);
    expect(hint!.p50_seconds).toBeLessThan(0.5 * 1.25);
    expect(hint!.p99_seconds).toBeGreaterThanOrEqual(0.99);
    expect(hint!.p99_seconds).toBeLessThan(0.99 * 1.25);
  });

  it('forget slowly, so that a server that became slower is seen as it is', () => {
    const [hint] = after(
      [...Array.from({ length: 10_000 }, () => 10), ...Array.from({ length: 3_000 }, () => 900)],
      1_000,
    );
    expect(hint).toMatchObject({ advice: 'raise' });
    expect(hint!.p50_seconds).toBeGreaterThan(0.5);
  });
});
