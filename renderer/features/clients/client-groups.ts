import type { ClientRow } from '../../stores/stores';

/** How pressing a client is. */
export const CLIENT_GROUPS = ['attention', 'connected', 'ready', 'hand', 'absent'] as const;
export type ClientGroup = (typeof CLIENT_GROUPS)[number];

/** Where a client stands in the list. */
export function groupOf(state: ClientRow['state']): ClientGroup {
  switch (state) {
    case 'connected':
      return 'connected';
    case 'not-connected':
      return 'ready';
    case 'by-hand':
      return 'hand';
    case 'not-installed':
      return 'absent';
    case 'entry-removed':
    case 'stale':
    case 'key-revoked':
    case 'customised':
    case 'unreadable':
      return 'attention';
  }
}

export type ClientChange = 'connect' | 'repair' | 'disconnect';

/** What would help a client most; `undefined` where nothing can be written. */
export function nextChange(state: ClientRow['state']): ClientChange | undefined {
  switch (state) {
    case 'not-connected':
    case 'customised':
      return 'connect';
    case 'entry-removed':
    case 'stale':
    case 'key-revoked':
      return 'repair';
    case 'connected':
    case 'unreadable':
    case 'by-hand':
    case 'not-installed':
      return undefined;
  }
}
