import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BackgroundSender, SendFailure } from '../../../../../../main/plugins/telemetry/lib/background-sender';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open(maxWaiting = 10, maxBatch = 4) {
  const sent: number[][] = [];
  const attempts: string[] = [];
  const state: { failure: Error | undefined; refused: number } = { failure: undefined, refused: 0 };
  const sender = new BackgroundSender<number>({
    maxWaiting,
    maxBatch,
    intervalMs: 100,
    send(items) {
      if (state.failure !== undefined) return Promise.reject(state.failure);
      sent.push([...items]);
      return Promise.resolve(state.refused);
    },
    onAttempt: (failure) => void attempts.push(failure?.message ?? 'ok'),
  });
  return { sender, sent, attempts, state };
}

const away = new SendFailure('away', { isRetryable: true });

describe('what is sent in the background', () => {
  it('goes in batches, in order, the full ones at once', async () => {
    const { sender, sent } = open();
    for (let item = 1; item <= 5; item += 1) sender.add(item);
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toEqual([[1, 2, 3, 4]]);
    await vi.advanceTimersByTimeAsync(100);
    expect(sent).toEqual([[1, 2, 3, 4], [5]]);
    expect(sender.health()).toEqual({ exported: 5, dropped: 0, isUp: true });
  });

  it('waits while nobody takes it, asks less and less often, and drops the oldest when there is no room', async () => {
    const { sender, sent, attempts, state } = open();
    state.failure = away;
    for (let item = 1; item <= 25; item += 1) sender.add(item);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(attempts.length).toBeGreaterThan(2);
    expect(attempts.length).toBeLessThan(6);
    expect(sender.health()).toMatchObject({ exported: 0, dropped: 15, isUp: false });
    state.failure = undefined;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(sent.flat()).toEqual([16, 17, 18, 19, 20, 21, 22, 23, 24, 25]);
    expect(sender.health()).toEqual({ exported: 10, dropped: 15, isUp: true });
  });

  it('waits as long as the receiver asks, half a minute at most', async () => {
    const { sender, attempts, state } = open();
    state.failure = new SendFailure('later', { isRetryable: true, waitMs: 3_600_000 });
    sender.add(1);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(attempts).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(attempts).toHaveLength(2);
  });

  it('is dropped when the receiver will never take it, and what follows is not held up', async () => {
    const { sender, sent, state } = open();
    state.failure = new SendFailure('HTTP 400', { isRetryable: false });
    sender.add(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(sender.health()).toMatchObject({ dropped: 1 });
    state.failure = undefined;
    sender.add(2);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent).toEqual([[2]]);
  });

  it('does not try one batch for ever', async () => {
    const { sender, state } = open();
    state.failure = new SendFailure('HTTP 503', { isRetryable: true });
    sender.add(1);
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    expect(sender.health()).toMatchObject({ dropped: 1 });
  });

  it('counts what the receiver refused of it', async () => {
    const { sender, state } = open();
    state.refused = 2;
    for (let item = 1; item <= 4; item += 1) sender.add(item);
    await vi.advanceTimersByTimeAsync(0);
    expect(sender.health()).toMatchObject({ exported: 2, dropped: 2 });
  });

  it('is waited for until a deadline, and no longer than sending fails', async () => {
    const { sender, sent, state } = open();
    for (let item = 1; item <= 3; item += 1) sender.add(item);
    const done = sender.flush(1_000);
    await vi.advanceTimersByTimeAsync(0);
    await done;
    expect(sent.flat()).toEqual([1, 2, 3]);
    state.failure = away;
    sender.add(4);
    const failed = sender.flush(1_000);
    await vi.advanceTimersByTimeAsync(0);
    await failed;
    sender.stop();
    expect(sender.health()).toMatchObject({ exported: 3, dropped: 1 });
  });
});
