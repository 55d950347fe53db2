import type { ListKind } from './catalog-types';
import type { ServerList } from './list-cache';
import type { ServerShelf } from './server-shelf';

/** How long somebody waits for a server that is not known to be late. */
const WAIT_MS = 8_000;

/**
 * A server’s list, but soon: the fresh one, or what there is of the last good one when the server is late. Never
 * throws; reading goes on behind, so that the list is there the next time.
 */
export async function listSoon(shelf: ServerShelf, list: ListKind): Promise<ServerList | undefined> {
  const fresh = shelf.peek(list);
  if (fresh !== undefined) return fresh;
  const reading = shelf.load(list).catch(() => shelf.lastGood(list));
  if (shelf.isLate()) return shelf.lastGood(list);
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      shelf.markLate();
      resolve(shelf.lastGood(list));
    }, WAIT_MS);
    timer.unref();
    void reading.then((read) => {
      clearTimeout(timer);
      resolve(read);
    });
  });
}
