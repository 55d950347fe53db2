import { CONSOLE_HEADERS, SESSION_PATH } from '../../shared/contract/console';
import type { ErrorObject } from '../../shared/errors/error-object';
import { RemoteError } from './remote-error';

/** The parts of a browser window that hold the address. */
export interface AddressPlaces {
  readonly location: {
    readonly hash: string;
    readonly pathname: string;
    readonly search: string;
  };
  readonly history: { replaceState(data: unknown, title: string, url: string): void };
}

/**
 * Takes the code of a link out of the address (`#code=…`), so that neither history nor a screenshot keeps it.
 * `undefined`: this page was not opened by a link.
 */
export function takeCode({ location, history }: AddressPlaces): string | undefined {
  const code = new URLSearchParams(location.hash.slice(1)).get('code');
  if (code === null) return undefined;
  history.replaceState(null, '', location.pathname + location.search);
  return code === '' ? undefined : code;
}

/** What lets a browser in: the code of a link, or an admin token that somebody typed. */
export type Entrance = { readonly code: string } | { readonly token: string };

/** Trades it for a cookie that no script can read; rejects with a RemoteError when the gateway refuses. */
export async function openSession(entrance: Entrance, origin: string): Promise<void> {
  const isCode = 'code' in entrance;
  const answer = await fetch(new URL(SESSION_PATH, origin), {
    method: 'POST',
    headers: {
      ...CONSOLE_HEADERS,
      'content-type': 'application/json',
      ...(isCode ? {} : { authorization: `Bearer ${entrance.token}` }),
    },
    body: JSON.stringify(isCode ? entrance : {}),
  });
  if (!answer.ok) throw new RemoteError(((await answer.json()) as ErrorObject).error);
}
