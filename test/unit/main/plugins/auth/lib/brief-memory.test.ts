import { describe, expect, it } from 'vitest';
import { createBriefMemory } from '../../../../../../main/plugins/auth/lib/brief-memory';

describe('createBriefMemory', () => {
  it('forgets at the moment it was told', () => {
    let now = 1_000;
    const memory = createBriefMemory<string>(() => now);
    memory.keep('a', 'of a', 2_000);
    now = 1_999;
    expect(memory.find('a')).toBe('of a');
    now = 2_000;
    expect(memory.find('a')).toBeUndefined();
    now = 1_500;
    expect(memory.find('a')).toBeUndefined();
  });

  it('keeps nothing that is over already', () => {
    const memory = createBriefMemory<string>(() => 1_000);
    memory.keep('a', 'of a', 1_000);
    expect(memory.find('a')).toBeUndefined();
  });

  it('has an end, where the oldest goes first', () => {
    const memory = createBriefMemory<number>(() => 0);
    for (let n = 0; n < 2_001; n += 1) memory.keep(`credential ${n}`, n, 1);
    expect(memory.find('credential 0')).toBeUndefined();
    expect(memory.find('credential 1')).toBe(1);
    expect(memory.find('credential 2000')).toBe(2_000);
  });
});
