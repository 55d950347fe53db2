import { GatewayError } from '../../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject, type RpcMessage, type RpcRequest } from '../../../shared/model/json-rpc';
import type { ListChanges } from '../catalog/list-changes';
import type { Visitor } from '../stages/request-states';
import { SUBSCRIPTION_META_KEY } from './codecs/modern-codec';
import { changeNotification, concerns } from './list-change-notifications';

const NOTIFICATION_OF_FILTER: Readonly<Record<string, string>> = {
  toolsListChanged: 'notifications/tools/list_changed',
  promptsListChanged: 'notifications/prompts/list_changed',
  resourcesListChanged: 'notifications/resources/list_changed',
};

export interface ListenSubscription {
  /** Ends it with an empty result, as a server does that closes in good order. */
  end(): void;
  /** Ends it without a word: the client is gone or took it back. */
  drop(): void;
}

/** Serves `subscriptions/listen` (MCP 2026-07-28): acknowledges what is honoured, then announces changes. */
export function openListen(
  request: RpcRequest,
  visitor: Visitor,
  needs: { readonly changes: ListChanges; readonly send: (message: RpcMessage) => void },
): ListenSubscription {
  const wanted = request.params?.['notifications'];
  if (!isJsonObject(wanted)) {
    throw new GatewayError('invalid_params', '"params.notifications" must be an object that says what to listen for');
  }
  const honoured = Object.keys(NOTIFICATION_OF_FILTER).filter((filter) => wanted[filter] === true);
  const methods = new Set(honoured.map((filter) => NOTIFICATION_OF_FILTER[filter]));
  const notify = (method: string, params: JsonObject) =>
    needs.send({ jsonrpc: '2.0', method, params: { ...params, _meta: { [SUBSCRIPTION_META_KEY]: request.id } } });

  notify('notifications/subscriptions/acknowledged', {
    notifications: Object.fromEntries(honoured.map((filter) => [filter, true])),
  });
  const drop = needs.changes.on((change) => {
    const method = changeNotification(change);
    if (methods.has(method) && concerns(change, visitor.profile.configId, visitor.face)) notify(method, {});
  });
  return {
    drop,
    end() {
      drop();
      const result = { resultType: 'complete', _meta: { [SUBSCRIPTION_META_KEY]: request.id } };
      needs.send({ jsonrpc: '2.0', id: request.id, result });
    },
  };
}
