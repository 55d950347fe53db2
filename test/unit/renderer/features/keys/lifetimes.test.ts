import { describe, expect, it } from 'vitest';
import { endOf } from '../../../../../renderer/features/keys/lifetimes';

const NOW = Date.UTC(2026, 0, 1);

describe('the end of a key', () => {
  it('is counted from now', () => {
    expect(endOf('month', NOW)).toBe('2026-01-31T00:00:00.000Z');
    expect(endOf('year', NOW)).toBe('2027-01-01T00:00:00.000Z');
  });

  it('never comes where nobody wants one', () => {
    expect(endOf('never', NOW)).toBeUndefined();
  });
});
