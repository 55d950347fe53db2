import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listSoon } from '../../../../../main/gateway/catalog/list-soon';
import type { ServerList } from '../../../../../main/gateway/catalog/list-cache';
import type { ServerShelf } from '../../../../../main/gateway/catalog/server-shelf';

const list = (name: string): ServerList => ({ pages: [], items: [{ name }], byKey: new Map() });
const [FRESH, GOOD] = [list('fresh'), list('good')];

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function shelfWith(load: () => Promise<ServerList>, more: Partial<ServerShelf> = {}) {
  let late = false;
  const shelf = { peek: () => undefined, lastGood: () => GOOD, isLate: () => late, load, ...more };
  return { ...shelf, markLate: () => (late = true) } as unknown as ServerShelf;
}

describe('listSoon', () => {
  it('takes what is fresh without asking, and leaves no timer', async () => {
    const load = vi.fn(() => Promise.resolve(FRESH));
    expect(await listSoon(shelfWith(load, { peek: () => FRESH }), 'tools')).toBe(FRESH);
    expect(load).not.toHaveBeenCalled();
    expect(await listSoon(shelfWith(load), 'tools')).toBe(FRESH);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('takes the last good one when reading fails', async () => {
    expect(
      await listSoon(
        shelfWith(() => Promise.reject(new Error('down'))),
        'tools',
      ),
    ).toBe(GOOD);
  });

  it('waits eight seconds for a server once, and not at all for one that is late', async () => {
    const shelf = shelfWith(() => new Promise(() => undefined));
    let first: unknown;
    void listSoon(shelf, 'tools').then((found) => (first = found));
    await vi.advanceTimersByTimeAsync(7_999);
    expect(first).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(first).toBe(GOOD);
    expect(await listSoon(shelf, 'tools')).toBe(GOOD);
  });
});
