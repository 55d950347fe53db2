import { GatewayError, UpstreamRpcError } from '../../../shared/errors/gateway-error';
import type { JsonObject, RpcNotification, RpcResponse } from '../../../shared/model/json-rpc';
import type { ServerName } from '../../../shared/model/server';

/** A server that answers a request like a notification will never answer it. */
export function acceptedOnly(server: ServerName, method: string): GatewayError {
  return new GatewayError(
    'protocol_violated',
    `${server} answered the request ${method} with HTTP 202 and nothing else`,
    {
      server,
    },
  );
}

/** Gives a progress notification of our request back the token of its caller. */
export function withToken(notification: RpcNotification, id: number, token: unknown): RpcNotification {
  if (notification.method !== 'notifications/progress' || notification.params?.['progressToken'] !== id) {
    return notification;
  }
  return { ...notification, params: { ...notification.params, progressToken: token } };
}

/** Ends an exchange with the server’s answer, or with what is wrong with it. */
export function settle(
  answer: RpcResponse,
  excess: GatewayError | undefined,
  exchange: {
    readonly server: ServerName;
    readonly resolve: (result: JsonObject) => void;
    readonly reject: (failure: Error) => void;
  },
): void {
  if (excess !== undefined) exchange.reject(excess);
  else if ('error' in answer) exchange.reject(new UpstreamRpcError(answer.error, exchange.server));
  else exchange.resolve(answer.result);
}
