import { unknownName } from '../choose';
import type { ClientDefinition } from './client-definition';
import { DESKTOP_CLIENTS } from './table/desktop-clients';
import { EDITOR_CLIENTS } from './table/editor-clients';
import { TERMINAL_CLIENTS } from './table/terminal-clients';

/** Every client that we know how to tell of the gateway. */
export const CLIENTS: readonly ClientDefinition[] = [...DESKTOP_CLIENTS, ...EDITOR_CLIENTS, ...TERMINAL_CLIENTS];

/** What the base product called them. */
const ALIASES: Readonly<Record<string, string>> = { claude: 'claude-desktop' };

/** Throws `unknown_name` with what there is. */
export function findClient(id: string): ClientDefinition {
  const wanted = ALIASES[id] ?? id;
  const found = CLIENTS.find((client) => client.id === wanted);
  if (found !== undefined) return found;
  throw unknownName(
    'client',
    id,
    CLIENTS.map((client) => client.id),
  );
}
