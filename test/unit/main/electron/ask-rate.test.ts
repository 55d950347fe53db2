import { describe, expect, it } from 'vitest';
import { createAskRate } from '../../../../main/electron/ipc/ask-rate';

describe('how often a window may ask', () => {
  it('is a burst at once, and so many a second afterwards, each by itself', () => {
    let now = 0;
    const rate = createAskRate(() => now);
    const taken = (key: string, times: number): number =>
      Array.from({ length: times }, () => rate.take(key, 5)).filter(Boolean).length;
    expect(taken('1 main:invoke', 100)).toBe(20);
    expect(taken('2 main:invoke', 3)).toBe(3);
    now = 1_000;
    expect(taken('1 main:invoke', 100)).toBe(5);
    now = 1_000_000;
    expect(taken('1 main:invoke', 100)).toBe(20);
  });
});
