import { afterEach, describe, expect, it } from 'vitest';
import { createCounters } from '../../../../../main/gateway/limits/counters';
import { ResultMemory, type KeptResult, type ResultStore } from '../../../../../main/gateway/results/result-store';

const LIMITS = { seconds: 60, perKey: 3, bytesPerKey: 100, total: 5, totalBytes: 250 };
const result = (bytes: number): KeptResult => ({
  paged: { text: 'x', pages: [{ at: 0, line: 1 }], lines: 1 },
  bytes,
  mimeType: 'text/plain',
  isBinary: false,
  server: 'files',
  tool: 'read',
});
const stores: ResultStore[] = [];
afterEach(() => stores.splice(0).forEach((store) => store.clear()));

function open() {
  const clock = { now: 0 };
  const counters = createCounters();
  const store = new ResultMemory({ counters, now: () => clock.now });
  stores.push(store);
  const keep = (keyId: string, bytes = 10, sessionId?: string) =>
    store.keep(result(bytes), { keyId, sessionId }, LIMITS) ?? '';
  const has = (id: string, keyId: string, sessionId?: string) => store.find(id, { keyId, sessionId }) !== undefined;
  return { store, clock, counters, keep, has };
}

describe('ResultMemory', () => {
  it('gives a result to its key and session, and to nobody else', () => {
    const { keep, has } = open();
    const mine = keep('a', 10, 's1');
    expect(has(mine, 'a', 's1')).toBe(true);
    expect([has(mine, 'a'), has(mine, 'a', 's2'), has(mine, 'b', 's1'), has('other', 'a', 's1')]).toEqual(
      Array(4).fill(false),
    );
    const ofKey = keep('a');
    expect([has(ofKey, 'a'), has(ofKey, 'a', 's1')]).toEqual([true, false]);
  });

  it('forgets what is over', () => {
    const { keep, has, clock, store } = open();
    const id = keep('a');
    clock.now = 59_999;
    expect(has(id, 'a')).toBe(true);
    clock.now = 60_000;
    expect(has(id, 'a')).toBe(false);
    expect(store.size).toBe(0);
  });

  it('pushes out what was not read for longest, by number and by bytes', () => {
    const { keep, has, counters, store } = open();
    const [first, second, third] = [keep('a'), keep('a'), keep('a')];
    has(first ?? '', 'a');
    const fourth = keep('a');
    expect([first, second, third, fourth].map((id) => has(id ?? '', 'a'))).toEqual([true, false, true, true]);
    const large = keep('a', 95);
    expect([first, third, fourth, large].map((id) => has(id ?? '', 'a'))).toEqual([false, false, false, true]);
    expect(store.bytes).toBe(95);
    expect(counters.list()).toEqual([{ event: 'result_forgotten', count: 4 }]);
  });

  it('takes from the key that has most when all is full', () => {
    const { keep, has, store } = open();
    const greedy = [keep('a', 30), keep('a', 30), keep('a', 30)];
    const modest = [keep('b', 20), keep('c', 20)];
    const newest = keep('d', 20);
    expect(greedy.map((id) => has(id, 'a'))).toEqual([false, true, true]);
    expect([has(modest[0] ?? '', 'b'), has(modest[1] ?? '', 'c'), has(newest, 'd')]).toEqual([true, true, true]);
    expect([store.size, store.bytes]).toEqual([5, 120]);
  });

  it('keeps nothing that is larger than a share, and nothing of a session that ended', () => {
    const { keep, has, store } = open();
    expect(keep('a', 101)).toBe('');
    const [mine, others] = [keep('a', 10, 's1'), keep('a', 10, 's2')];
    store.endSession('s1');
    expect([has(mine, 'a', 's1'), has(others, 'a', 's2')]).toEqual([false, true]);
  });
});
