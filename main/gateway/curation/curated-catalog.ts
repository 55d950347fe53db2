import type { JsonObject } from '../../../shared/model/json-rpc';
import type { ServerName } from '../../../shared/model/server';
import type { Catalog, CatalogEntry } from '../catalog/catalog';
import { keyOf, type ListedItem, type ListKind } from '../catalog/catalog-types';
import { exposedName, serverOfExposedName } from '../catalog/exposed-name';
import { ownUri } from '../catalog/exposed-uri';
import type { Logger } from '../ports/logger';
import { dressDefinition } from './dress-definition';
import type { Absence, ListCuration, MergedChange } from './list-curation';
import type { ProfileCuration } from './profile-curation';

const curated = new WeakMap<ProfileCuration, WeakMap<Catalog, Catalog>>();

/**
 * A catalog as one profile sees it. What the catalog below remembers is the servers’ own and everybody’s; every name
 * and definition is dressed on its way out, so views cannot mix.
 */
export function curatedCatalog(base: Catalog, curation: ProfileCuration, log: Logger): Catalog {
  const views = curated.get(curation) ?? new WeakMap<Catalog, Catalog>();
  curated.set(curation, views);
  const known = views.get(base);
  if (known !== undefined) return known;
  const made = createCuratedCatalog(base, curation, log);
  views.set(base, made);
  return made;
}

interface CuratedList {
  readonly items: readonly ListedItem[];
  readonly byExposedName: ReadonlyMap<string, ListedItem>;
}

function createCuratedCatalog(base: Catalog, curation: ProfileCuration, log: Logger): Catalog {
  const lists = new WeakMap<readonly ListedItem[], CuratedList>();
  const told = new Set<string>();

  const sayCollision = (server: ServerName, name: string, { reason, by }: Absence) => {
    if (reason !== 'name-taken' || told.has(`${server} ${name}`)) return;
    told.add(`${server} ${name}`);
    log.warn('Two things of a server would have one name; the renamed one has it', {
      server,
      renamed: by,
      leftOut: name,
    });
  };
  const shownOf = (item: ListedItem, list: ListKind, of: ListCuration): readonly ListedItem[] => {
    const own = keyOf(list, item.definition);
    const absence = of.absence(own);
    if (absence === undefined) return [underCuration(item, of.changeOf(own))];
    sayCollision(item.server, own, absence);
    return [];
  };

  const curate = (items: readonly ListedItem[], list: ListKind, of: ListCuration): CuratedList => {
    const known = lists.get(items);
    if (known !== undefined) return known;
    const shown = items.flatMap((item) => shownOf(item, list, of));
    const made = {
      items: shown.map((item) => ({ ...item, exposed: underExposedName(item, list) })),
      byExposedName: new Map<string, ListedItem>(),
    };
    for (const item of made.items) made.byExposedName.set(String(item.exposed['name']), item);
    lists.set(items, made);
    return made;
  };

  return {
    ...base,
    forClient: (client) => curatedCatalog(base.forClient(client), curation, log),
    async page(server, list, cursor) {
      const of = curation.of(server, list);
      const page = await base.page(server, list, cursor);
      if (page === undefined || of === undefined) return page;
      return { ...page, items: page.items.flatMap((item) => shownOf(item, list, of)) };
    },
    async items(server, list) {
      const of = curation.of(server, list);
      const items = await base.items(server, list);
      return of === undefined ? items : curate(items, list, of).items;
    },
    knownItems(server, list) {
      const of = curation.of(server, list);
      const items = base.knownItems(server, list);
      return of === undefined || items === undefined ? items : curate(items, list, of).items;
    },
    async findTool(server, name) {
      const of = curation.of(server, 'tools');
      const own = of === undefined ? name : of.ownName(name);
      const tool = own === undefined ? undefined : await base.findTool(server, own);
      const merged = tool === undefined ? undefined : of?.changeOf(tool.name);
      return tool && merged ? { ...tool, shown: dressDefinition(tool.definition, merged) } : tool;
    },
    async findExposed(list, exposedAs, servers) {
      const server = serverOfExposedName(exposedAs);
      const of = server === undefined ? undefined : curation.of(server, list);
      if (server === undefined || of === undefined || !servers.has(server)) {
        return base.findExposed(list, exposedAs, servers);
      }
      const item = curate(await base.items(server, list), list, of).byExposedName.get(exposedAs);
      const upstream = item === undefined ? undefined : base.upstream(server);
      if (item === undefined || upstream === undefined) return undefined;
      const { definition } = item;
      const name = keyOf(list, definition);
      const found: CatalogEntry = { server, upstream, name, definition };
      return item.curate === undefined ? found : { ...found, shown: item.curate(definition) };
    },
    findResource(asked, candidates) {
      const { uri, server } = ownUri(asked);
      const mayUse = (one: ServerName) =>
        curation.of(one, 'resources')?.absence(one === server ? uri : asked) === undefined;
      return base.findResource(asked, candidates.filter(mayUse));
    },
    ownPromptName: (server, shown) => {
      const of = curation.of(server, 'prompts');
      return of === undefined ? shown : of.ownName(shown);
    },
    hasResource: (server, uri) => curation.of(server, 'resources')?.absence(uri) === undefined,
  };
}

function underCuration(item: ListedItem, merged: MergedChange | undefined): ListedItem {
  if (merged === undefined) return item;
  const curate = (definition: JsonObject) => dressDefinition(definition, merged);
  return { ...item, exposed: curate(item.definition), curate };
}

/** As `underExposedName` of the catalog, on what the operator made of it. */
function underExposedName({ server, exposed, definition, curate }: ListedItem, list: ListKind): JsonObject {
  if (list !== 'tools' && list !== 'prompts') return exposed;
  const shown = curate === undefined ? definition : exposed;
  return { ...shown, name: exposedName(server, String(shown['name'])) };
}
