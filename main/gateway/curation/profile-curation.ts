import type { Curation } from '../../../shared/config/curation';
import type { GatewayConfig } from '../../../shared/config/gateway-config';
import type { ServerName } from '../../../shared/model/server';
import type { ListKind } from '../catalog/catalog-types';
import { mergeListCuration, type CurationLevel, type ListCuration } from './list-curation';

/** Whose view it is. */
export interface Viewer {
  readonly configId: string;
  readonly projectId: string;
  readonly keyId: string;
}

/** What one key sees of the servers of its config. The same object for keys that nothing tells apart. */
export interface ProfileCuration {
  /** `undefined`: all of it, as the server says it. */
  of(server: ServerName, list: ListKind): ListCuration | undefined;
}

type Views = Map<string, ProfileCuration | undefined>;

const known = new WeakMap<GatewayConfig, Views>();
const NOBODY: Views = new Map();

/** `undefined` where nothing is curated. A configuration never changes once it is in force, so this is worked out once. */
export function curationFor(config: GatewayConfig, viewer: Viewer): ProfileCuration | undefined {
  const views = known.get(config) ?? firstViews(config);
  if (views === NOBODY) return undefined;
  const { configId, projectId, keyId } = viewer;
  const project = config.projects[projectId]?.curation === undefined ? '' : projectId;
  const key = config.keys[keyId]?.curation === undefined ? '' : keyId;
  const view = `${configId} ${project} ${key}`;
  if (views.has(view)) return views.get(view);
  const made = createProfileCuration(config, viewer);
  views.set(view, made);
  return made;
}

function firstViews(config: GatewayConfig): Views {
  const servers = Object.values(config.configs).flatMap((set) => Object.values(set.servers));
  const all = [...servers, ...Object.values(config.projects), ...Object.values(config.keys)];
  const views: Views = all.some(({ curation }) => curation !== undefined) ? new Map() : NOBODY;
  known.set(config, views);
  return views;
}

/** The levels that speak about a server, the least specific first. */
export function curationLevels(config: GatewayConfig, server: ServerName, viewer: Viewer): readonly CurationLevel[] {
  const { configId, projectId, keyId } = viewer;
  const said: readonly (readonly [string, Curation | undefined])[] = [
    [`server ${server}`, config.configs[configId]?.servers[server]?.curation],
    [`project ${projectId}`, config.projects[projectId]?.curation?.[server]],
    [`key ${keyId}`, config.keys[keyId]?.curation?.[server]],
  ];
  return said.flatMap(([origin, curation]) => (curation === undefined ? [] : [{ origin, curation }]));
}

interface ServerCuration {
  readonly tools: ListCuration | undefined;
  readonly prompts: ListCuration | undefined;
  readonly resources: ListCuration | undefined;
}

function createProfileCuration(config: GatewayConfig, viewer: Viewer): ProfileCuration | undefined {
  const servers = new Map<ServerName, ServerCuration>();
  for (const server of Object.keys(config.configs[viewer.configId]?.servers ?? {})) {
    const levels = curationLevels(config, server, viewer);
    if (levels.length === 0) continue;
    const [tools, prompts, resources] = (['tools', 'prompts', 'resources'] as const).map((kind) =>
      mergeListCuration(levels, kind),
    );
    servers.set(server, { tools, prompts, resources });
  }
  if (servers.size === 0) return undefined;
  return { of: (server, list) => servers.get(server)?.[list === 'resourceTemplates' ? 'resources' : list] };
}
