import type { Fetch } from './bounded-fetch';

/** Servers may keep the headers back until there is something to say, so they are not waited for long. */
const OPENED_WITHIN_MS = 250;
const METHOD_NOT_ALLOWED = 405;

/**
 * Opens a session’s standalone stream before the server hears `notifications/initialized`, and hands it over when the
 * SDK asks for it. The SDK asks only after the server has taken the notification, and what a server wants to know
 * of its client at once would find no stream and be lost (2025-11-25, Listening for Messages from the Server).
 */
export function openStreamEarly(base: Fetch): Fetch {
  let early: Promise<Response | undefined> | undefined;

  return async (url, init) => {
    if (init?.method === 'GET') {
      const opened = await early;
      early = undefined;
      return opened ?? base(url, init);
    }
    if (saysInitialized(init)) {
      early = openStream(base, url, init);
      const waited = new Promise((resolve) => setTimeout(resolve, OPENED_WITHIN_MS).unref());
      await Promise.race([early, waited]);
    }
    return base(url, init);
  };
}

/** Resolves with `undefined` where it pays to ask again: some servers open no stream before they are told. */
async function openStream(base: Fetch, url: string | URL, init: RequestInit): Promise<Response | undefined> {
  const { body: _, ...rest } = init;
  const headers = new Headers(init.headers);
  headers.delete('content-type');
  headers.set('accept', 'text/event-stream');
  try {
    const response = await base(url, { ...rest, method: 'GET', headers });
    if (response.ok || response.status === METHOD_NOT_ALLOWED) return response;
    await response.body?.cancel();
  } catch {
    // Whatever it was, it happens again where it is answered for.
  }
  return undefined;
}

function saysInitialized(init: RequestInit | undefined): init is RequestInit {
  return typeof init?.body === 'string' && init.body.includes('"method":"notifications/initialized"');
}
