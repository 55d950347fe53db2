import { GatewayError } from '../../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject, type RpcMessage, type RpcRequest } from '../../../shared/model/json-rpc';
import type { Catalog } from '../catalog/catalog';
import type { GatewayCore } from '../core';
import type { Runtime } from '../runtime';
import type { RequestClient } from '../stages/request-client';
import type { Visitor } from '../stages/request-states';
import { catalogOf } from '../stages/route';
import { SUBSCRIPTION_META_KEY } from './codecs/modern-codec';
import { changeNotification, concerns } from './list-change-notifications';

const NOTIFICATION_OF_FILTER: Readonly<Record<string, string>> = {
  toolsListChanged: 'notifications/tools/list_changed',
  promptsListChanged: 'notifications/prompts/list_changed',
  resourcesListChanged: 'notifications/resources/list_changed',
};
const MAX_RESOURCES = 256;

export interface ListenSubscription {
  /** Ends it with an empty result, as a server does that closes in good order. */
  end(): void;
  /** Ends it without a word: the client is gone or took it back. */
  drop(): void;
}

export interface ListenNeeds {
  readonly core: GatewayCore;
  readonly visitor: Visitor;
  readonly client: RequestClient;
  readonly send: (message: RpcMessage) => void;
}

/** Serves `subscriptions/listen` (MCP 2026-07-28): acknowledges what is honoured, then announces changes. */
export async function openListen(
  request: RpcRequest,
  needs: ListenNeeds,
  runtime: Runtime,
): Promise<ListenSubscription> {
  const wanted = request.params?.['notifications'];
  if (!isJsonObject(wanted)) {
    throw new GatewayError('invalid_params', '"params.notifications" must be an object that says what to listen for');
  }
  const { visitor, core, send } = needs;
  const honoured = Object.keys(NOTIFICATION_OF_FILTER).filter((filter) => wanted[filter] === true);
  const methods = new Set(honoured.map((filter) => NOTIFICATION_OF_FILTER[filter]));
  const notify = (method: string, params: JsonObject) => {
    const _meta = { ...(params['_meta'] as JsonObject | undefined), [SUBSCRIPTION_META_KEY]: request.id };
    send({ jsonrpc: '2.0', method, params: { ...params, _meta } });
  };

  // The acknowledgement comes first, whatever the servers have to say meanwhile.
  const early: JsonObject[] = [];
  let tellUpdate = (params: JsonObject): void => void early.push(params);
  const resources = await subscribeAll(wanted['resourceSubscriptions'], needs, runtime, (params) => tellUpdate(params));
  notify('notifications/subscriptions/acknowledged', {
    notifications: {
      ...Object.fromEntries(honoured.map((filter) => [filter, true])),
      ...(resources.length === 0 ? {} : { resourceSubscriptions: resources.map(({ uri }) => uri) }),
    },
  });
  tellUpdate = (params) => notify('notifications/resources/updated', params);
  for (const params of early) tellUpdate(params);

  const stopListening = core.changes.on((change) => {
    const method = changeNotification(change);
    if (methods.has(method) && concerns(change, visitor.profile.configId, visitor.face)) notify(method, {});
  });
  const drop = () => {
    stopListening();
    for (const { end } of resources.splice(0)) end();
  };
  return {
    drop,
    end() {
      drop();
      const result = { resultType: 'complete', _meta: { [SUBSCRIPTION_META_KEY]: request.id } };
      send({ jsonrpc: '2.0', id: request.id, result });
    },
  };
}

interface Subscribed {
  readonly uri: string;
  readonly end: () => void;
}

/** What cannot be subscribed to is left out of the acknowledgement, which is how the client learns of it. */
async function subscribeAll(
  uris: unknown,
  { visitor, client }: ListenNeeds,
  runtime: Runtime,
  onUpdate: (params: JsonObject) => void,
): Promise<Subscribed[]> {
  if (!Array.isArray(uris)) return [];
  const catalog = catalogOf({ visitor, client }, runtime);
  const wanted = [...new Set(uris)].filter((uri) => typeof uri === 'string').slice(0, MAX_RESOURCES);
  const subscribing = wanted.map(async (uri) => {
    const found = await findResource(uri, visitor, catalog);
    if (found === undefined) return [];
    const { upstream, name } = found;
    const onOwn = (params: JsonObject) => {
      // A server may name a part of what was subscribed to, which may be hidden.
      if (typeof params['uri'] === 'string' && !catalog.hasResource(upstream.server, params['uri'])) return;
      onUpdate(params['uri'] === name ? { ...params, uri } : params);
    };
    try {
      return [{ uri, end: await runtime.subscriptions.subscribe(upstream, name, onOwn) }];
    } catch {
      return [];
    }
  });
  return (await Promise.all(subscribing)).flat();
}

async function findResource(uri: string, { face, profile }: Visitor, catalog: Catalog) {
  if (face.kind === 'aggregate') return catalog.findResource(uri, [...profile.servers]);
  const upstream = catalog.hasResource(face.server, uri) ? catalog.upstream(face.server) : undefined;
  return upstream && { upstream, name: uri };
}
