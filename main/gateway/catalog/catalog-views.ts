import { LRUCache } from 'lru-cache';
import type { ServerSet } from '../../../shared/config/gateway-config';
import type { ServerName } from '../../../shared/model/server';
import { clientFor, type ConnectingClient, shareOf } from '../upstream/share';
import type { Upstream, UpstreamSet } from '../upstream/upstream';
import type { UpstreamClient } from '../upstream/upstream-client';
import { type Catalog, createCatalog, type Reach } from './catalog';
import type { ServerShelf } from './server-shelf';

export interface CatalogViewsNeeds {
  readonly configId: string;
  readonly set: ServerSet;
  readonly upstreams: UpstreamSet;
  shelfOf(upstream: Upstream): ServerShelf;
}

/** Clients whose own view of a catalog is remembered. */
const MAX_VIEWS = 512;

/**
 * The catalog of one config, and its views for clients that have connections of their own: a server may offer each
 * of them something else, depending on what the client can do.
 */
export function createCatalogViews({ configId, set, upstreams, shelfOf }: CatalogViewsNeeds): Catalog {
  const views = new LRUCache<string, Catalog>({ max: MAX_VIEWS });
  const isEverybodys = Object.values(set.servers).every((config) => shareOf(config) === 'global');

  const make = (reach: Reach): Catalog => createCatalog({ configId, set, reach, forClient, shelfOf });
  const everybodys = make((server) => upstreams.get(server));

  function forClient(client: ConnectingClient): Catalog {
    if (isEverybodys) return everybodys;
    const key = client.sessionId ?? client.slotId ?? `${client.keyId} ${JSON.stringify(client.capabilities)}`;
    const known = views.get(key);
    if (known !== undefined) return known;
    const made = make(reachAs(client));
    views.set(key, made);
    return made;
  }

  function reachAs(client: ConnectingClient): Reach {
    const seen = new Map<ServerName, UpstreamClient | undefined>();
    return (server) => {
      const config = set.servers[server];
      if (config === undefined) return undefined;
      if (!seen.has(server)) seen.set(server, clientFor(shareOf(config), server, client));
      return upstreams.get(server, seen.get(server));
    };
  }

  return everybodys;
}
