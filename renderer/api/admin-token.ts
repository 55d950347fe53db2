const STORED_AS = 'admin-token';

/** The parts of a browser window that hold the token. */
export interface TokenPlaces {
  readonly location: { readonly hash: string; readonly pathname: string; readonly search: string };
  readonly history: { replaceState(data: unknown, title: string, url: string): void };
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem'>;
}

export interface AdminToken {
  read(): string | undefined;
  keep(token: string): void;
}

/**
 * Takes the token out of the address (`#token=…`), so that neither history nor a screenshot keeps it, and remembers it
 * for as long as the tab lives.
 */
export function takeAdminToken({ location, history, sessionStorage }: TokenPlaces): AdminToken {
  const keep = (token: string): void => sessionStorage.setItem(STORED_AS, token);
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given !== null) {
    history.replaceState(null, '', location.pathname + location.search);
    if (given !== '') keep(given);
  }
  return { read: () => sessionStorage.getItem(STORED_AS) ?? undefined, keep };
}
