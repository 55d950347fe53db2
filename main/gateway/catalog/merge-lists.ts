import type { ServerName } from '../../../shared/model/server';
import type { Catalog } from './catalog';
import type { ListedItem, ListKind } from './catalog-types';
import { disambiguateUris } from './exposed-uri';
import { listSoon } from './list-soon';

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
  return disambiguateUris(list, lists.flat());
}

async function listInTime(catalog: Catalog, list: ListKind, server: ServerName): Promise<readonly ListedItem[]> {
  const shelf = catalog.shelf(server);
  if (shelf !== undefined) await listSoon(shelf, list);
  return catalog.knownItems(server, list) ?? [];
}
