import { GatewayError } from '../../../shared/errors/gateway-error';
import type { JsonObject } from '../../../shared/model/json-rpc';
import type { Upstream } from '../upstream/upstream';

/** Takes the notification that a resource changed. */
export type ResourceListener = (params: JsonObject) => void;

/** Resource subscriptions of many clients over one connection each server: told once, heard by all. */
export interface Subscriptions {
  /** Resolves, once the server has agreed, with how to end it. */
  subscribe(upstream: Upstream, uri: string, listener: ResourceListener): Promise<() => void>;
}

/** Subscriptions that one connection may hold. */
const MAX_PER_UPSTREAM = 10_000;

interface Subscribed {
  readonly listeners: Set<ResourceListener>;
  /** Ends the server’s part. */
  end: () => void;
}

export function createSubscriptions(): Subscriptions {
  const byUpstream = new WeakMap<Upstream, Map<string, Subscribed>>();

  function urisOf(upstream: Upstream): Map<string, Subscribed> {
    const known = byUpstream.get(upstream);
    if (known !== undefined) return known;
    const uris = new Map<string, Subscribed>();
    byUpstream.set(upstream, uris);
    upstream.on((event) => {
      if (event.kind !== 'notification' || event.notification.method !== 'notifications/resources/updated') return;
      tell(uris, event.notification.params ?? {});
    });
    return uris;
  }

  return {
    async subscribe(upstream, uri, listener) {
      const uris = urisOf(upstream);
      let subscribed = uris.get(uri);
      if (subscribed === undefined) {
        if (uris.size >= MAX_PER_UPSTREAM) {
          throw new GatewayError('resource_exhausted', `${upstream.server} has ${uris.size} subscriptions already`);
        }
        const listeners = new Set<ResourceListener>();
        subscribed = { listeners, end: () => undefined };
        uris.set(uri, subscribed);
        try {
          subscribed.end = await open(upstream, uri, (params) => tell(uris, params));
        } catch (failure) {
          uris.delete(uri);
          throw failure;
        }
      }
      const mine = subscribed;
      mine.listeners.add(listener);
      return () => {
        if (!mine.listeners.delete(listener) || mine.listeners.size > 0) return;
        uris.delete(uri);
        mine.end();
      };
    },
  };
}

/** A server may name a part of what was subscribed to (MCP 2025-11-25, Resources → Subscriptions). */
function tell(uris: ReadonlyMap<string, Subscribed>, params: JsonObject): void {
  const { uri } = params;
  if (typeof uri !== 'string') return;
  for (const [subscribed, { listeners }] of uris) {
    if (uri !== subscribed && !uri.startsWith(subscribed.endsWith('/') ? subscribed : `${subscribed}/`)) continue;
    for (const listener of listeners) listener(params);
  }
}

/** Tells the server, in its era’s way; resolves with how to tell it the opposite. */
async function open(upstream: Upstream, uri: string, onUpdate: ResourceListener): Promise<() => void> {
  const ending = new AbortController();
  const { signal } = ending;
  const { era } = await upstream.describe(signal);
  if (era === 'modern') {
    await listen(upstream, uri, { signal, onUpdate });
    return () => ending.abort();
  }
  await upstream.request('resources/subscribe', { uri }, { signal, replaySafe: true });
  upstream.keep(`subscribe ${uri}`, { method: 'resources/subscribe', params: { uri } });
  return () => {
    upstream.keep(`subscribe ${uri}`, undefined);
    upstream.request('resources/unsubscribe', { uri }, { signal, replaySafe: true }).catch(() => undefined);
  };
}

interface Listening {
  readonly signal: AbortSignal;
  readonly onUpdate: ResourceListener;
}

/** Resolves when the server has acknowledged; the stream stays open until the signal ends it. */
function listen(upstream: Upstream, uri: string, { signal, onUpdate }: Listening): Promise<void> {
  return new Promise((resolve, reject) => {
    const params = { notifications: { resourceSubscriptions: [uri] } };
    upstream
      .request('subscriptions/listen', params, {
        signal,
        onNotification: ({ method, params: said = {} }) => {
          if (method === 'notifications/subscriptions/acknowledged') resolve();
          if (method !== 'notifications/resources/updated') return;
          const { _meta, ...rest } = said;
          onUpdate(rest);
        },
      })
      .then(() => resolve(), reject);
  });
}
