import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import type { ListKind } from '../catalog/catalog-types';
import { matchesUriTemplate } from '../catalog/match-uri-template';
import type { ServerShelf } from '../catalog/server-shelf';
import type { Runtime } from '../runtime';
import type { RoutedRequest } from './request-states';
import { catalogOf } from './route';

/** What the server of a request said about the tool, prompt or resource that the request uses; `undefined` for none. */
export async function usedDefinition(
  request: Pick<RoutedRequest, 'route' | 'visitor' | 'client' | 'method' | 'params'>,
  runtime: Runtime,
): Promise<JsonObject | undefined> {
  const { route } = request;
  if (route.kind !== 'server') return undefined;
  if (route.tool !== undefined) return route.tool.definition;
  const used = usedName(request);
  const shelf = used === undefined ? undefined : catalogOf(request, runtime).shelf(route.server);
  if (used === undefined || shelf === undefined) return undefined;
  if (used.kind === 'prompt') return (await listOf(shelf, 'prompts'))?.byKey.get(used.name);
  const resource = (await listOf(shelf, 'resources'))?.byKey.get(used.name);
  return resource ?? (await templateOf(shelf, used.name));
}

interface UsedName {
  readonly kind: 'prompt' | 'resource';
  readonly name: string;
}

function usedName({ method, params }: Pick<RoutedRequest, 'method' | 'params'>): UsedName | undefined {
  const { ref } = params;
  const holder = method === 'completion/complete' && isJsonObject(ref) ? ref : params;
  const { name, uri } = holder;
  const isPrompt = method === 'prompts/get' || holder['type'] === 'ref/prompt';
  if (isPrompt) return typeof name === 'string' ? { kind: 'prompt', name } : undefined;
  const isResource = method.startsWith('resources/') || holder['type'] === 'ref/resource';
  return isResource && typeof uri === 'string' ? { kind: 'resource', name: uri } : undefined;
}

/** A server that cannot list these says nothing about them, and there is nothing to judge. */
async function listOf(shelf: ServerShelf, list: ListKind) {
  try {
    return shelf.peek(list) ?? (await shelf.load(list));
  } catch {
    return undefined;
  }
}

async function templateOf(shelf: ServerShelf, uri: string): Promise<JsonObject | undefined> {
  const templates = await listOf(shelf, 'resourceTemplates');
  return templates?.items.find(({ uriTemplate }) => {
    return typeof uriTemplate === 'string' && (uriTemplate === uri || matchesUriTemplate(uriTemplate, uri));
  });
}
