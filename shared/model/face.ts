import type { ServerName } from './server';

/** Where a client came in: all servers under prefixed names, or one server as it is. */
export type Face = { readonly kind: 'aggregate' } | { readonly kind: 'server'; readonly server: ServerName };

/** As written in activity records: `aggregate` or `server:<name>`. */
export function faceName(face: Face): string {
  return face.kind === 'aggregate' ? 'aggregate' : `server:${face.server}`;
}
