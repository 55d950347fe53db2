import { describe, expect, it } from 'vitest';
import { createMemoryRates } from '../../../../../main/gateway/limits/rate-store';

const RATE = { perMinute: 60, burst: 5 };

describe('createMemoryRates', () => {
  it('lets a burst pass at once, then one for each share of a minute, to the call', () => {
    const rates = createMemoryRates();
    const at = (now: number) => rates.take('one', RATE, now);
    expect(Array.from({ length: 7 }, () => at(1_000))).toEqual([0, 0, 0, 0, 0, 1_000, 1_000]);
    expect(at(1_999)).toBe(1);
    expect(at(2_000)).toBe(0);
    expect(at(2_000)).toBe(1_000);
    // What was refused took nothing, and a full bucket holds no more than its burst.
    expect(Array.from({ length: 6 }, () => at(100_000)).filter((wait) => wait === 0)).toHaveLength(5);
  });

  it('lets exactly as many pass as a minute holds, however they are spread', () => {
    const rates = createMemoryRates();
    let passed = 0;
    for (let now = 0; now < 60_000; now += 7)
      if (rates.take('one', { perMinute: 130, burst: 1 }, now) === 0) passed += 1;
    expect(passed).toBe(130);
  });

  it('begins anew when the rate is changed', () => {
    const rates = createMemoryRates();
    for (let i = 0; i < 5; i++) rates.take('one', { perMinute: 0.1, burst: 5 }, 0);
    expect(rates.take('one', { perMinute: 0.1, burst: 5 }, 0)).toBe(600_000);
    expect(rates.take('one', { perMinute: 60, burst: 5 }, 0)).toBe(0);
  });

  it('counts every name by itself, and nothing where the rate is 0', () => {
    const rates = createMemoryRates();
    for (let i = 0; i < 5; i++) rates.take('one', RATE, 0);
    expect(rates.take('two', RATE, 0)).toBe(0);
    for (let i = 0; i < 1_000; i++) expect(rates.take('free', { perMinute: 0 }, 0)).toBe(0);
  });

  it('takes a minute’s worth for a burst that is not said', () => {
    const rates = createMemoryRates();
    const passed = Array.from({ length: 30 }, () => rates.take('one', { perMinute: 20 }, 0)).filter((ms) => ms === 0);
    expect(passed).toHaveLength(20);
    expect(rates.take('slow', { perMinute: 0.5 }, 0)).toBe(0);
    expect(rates.take('slow', { perMinute: 0.5 }, 0)).toBe(120_000);
  });

  it('forgets full buckets when there are very many, and keeps those in use', () => {
    const rates = createMemoryRates();
    for (let i = 0; i < 100_000; i++) rates.take(`old ${i}`, RATE, 0);
    for (let i = 0; i < 5; i++) rates.take('busy', RATE, 60_000);
    for (let i = 0; i < 1_000; i++) rates.take(`new ${i}`, RATE, 60_001);
    expect(rates.take('busy', RATE, 60_001)).toBeGreaterThan(0);
  });
});
