import { describe, expect, it } from 'vitest';
import { CrashHistory } from '../../../../../main/gateway/upstream/crash-history';

function historyAt(start = 1_000_000) {
  const clock = { now: start };
  const history = new CrashHistory(
    () => clock.now,
    () => 1,
  );
  return { clock, history };
}

describe('the crash history', () => {
  it('doubles the wait from a quarter of a second to half a minute', () => {
    const { clock, history } = historyAt();
    const waits = Array.from({ length: 9 }, () => {
      clock.now += 20_000;
      history.record(0);
      return history.waitMs;
    });
    expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect(history.retryAt).toBeUndefined();
  });

  it('takes up to half of the wait off, by chance', () => {
    const history = new CrashHistory(
      () => 0,
      () => 0,
    );
    history.record(0);
    expect(history.waitMs).toBe(125);
  });

  it('starts over after a long life', () => {
    const { clock, history } = historyAt();
    for (let i = 0; i < 4; i++) history.record(0);
    clock.now += 60_000;
    history.record(60_000);
    expect(history.waitMs).toBe(250);
  });

  it('rests for a minute after the fifth crash within a minute', () => {
    const { clock, history } = historyAt();
    for (let i = 0; i < 4; i++) {
      history.record(0);
      clock.now += 10_000;
    }
    expect(history.retryAt).toBeUndefined();
    history.record(0);
    expect(history.retryAt).toBe(clock.now + 60_000);
    clock.now += 60_000;
    expect(history.retryAt).toBeUndefined();
    expect(history.waitMs).toBe(0);
  });
});
