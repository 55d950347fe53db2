import { GatewayError } from '../../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import type { ServerName } from '../../../shared/model/server';
import type { Catalog } from '../catalog/catalog';
import { LIST_METHODS, type ListKind } from '../catalog/catalog-types';
import { curatedCatalog } from '../curation/curated-catalog';
import type { Runtime } from '../runtime';
import type { ReceivedRequest, Route, RoutedRequest } from './request-states';
import { resultRoute } from './route-result';

const LIST_OF_METHOD = new Map<string, ListKind>(
  (Object.keys(LIST_METHODS) as ListKind[]).map((list) => [LIST_METHODS[list], list]),
);

/** Where a request goes, and the parameters as its server knows them. What a profile may not see does not exist. */
export async function route(received: ReceivedRequest, runtime: Runtime): Promise<RoutedRequest> {
  const { face, principal } = received.visitor;
  await runtime.rates.checkKey(principal.keyId, runtime.config);
  const catalog = catalogOf(received, runtime);
  const kept = resultRoute(received, runtime);
  const [found, params] =
    kept !== undefined
      ? [kept, received.params]
      : face.kind === 'server'
        ? await routeToServer(received, catalog, face.server, runtime)
        : await routeInAggregate(received, catalog, runtime);
  noteTarget(received, found);
  await checkUse(received, found, runtime);
  return { ...received, stage: 'routed', route: found, params };
}

function noteTarget(received: ReceivedRequest, found: Route): void {
  const { trail } = received;
  if (found.kind === 'gateway') return trail.about({ server: 'gateway', name: found.name });
  if (found.kind === 'result') return trail.about({ server: found.kept.server, name: found.uri });
  if (found.kind !== 'server') return;
  const { server, name } = found;
  const shownAs = shownName(received, found);
  trail.about({ server, ...(name === undefined ? {} : { name }), ...(shownAs === undefined ? {} : { shownAs }) });
}

/** Refuses what is paused, and what is asked too often. */
async function checkUse({ visitor }: ReceivedRequest, found: Route, runtime: Runtime): Promise<void> {
  const { keyId } = visitor.principal;
  if (found.kind === 'result') return runtime.approvals.pauses.check({ keyId, server: found.kept.server });
  if (found.kind !== 'server' && found.kind !== 'gateway') return;
  const server = found.kind === 'server' ? found.server : 'gateway';
  runtime.approvals.pauses.check({ keyId, server });
  const tool = found.kind === 'gateway' ? found.name : found.tool?.name;
  await runtime.rates.checkUse({ keyId, configId: visitor.profile.configId, server, tool }, runtime.config);
}

export function catalogOf(request: Pick<ReceivedRequest, 'visitor' | 'client'>, runtime: Runtime): Catalog {
  const { configId, curation } = request.visitor.profile;
  const catalog = runtime.catalogs.get(configId);
  if (catalog === undefined) throw new GatewayError('config_missing', `There is no config "${configId}"`);
  const seen = catalog.forClient(request.client.connecting);
  return curation === undefined ? seen : curatedCatalog(seen, curation, runtime.log);
}

/** What the operator calls it, where that is not what its server calls it. */
function shownName({ method, visitor }: ReceivedRequest, { server, name }: ServerRoute): string | undefined {
  const { curation } = visitor.profile;
  const list = method === 'tools/call' ? 'tools' : method === 'prompts/get' ? 'prompts' : undefined;
  if (curation === undefined || list === undefined || name === undefined) return undefined;
  const shown = curation.of(server, list)?.shownName(name);
  return shown === name ? undefined : shown;
}

type ServerRoute = Extract<Route, { kind: 'server' }>;
type Routed = readonly [Route, JsonObject];

async function routeToServer(
  received: ReceivedRequest,
  catalog: Catalog,
  server: ServerName,
  runtime: Runtime,
): Promise<Routed> {
  const { method, params } = received;
  if (method.startsWith('tasks/') && 'taskId' in params)
    return [taskRoute(received, new Set([server]), runtime), params];
  const list = LIST_OF_METHOD.get(method);
  if (list !== undefined) return [listRoute(list, params), params];
  switch (method) {
    case 'initialize':
    case 'server/discover':
      return [{ kind: 'describe' }, params];
    case 'tools/call': {
      const tool = await catalog.findTool(server, text(params, 'name'));
      if (tool === undefined) throw unknownName('tool', text(params, 'name'));
      return [{ kind: 'server', server, name: tool.name, tool }, withName(params, tool.name)];
    }
    case 'prompts/get': {
      const name = ownPromptName(catalog, server, text(params, 'name'));
      return [{ kind: 'server', server, name }, withName(params, name)];
    }
    case 'resources/read':
      return [{ kind: 'server', server, name: ownResource(catalog, server, text(params, 'uri')) }, params];
    case 'resources/subscribe':
    case 'resources/unsubscribe':
      ownResource(catalog, server, text(params, 'uri'));
      return [{ kind: 'server', server }, params];
    case 'completion/complete':
      return [{ kind: 'server', server }, completionParams(catalog, server, params)];
    default:
      return [{ kind: 'server', server }, params];
  }
}

async function routeInAggregate(received: ReceivedRequest, catalog: Catalog, runtime: Runtime): Promise<Routed> {
  const { method, params, visitor } = received;
  const { servers, exposure } = visitor.profile;
  const list = LIST_OF_METHOD.get(method);
  if (list !== undefined) return [listRoute(list, params), params];
  if (method.startsWith('tasks/')) return [taskRoute(received, servers, runtime), params];
  switch (method) {
    case 'initialize':
    case 'server/discover':
      return [{ kind: 'describe' }, params];
    case 'tools/call': {
      const name = text(params, 'name');
      const own = exposure === 'tools' ? undefined : runtime.gatewayTools.get(name);
      if (own !== undefined) return [{ kind: 'gateway', name, tool: own }, params];
      const entry = exposure === 'gateway-tools' ? undefined : await catalog.findExposed('tools', name, servers);
      if (entry?.definition === undefined) throw unknownName('tool', name);
      return [
        { kind: 'server', ...entry, tool: { ...entry, definition: entry.definition } },
        { ...params, name: entry.name },
      ];
    }
    case 'prompts/get': {
      const name = text(params, 'name');
      const entry = await catalog.findExposed('prompts', name, servers);
      if (entry === undefined) throw unknownName('prompt', name);
      return [
        { kind: 'server', server: entry.server, name: entry.name },
        { ...params, name: entry.name },
      ];
    }
    case 'resources/read':
    case 'resources/subscribe':
    case 'resources/unsubscribe': {
      const uri = text(params, 'uri');
      const entry = await catalog.findResource(uri, [...servers]);
      if (entry === undefined) throw unknownName('resource', uri);
      return [
        { kind: 'server', server: entry.server, name: uri },
        { ...params, uri: entry.name },
      ];
    }
    case 'completion/complete':
      return routeCompletion(params, catalog, servers);
    case 'logging/setLevel':
      return [{ kind: 'everywhere' }, params];
    default:
      throw new GatewayError('unknown_method', `The gateway does not offer "${method}" here`);
  }
}

/** To the server of the task; what is said there is judged as the tool’s that runs as it. */
function taskRoute({ params, visitor }: ReceivedRequest, servers: ReadonlySet<ServerName>, runtime: Runtime): Route {
  const owner = runtime.taskOwners.find(params['taskId'], visitor.principal.keyId);
  if (owner === undefined || !servers.has(owner.server)) throw unknownTask();
  return { kind: 'server', server: owner.server, ...(owner.tool === undefined ? {} : { name: owner.tool }) };
}

/** The same words for a task of another key and for none at all. */
function unknownTask(): GatewayError {
  return new GatewayError('invalid_params', 'There is no such task here');
}

/** What is completed is an argument of a prompt or of a resource template, which say whose it is. */
async function routeCompletion(
  params: JsonObject,
  catalog: Catalog,
  servers: ReadonlySet<ServerName>,
): Promise<Routed> {
  const { ref } = params;
  if (!isJsonObject(ref)) throw new GatewayError('invalid_params', '"params.ref" must be an object');
  if (ref['type'] === 'ref/prompt') {
    const name = text(ref, 'name');
    const entry = await catalog.findExposed('prompts', name, servers);
    if (entry === undefined) throw unknownName('prompt', name);
    return [
      { kind: 'server', server: entry.server, name },
      { ...params, ref: { ...ref, name: entry.name } },
    ];
  }
  const uri = text(ref, 'uri');
  const entry = await catalog.findResource(uri, [...servers]);
  if (entry === undefined) throw unknownName('resource', uri);
  return [
    { kind: 'server', server: entry.server, name: uri },
    { ...params, ref: { ...ref, uri: entry.name } },
  ];
}

/** The same object where the server knows it by that name. */
function withName(params: JsonObject, name: string): JsonObject {
  return params['name'] === name ? params : { ...params, name };
}

function ownPromptName(catalog: Catalog, server: ServerName, shown: string): string {
  const own = catalog.ownPromptName(server, shown);
  if (own === undefined) throw unknownName('prompt', shown);
  return own;
}

function ownResource(catalog: Catalog, server: ServerName, uri: string): string {
  if (!catalog.hasResource(server, uri)) throw unknownName('resource', uri);
  return uri;
}

/** On a server’s own face: what is completed belongs to a prompt or resource that must be there to be seen. */
function completionParams(catalog: Catalog, server: ServerName, params: JsonObject): JsonObject {
  const { ref } = params;
  if (!isJsonObject(ref)) return params;
  const { name, uri } = ref;
  if (typeof uri === 'string') ownResource(catalog, server, uri);
  if (typeof name !== 'string' || ref['type'] !== 'ref/prompt') return params;
  const own = ownPromptName(catalog, server, name);
  return own === name ? params : { ...params, ref: { ...ref, name: own } };
}

function listRoute(list: ListKind, params: JsonObject): Route {
  const { cursor } = params;
  if (cursor !== undefined && typeof cursor !== 'string') {
    throw new GatewayError('invalid_params', '"cursor" must be a string');
  }
  return { kind: 'list', list, ...(cursor === undefined ? {} : { cursor }) };
}

function text(params: JsonObject, member: string): string {
  const value = params[member];
  if (typeof value === 'string') return value;
  throw new GatewayError('invalid_params', `"params.${member}" must be a string`);
}

function unknownName(kind: string, name: string): GatewayError {
  const shown = name.length > 200 ? `${name.slice(0, 200)}…` : name;
  return new GatewayError(
    'unknown_name',
    `There is no ${kind} "${shown}" here`,
    kind === 'resource' ? { uri: shown } : { tool: shown },
  );
}
