import { describe, expect, it } from 'vitest';
import type { StateStore } from '../../../../../main/gateway/ports/state-store';
import { createEraMemory } from '../../../../../main/gateway/upstream/era-memory';

function memoryAt(start: number, eras?: unknown) {
  const clock = { now: start };
  const sections = new Map<string, unknown>([['eras', eras]]);
  const state: StateStore = {
    read: <T>(section: string) => sections.get(section) as T | undefined,
    write: (section, value) => void sections.set(section, value),
  };
  return { clock, sections, memory: createEraMemory(state, () => clock.now) };
}

describe('the memory of eras', () => {
  it('lasts a day from when the era was found, and not longer for being seen again', () => {
    const { clock, memory } = memoryAt(0);
    memory.remember('a', 'modern');
    clock.now = 86_399_999;
    memory.remember('a', 'modern');
    expect(memory.recall('a')).toBe('modern');
    clock.now = 86_400_000;
    expect(memory.recall('a')).toBeUndefined();
  });

  it('forgets what it is told to, and throws away what is too old', () => {
    const { clock, memory, sections } = memoryAt(0);
    memory.remember('old', 'legacy');
    clock.now = 86_400_000;
    memory.remember('a', 'legacy');
    memory.remember('b', 'modern');
    memory.forget('a');
    expect(sections.get('eras')).toEqual({ b: { era: 'modern', at: 86_400_000 } });
  });

  it('takes damaged state for none', () => {
    expect(memoryAt(0, { a: { era: 'future', at: 0 } }).memory.recall('a')).toBeUndefined();
    expect(memoryAt(0, 'nonsense').memory.recall('a')).toBeUndefined();
  });
});
