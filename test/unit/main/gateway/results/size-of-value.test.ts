import { describe, expect, it } from 'vitest';
import { exceedsSize } from '../../../../../main/gateway/results/size-of-value';

describe('exceedsSize', () => {
  it('is about right, and stops as soon as it knows', () => {
    expect(exceedsSize(undefined, 100)).toBe(false);
    expect(exceedsSize({ a: 'x'.repeat(80) }, 100)).toBe(false);
    expect(exceedsSize({ a: 'x'.repeat(100) }, 100)).toBe(true);
    expect(exceedsSize(Array(1_000).fill(0), 1_000)).toBe(true);
    const counted = { looks: 0 };
    const lazy = Object.defineProperty({}, 'late', { enumerable: true, get: () => (counted.looks += 1) });
    expect(exceedsSize([lazy, 'x'.repeat(1_000)], 100)).toBe(true);
    expect(counted.looks).toBe(0);
  });

  it('survives nesting that no recursion would', () => {
    let deep: unknown = [];
    for (let i = 0; i < 200_000; i++) deep = [deep];
    expect(exceedsSize(deep, 1_000_000_000)).toBe(false);
  });
});
