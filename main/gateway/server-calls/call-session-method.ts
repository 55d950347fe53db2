import { GatewayError } from '../../../shared/errors/gateway-error';
import type { JsonObject } from '../../../shared/model/json-rpc';
import type { Era } from '../../../shared/model/server';
import type { UpstreamAnswer } from '../upstream/upstream';
import { catalogOf } from '../stages/route';
import type { ClearedRequest } from '../stages/request-states';
import type { Runtime } from '../runtime';
import { shareOf } from '../upstream/share';
import { sendRequest, type ServerCall } from './send-request';

/** Methods whose effect outlives the request, so that the gateway keeps what they set. */
export const SESSION_METHODS: ReadonlySet<string> = new Set([
  'logging/setLevel',
  'resources/subscribe',
  'resources/unsubscribe',
]);

/** Serves a method of a legacy session, translated for servers that have no sessions. */
export async function callSessionMethod(call: ServerCall, era: Era): Promise<UpstreamAnswer> {
  const { cleared } = call;
  const { session } = cleared.client;
  if (session === undefined) throw new GatewayError('unknown_method', `"${cleared.method}" needs a session`);
  switch (cleared.method) {
    case 'logging/setLevel':
      session.logLevel = cleared.params['level'];
      // A modern server is told with every request.
      if (era === 'modern') return done(era);
      call.upstream.keep('logLevel', { method: cleared.method, params: cleared.params });
      return sendRequest(call);
    case 'resources/subscribe':
      await subscribe(call);
      return done(era);
    default:
      unsubscribe(call);
      return done(era);
  }
}

async function subscribe({ cleared, upstream, runtime, route }: ServerCall): Promise<void> {
  const uri = uriOf(cleared.params);
  const asked = route.name ?? uri;
  const { session } = cleared.client;
  if (session === undefined || session.subscriptions.has(asked)) return;
  const catalog = catalogOf(cleared, runtime);
  const end = await runtime.subscriptions.subscribe(upstream, uri, (said) => {
    // A server may name a part of what was subscribed to, which may be hidden.
    if (typeof said['uri'] === 'string' && !catalog.hasResource(route.server, said['uri'])) return;
    // The client knows the resource under the name it asked for.
    const params = said['uri'] === uri ? { ...said, uri: asked } : said;
    session.tell({ jsonrpc: '2.0', method: 'notifications/resources/updated', params });
  });
  session.subscriptions.set(asked, end);
}

function unsubscribe({ cleared, route }: ServerCall): void {
  const uri = route.name ?? uriOf(cleared.params);
  const subscriptions = cleared.client.session?.subscriptions;
  subscriptions?.get(uri)?.();
  subscriptions?.delete(uri);
}

function uriOf(params: JsonObject): string {
  const { uri } = params;
  if (typeof uri === 'string') return uri;
  throw new GatewayError('invalid_params', '"params.uri" must be a string');
}

const done = (era: Era): UpstreamAnswer => ({ result: {}, era });

/** On the aggregate: every server with a connection that is not everybody’s, now or when it starts. */
export async function setLogLevelEverywhere(cleared: ClearedRequest, runtime: Runtime): Promise<void> {
  const { client, visitor, params, signal, method } = cleared;
  if (client.session === undefined) throw new GatewayError('unknown_method', `"${method}" needs a session`);
  client.session.logLevel = params['level'];
  const catalog = catalogOf(cleared, runtime);
  const { configId, servers } = visitor.profile;
  for (const server of servers) {
    const config = runtime.config.configs[configId]?.servers[server];
    const upstream = catalog.upstream(server);
    if (config === undefined || upstream === undefined || shareOf(config) === 'global') continue;
    upstream.keep('logLevel', { method, params });
    if (upstream.status().state !== 'ready' || upstream.era === 'modern') continue;
    // A server without logging says so, which is no failure of the client's request.
    await upstream.request(method, params, { signal, replaySafe: true }).catch(() => undefined);
  }
}
