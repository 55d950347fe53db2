import { GatewayError } from '../../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import { LIST_METHODS } from '../catalog/catalog-types';
import { mergeLists } from '../catalog/merge-lists';
import { isReplaySafe } from '../catalog/server-shelf';
import { aggregateDescription } from '../catalog/aggregate-description';
import { handleReverseRequest } from '../handle-reverse-request';
import type { Runtime } from '../runtime';
import type { ReverseRequest } from '../upstream/upstream-client';
import { relayNotifications } from './relay-notifications';
import type { Answer, AnsweredRequest, ClearedRequest, Route } from './request-states';
import { catalogOf } from './route';

/** The only stage that reaches a server. It takes a request that has been cleared, and no other. */
export async function callUpstream(cleared: ClearedRequest, runtime: Runtime): Promise<AnsweredRequest> {
  const answer = await answerFor(cleared, runtime);
  return { ...cleared, stage: 'answered', answer };
}

async function answerFor(cleared: ClearedRequest, runtime: Runtime): Promise<Answer> {
  const { route } = cleared;
  switch (route.kind) {
    case 'server':
      return callServer(cleared, route, runtime);
    case 'list':
      return cleared.visitor.face.kind === 'server'
        ? listServer(cleared, route, runtime)
        : listAggregate(cleared, route, runtime);
    case 'describe':
      return { kind: 'description', description: await describe(cleared, runtime) };
    case 'gateway': {
      const args = cleared.params['arguments'];
      const result = await route.tool.call(isJsonObject(args) ? args : {}, {
        request: { ...cleared, stage: 'received' },
        runtime,
      });
      return { kind: 'result', result, era: 'legacy' };
    }
  }
}

type RouteOf<Kind extends Route['kind']> = Extract<Route, { kind: Kind }>;

async function callServer(cleared: ClearedRequest, route: RouteOf<'server'>, runtime: Runtime): Promise<Answer> {
  const upstream = catalogOf(cleared, runtime).upstream(route.server);
  if (upstream === undefined) {
    throw new GatewayError('unknown_server', `There is no server "${route.server}" here`, { server: route.server });
  }
  const deadline = new AbortController();
  const onAbort = () => deadline.abort(new GatewayError('cancelled', 'The client took this request back'));
  const operation = runtime.timeouts.track(cleared.method === 'tools/call' ? 'tool_execution' : 'default', {
    ...limitFor(cleared, route, runtime),
    label: `${route.server} ${route.name ?? cleared.method}`,
    onTimeout: (ms) => deadline.abort(timedOut(cleared, route, ms)),
    onCancel: () => deadline.abort(new GatewayError('operation_failed', 'An operator cancelled this request')),
  });
  if (cleared.signal.aborted) onAbort();
  else cleared.signal.addEventListener('abort', onAbort, { once: true });
  const relay = relayNotifications(route.server, runtime, cleared.client.notify);
  try {
    const { result, era } = await upstream.request(cleared.method, paramsFor(cleared), {
      signal: deadline.signal,
      onNotification: relay.accept,
      onRequest: (request, signal) => askClient(cleared, route.server, { request, signal, runtime }),
      replaySafe: isReplayable(cleared.method, route),
    });
    // What was said before the result reaches the client before it.
    await relay.drained();
    operation.complete('success');
    return { kind: 'result', result, era };
  } catch (failure) {
    operation.complete(deadline.signal.aborted ? (cleared.signal.aborted ? 'cancelled' : 'timeout') : 'failure');
    throw deadline.signal.aborted ? deadline.signal.reason : failure;
  } finally {
    cleared.signal.removeEventListener('abort', onAbort);
  }
}

interface Asked {
  readonly request: ReverseRequest;
  readonly signal: AbortSignal;
  readonly runtime: Runtime;
}

function askClient(cleared: ClearedRequest, server: string, { request, signal, runtime }: Asked): Promise<JsonObject> {
  const { visitor, transport, client, trail } = cleared;
  const { capabilities } = client.connecting;
  const question = {
    server,
    request,
    visitor,
    transport,
    capabilities,
    ask: client.ask,
    signal,
    traceId: trail.traceId,
  };
  return handleReverseRequest(question, runtime);
}

/** The progress token was taken off at the door; the server gets it back, since it decides whether to report. */
function paramsFor({ params, progressToken }: ClearedRequest): JsonObject {
  if (progressToken === undefined) return params;
  const meta = isJsonObject(params['_meta']) ? params['_meta'] : {};
  return { ...params, _meta: { ...meta, progressToken } };
}

function limitFor(cleared: ClearedRequest, route: RouteOf<'server'>, runtime: Runtime): { readonly limitMs?: number } {
  if (cleared.method !== 'tools/call') return {};
  const server = runtime.config.configs[cleared.visitor.profile.configId]?.servers[route.server];
  return server?.toolTimeout === undefined ? {} : { limitMs: server.toolTimeout * 1_000 };
}

function timedOut(cleared: ClearedRequest, route: RouteOf<'server'>, ms: number): GatewayError {
  const what = route.name === undefined ? cleared.method : `${route.server} · ${route.name}`;
  const code = cleared.method === 'tools/call' ? 'tool_timed_out' : 'network_timed_out';
  return new GatewayError(code, `${what} did not answer in ${ms / 1_000} s and was cancelled`, {
    server: route.server,
    ...(route.name === undefined ? {} : { tool: route.name }),
    limit_seconds: ms / 1_000,
  });
}

const READING_METHODS: ReadonlySet<string> = new Set([
  ...Object.values(LIST_METHODS),
  'prompts/get',
  'resources/read',
  'completion/complete',
]);

function isReplayable(method: string, route: RouteOf<'server'>): boolean {
  return route.tool === undefined ? READING_METHODS.has(method) : isReplaySafe(route.tool.definition);
}

async function listServer(cleared: ClearedRequest, route: RouteOf<'list'>, runtime: Runtime): Promise<Answer> {
  const { face } = cleared.visitor;
  if (face.kind !== 'server') throw new TypeError('A server’s own list was asked for on another face');
  const catalog = catalogOf(cleared, runtime);
  const listed = await catalog.page(face.server, route.list, route.cursor);
  if (listed === undefined) throw unknownCursor();
  const era = catalog.upstream(face.server)?.status().era ?? 'legacy';
  return { kind: 'listing', list: route.list, ...listed, era };
}

async function listAggregate(cleared: ClearedRequest, route: RouteOf<'list'>, runtime: Runtime): Promise<Answer> {
  if (route.cursor !== undefined) throw unknownCursor();
  const { exposure, servers } = cleared.visitor.profile;
  const isTools = route.list === 'tools';
  const own =
    isTools && exposure !== 'tools'
      ? [...runtime.gatewayTools.values()].map(({ definition }) => ({
          server: 'gateway',
          definition,
          exposed: definition,
        }))
      : [];
  const theirs =
    isTools && exposure === 'gateway-tools'
      ? []
      : await mergeLists(catalogOf(cleared, runtime), route.list, [...servers]);
  return { kind: 'listing', list: route.list, page: {}, items: [...own, ...theirs], era: 'legacy' };
}

function unknownCursor(): GatewayError {
  return new GatewayError('invalid_params', 'This "cursor" was not given by this list; start again without one');
}

async function describe(cleared: ClearedRequest, runtime: Runtime) {
  const { face } = cleared.visitor;
  if (face.kind === 'server') return catalogOf(cleared, runtime).describe(face.server);
  return aggregateDescription(cleared.visitor.profile, runtime.product);
}
