import type { ServerName } from '../../../shared/model/server';
import type { Catalog } from './catalog';
import type { ListedItem, ListKind } from './catalog-types';

/** How long a merged list waits for a server that it does not know to be late. */
const WAIT_MS = 8_000;

/**
 * The lists of several servers as one, in the order of the servers. A server that is down or slow costs the
 * others nothing: what is not there in time is left out, or served from the last good list, and whoever asked is
 * told with `list_changed` when it comes.
 */
export async function mergeLists(
  catalog: Catalog,
  list: ListKind,
  servers: readonly ServerName[],
): Promise<readonly ListedItem[]> {
  const lists = await Promise.all(servers.map((server) => listInTime(catalog, list, server)));
  return lists.flat();
}

async function listInTime(catalog: Catalog, list: ListKind, server: ServerName): Promise<readonly ListedItem[]> {
  const shelf = catalog.shelf(server);
  const reading = catalog.items(server, list).catch(() => undefined);
  if (shelf?.isLate() === true) return catalog.knownItems(server, list) ?? [];
  const inTime = await Promise.race([reading, after(WAIT_MS)]);
  if (inTime === TOO_LATE) shelf?.markLate();
  return inTime === TOO_LATE || inTime === undefined ? (catalog.knownItems(server, list) ?? []) : inTime;
}

const TOO_LATE = Symbol('too late');

function after(ms: number): Promise<typeof TOO_LATE> {
  return new Promise((resolve) => setTimeout(resolve, ms, TOO_LATE).unref());
}
