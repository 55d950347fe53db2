import { describe, expect, it } from 'vitest';
import { createListCache, listCacheKey } from '../../../../../main/gateway/catalog/list-cache';

const LIST = { pages: [], items: [{}, {}], byKey: new Map() };

const PLACE = { configId: 'default', server: 'files', list: 'tools' } as const;

describe('createListCache', () => {
  it('believes a list until its time is over', () => {
    let now = 1_000;
    const cache = createListCache(() => now);
    cache.set('k', LIST, { place: PLACE, ttlMs: 500 });
    expect(cache.get('k')).toBe(LIST);
    expect(cache.info('k')).toEqual({ itemCount: 2, expiresAt: 1_500 });
    now = 1_499;
    expect(cache.get('k')).toBe(LIST);
    now = 1_500;
    expect(cache.get('k')).toBeUndefined();
    expect(cache.size).toBe(0);
  });

  it('keeps nothing without a time to live', () => {
    const cache = createListCache(() => 0);
    cache.set('k', LIST, { place: PLACE, ttlMs: 0 });
    expect(cache.get('k')).toBeUndefined();
  });

  it('says whether there was something to delete', () => {
    const cache = createListCache(() => 0);
    cache.set('k', LIST, { place: PLACE, ttlMs: 1 });
    expect([cache.delete('k'), cache.delete('k')]).toEqual([true, false]);
  });

  it('is bounded', () => {
    const cache = createListCache(() => 0);
    for (let i = 0; i < 5_000; i += 1) cache.set(`k${i}`, LIST, { place: PLACE, ttlMs: 1 });
    expect(cache.size).toBeLessThan(2_000);
  });
});

describe('listCacheKey', () => {
  it('tells apart what only looks alike', () => {
    const keys = [
      listCacheKey(['a', 'b', 'e', 'tools']),
      listCacheKey(['a', 'b', 'f', 'tools']),
      listCacheKey(['a', 'b', 'e', 'prompts']),
      listCacheKey(['a","b', 'b', 'e', 'tools']),
      listCacheKey(['ab', '', 'e', 'tools']),
    ];
    expect(new Set(keys).size).toBe(5);
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{64}$/);
  });

  it('says what it has, and forgets what matches', () => {
    let at = 1_000;
    const cache = createListCache(() => at);
    cache.set('a', LIST, { place: PLACE, ttlMs: 500 });
    cache.set('b', LIST, { place: { ...PLACE, server: 'web' }, ttlMs: 900 });
    const itemCount = LIST.items.length;
    expect(cache.entries()).toEqual([
      { ...PLACE, server: 'web', itemCount, expiresAt: 1_900 },
      { ...PLACE, itemCount, expiresAt: 1_500 },
    ]);
    expect(cache.forget(({ server }) => server === 'web')).toBe(1);
    expect(cache.get('b')).toBeUndefined();
    at = 1_500;
    expect(cache.entries()).toEqual([]);
  });
});
