import type { JsonObject, RpcMessage } from '../../../shared/model/json-rpc';
import type { Connection } from './connection';
import { sealLegacy, type ClientInfo } from './envelope';
import { createBoundedFetch } from './bounded-fetch';
import { initialize } from './handshake';
import { toHttpFailure } from './http-errors';
import type { HttpSessionNeeds } from './http-session';
import { RpcChannel } from './rpc-channel';
import { untilAborted } from './until-aborted';

export type SseConnectionNeeds = Omit<HttpSessionNeeds, 'seal' | 'era'> & { readonly client: ClientInfo };

/** Connects over HTTP+SSE, the transport of 2024-11-05: one stream for everything that comes, a POST for what goes. */
export async function openSseConnection(needs: SseConnectionNeeds, signal: AbortSignal): Promise<Connection> {
  const { sdk, server, url, headers, listener, bounds, log } = needs;
  let over = false;
  let established = false;
  let cause: unknown;
  let sending: Promise<void> = Promise.resolve();
  const end = (reason: string) => {
    if (over) return;
    over = true;
    if (established) listener.onEnd({ reason, crashed: false });
    channel.lose(reason);
    void transport.close();
  };
  const boundedFetch = createBoundedFetch(needs.fetch, bounds.maxBytes, (bytes) => {
    channel.failSole(bounds.tooLarge(bytes));
    end('sent a message that is too large');
  });
  // The event source keeps only the text of a failure; its cause says what kind it is.
  const fetch = (target: string | URL, init?: RequestInit) =>
    boundedFetch(target, init).catch((failure: unknown) => {
      cause = failure;
      throw failure;
    });
  const transport = new sdk.SSEClientTransport(url, { fetch, requestInit: { headers: { ...headers } } });
  const channel = new RpcChannel({
    server,
    era: 'legacy',
    log,
    seal: sealLegacy,
    onNotification: listener.onNotification,
    onRequest: listener.onRequest,
    exclusive: listener.exclusive,
    send: (message) => {
      // One after the other: each goes in a POST of its own, and the server must not see them out of order.
      const sent = sending.then(() => transport.send(message as unknown as Parameters<typeof transport.send>[0]));
      sending = sent.catch((failure: unknown) => {
        if ('id' in message && typeof message.id === 'number')
          channel.failOne(message.id, toHttpFailure(needs, failure));
      });
    },
  });
  transport.onmessage = (message) => {
    const excess = bounds.excessOfValue(message);
    if (excess === undefined) channel.receive(message as unknown as RpcMessage);
    else if ('id' in message && typeof message.id === 'number') channel.failOne(message.id, excess);
  };
  try {
    await untilAborted(transport.start(), signal);
    // Only from here on: a POST that is refused is told to its request alone.
    transport.onerror = (failure) => {
      if (failure.name === 'SseError' || failure.message.startsWith('SSE error')) end('broke off the stream');
    };
    const description = await initialize(channel, { server, client: needs.client, signal });
    await channel.notify('notifications/initialized', undefined);
    established = true;
    if (over) throw new TypeError('broke off the stream');
    return {
      description,
      request: (method: string, params: JsonObject | undefined, options) => channel.request(method, params, options),
      notify: (method, params) => channel.notify(method, params),
      async close() {
        over = true;
        channel.lose('was stopped');
        await transport.close();
      },
    };
  } catch (failure) {
    over = true;
    await transport.close();
    throw signal.aborted ? failure : toHttpFailure(needs, cause ?? failure);
  }
}
