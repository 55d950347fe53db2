import { setTimeout as sleep } from 'node:timers/promises';
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

/** How long a stream that broke, as when its server restarts, is left alone before it is opened again. */
const REOPEN_MS = 1_000;

/** Resolves when the server has acknowledged; from then on the stream is kept open until the signal ends it. */
async function listen(upstream: Upstream, uri: string, listening: Listening): Promise<void> {
  const first = await listenOnce(upstream, uri, listening);
  void keepListening(first, upstream, uri, listening);
}

async function keepListening(first: OpenStream, upstream: Upstream, uri: string, listening: Listening): Promise<void> {
  const { signal } = listening;
  let stream: OpenStream | undefined = first;
  while (!signal.aborted) {
    await stream?.ended;
    await sleep(REOPEN_MS, undefined, { signal, ref: false }).catch(() => undefined);
    stream = signal.aborted ? undefined : await listenOnce(upstream, uri, listening).catch(() => undefined);
  }
}

interface OpenStream {
  /** Settles when the stream is over, for whatever reason. */
  readonly ended: Promise<void>;
}

/** Resolves once acknowledged; rejects when the server refuses. */
function listenOnce(upstream: Upstream, uri: string, { signal, onUpdate }: Listening): Promise<OpenStream> {
  return new Promise((resolve, reject) => {
    const ended = upstream
      .request(
        'subscriptions/listen',
        { notifications: { resourceSubscriptions: [uri] } },
        {
          signal,
          onNotification: ({ method, params: said = {} }) => {
            if (method === 'notifications/subscriptions/acknowledged') settle();
            if (method !== 'notifications/resources/updated') return;
            const { _meta, ...rest } = said;
            onUpdate(rest);
          },
        },
      )
      .then(
        () => settle(),
        (failure: unknown) => reject(failure as Error),
      );
    function settle(): void {
      resolve({ ended });
    }
  });
}
