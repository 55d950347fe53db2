import { describe, expect, it } from 'vitest';
import { createClientLimits } from '../../../../../main/gateway/inbound/client-limits';

describe('createClientLimits', () => {
  it('counts each key by itself and gives places back', () => {
    const limits = createClientLimits();
    const first = limits.enter('a', 2);
    expect(limits.enter('a', 2)).toBeDefined();
    expect(limits.enter('a', 2)).toBeUndefined();
    expect(limits.enter('b', 1)).toBeDefined();
    first?.();
    expect(limits.enter('a', 2)).toBeDefined();
    expect(limits.enter('a', 2)).toBeUndefined();
  });
});
