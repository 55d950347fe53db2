import type { ServerSet } from '../../../shared/config/gateway-config';
import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import type { ServerDescription, ServerName } from '../../../shared/model/server';
import type { ConnectingClient } from '../upstream/share';
import type { Upstream } from '../upstream/upstream';
import { keyOf, type CatalogTool, type ListedItem, type ListKind } from './catalog-types';
import { exposedName, serverOfExposedName } from './exposed-name';
import { ownUri } from './exposed-uri';
import type { ServerList } from './list-cache';
import { listSoon } from './list-soon';
import { matchesUriTemplate } from './match-uri-template';
import { nameOf, type ServerShelf } from './server-shelf';

/** One server’s thing that a request names: which server, and the server’s own name for it. */
export interface CatalogEntry {
  readonly server: ServerName;
  readonly upstream: Upstream;
  readonly name: string;
  readonly definition?: JsonObject;
  /** The definition as the operator wants it shown; absent where nothing is changed. */
  readonly shown?: JsonObject;
}

export interface ListedPage {
  readonly page: JsonObject;
  readonly items: readonly ListedItem[];
}

/** What the servers of one config offer. Waiting for one server never means waiting for another. */
export interface Catalog {
  readonly configId: string;
  /** The same catalog as this client sees it: over the connections that it does not share. */
  forClient(client: ConnectingClient): Catalog;
  upstream(server: ServerName): Upstream | undefined;
  shelf(server: ServerName): ServerShelf | undefined;
  /** Whether the config lets this tool of this server exist. */
  allows(server: ServerName, tool: string): boolean;
  describe(server: ServerName): Promise<ServerDescription>;
  /** A page as the server gave it, without hidden tools. `undefined` for a cursor the server never gave. */
  page(server: ServerName, list: ListKind, cursor: string | undefined): Promise<ListedPage | undefined>;
  /** One server’s whole list under the names of the aggregate. */
  items(server: ServerName, list: ListKind): Promise<readonly ListedItem[]>;
  /** Like `items`, but never waits: `undefined` when nothing is known yet. */
  knownItems(server: ServerName, list: ListKind): readonly ListedItem[] | undefined;
  findTool(server: ServerName, name: string): Promise<CatalogTool | undefined>;
  /** By the name that the aggregate gives it. */
  findExposed(
    list: 'tools' | 'prompts',
    exposed: string,
    servers: ReadonlySet<ServerName>,
  ): Promise<CatalogEntry | undefined>;
  findResource(uri: string, servers: readonly ServerName[]): Promise<CatalogEntry | undefined>;
  /** The server’s own name of a prompt that a client names; `undefined` where none may be. */
  ownPromptName(server: ServerName, shown: string): string | undefined;
  /** Whether the server may have a resource of this URI, as far as the configuration says. */
  hasResource(server: ServerName, uri: string): boolean;
}

/** The upstreams as one client, or everybody, reaches them. */
export type Reach = (server: ServerName) => Upstream | undefined;

export interface CatalogNeeds {
  readonly configId: string;
  readonly set: ServerSet;
  readonly reach: Reach;
  readonly forClient: Catalog['forClient'];
  shelfOf(upstream: Upstream): ServerShelf;
}

export function createCatalog({ configId, set, reach, forClient, shelfOf }: CatalogNeeds): Catalog {
  const allowedTools = new Map<ServerName, ReadonlySet<string>>();
  for (const [server, { tools }] of Object.entries(set.servers)) {
    if (tools.length > 0) allowedTools.set(server, new Set(tools));
  }
  const exposedLists = new WeakMap<ServerList, ExposedList>();

  const shelf = (server: ServerName): ServerShelf | undefined => {
    const upstream = reach(server);
    return upstream && shelfOf(upstream);
  };
  const allows = (server: ServerName, tool: string) => allowedTools.get(server)?.has(tool) ?? true;
  const isVisible = (server: ServerName, list: ListKind, definition: JsonObject) =>
    list !== 'tools' || allows(server, nameOf(definition));

  const exposed = (server: ServerName, list: ListKind, whole: ServerList): ExposedList => {
    const known = exposedLists.get(whole);
    if (known !== undefined) return known;
    const byName = new Map<string, ListedItem>();
    for (const definition of whole.items) {
      if (!isVisible(server, list, definition)) continue;
      const item = { server, definition, exposed: underExposedName(server, list, definition) };
      const name = keyOf(list, item.exposed);
      // The first of a name counts, here as in the server’s own list: what was judged is what is called.
      if (!byName.has(name)) byName.set(name, item);
    }
    const made = { items: [...byName.values()], byName };
    exposedLists.set(whole, made);
    return made;
  };

  const load = async (server: ServerName, list: ListKind): Promise<ServerList | undefined> => {
    const found = shelf(server);
    return found?.peek(list) ?? found?.load(list);
  };

  return {
    configId,
    forClient,
    upstream: reach,
    shelf,
    allows,
    async describe(server) {
      const found = shelf(server);
      if (found === undefined) throw new TypeError(`No server "${server}" in config "${configId}"`);
      return found.describe();
    },
    async page(server, list, cursor) {
      const whole = await load(server, list);
      if (whole === undefined) return undefined;
      if (whole.pages.length === 0) return cursor === undefined ? { page: {}, items: [] } : undefined;
      const page = whole.pages.find((one) => one.cursor === cursor);
      if (page === undefined) return undefined;
      const definitions = (page.result[list] as readonly unknown[])
        .filter(isJsonObject)
        .filter((one) => isVisible(server, list, one));
      return {
        page: page.result,
        items: definitions.map((definition) => ({ server, definition, exposed: definition })),
      };
    },
    async items(server, list) {
      const whole = await load(server, list);
      return whole === undefined ? [] : exposed(server, list, whole).items;
    },
    knownItems(server, list) {
      const found = shelf(server);
      const whole = found?.peek(list) ?? found?.lastGood(list);
      return whole && exposed(server, list, whole).items;
    },
    async findTool(server, name) {
      const upstream = reach(server);
      if (upstream === undefined || !allows(server, name)) return undefined;
      const known = shelfOf(upstream);
      const whole = known.peek('tools') ?? (await known.load('tools'));
      const definition = whole.byKey.get(name);
      return definition && { server, upstream, name, definition };
    },
    async findExposed(list, exposedAs, servers) {
      const server = serverOfExposedName(exposedAs);
      if (server === undefined || !servers.has(server)) return undefined;
      const upstream = reach(server);
      if (upstream === undefined) return undefined;
      const known = shelfOf(upstream);
      const whole = known.peek(list) ?? (await known.load(list));
      const item = exposed(server, list, whole).byName.get(exposedAs);
      return item && { server, upstream, name: nameOf(item.definition), definition: item.definition };
    },
    async findResource(asked, candidates) {
      const own = ownUri(asked);
      const named = own.server !== undefined && candidates.includes(own.server);
      const uri = named ? own.uri : asked;
      const servers = named && own.server !== undefined ? [own.server] : candidates;
      const known = await Promise.all(servers.map((server) => resourceEntry({ server, uri, reach, shelfOf })));
      return known.find((entry) => entry?.definition !== undefined) ?? known.find((entry) => entry !== undefined);
    },
    ownPromptName: (_server, shown) => shown,
    hasResource: () => true,
  };
}

interface ExposedList {
  readonly items: readonly ListedItem[];
  readonly byName: ReadonlyMap<string, ListedItem>;
}

/** Only tools and prompts carry the server’s name; a resource’s URI is its identity and stays. */
function underExposedName(server: ServerName, list: ListKind, definition: JsonObject): JsonObject {
  if (list !== 'tools' && list !== 'prompts') return definition;
  return { ...definition, name: exposedName(server, nameOf(definition)) };
}

interface ResourceSearch {
  readonly server: ServerName;
  readonly uri: string;
  readonly reach: Reach;
  shelfOf(upstream: Upstream): ServerShelf;
}

/** A listed resource has its definition; one that only fits a template has none. A server that is down has neither. */
async function resourceEntry({ server, uri, reach, shelfOf }: ResourceSearch): Promise<CatalogEntry | undefined> {
  const upstream = reach(server);
  if (upstream === undefined) return undefined;
  const shelf = shelfOf(upstream);
  const definition = (await listSoon(shelf, 'resources'))?.byKey.get(uri);
  if (definition !== undefined) return { server, upstream, name: uri, definition };
  const templates = [...((await listSoon(shelf, 'resourceTemplates'))?.byKey.keys() ?? [])];
  const fits = templates.some((template) => template === uri || matchesUriTemplate(template, uri));
  return fits ? { server, upstream, name: uri } : undefined;
}
