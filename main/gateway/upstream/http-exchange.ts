import { GatewayError } from '../../../shared/errors/gateway-error';
import type { RpcNotification } from '../../../shared/model/json-rpc';
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
