import type { JsonObject } from '../../../shared/model/json-rpc';
import type { ServerName } from '../../../shared/model/server';
import type { Upstream } from '../upstream/upstream';

/** What servers list. The key is also the member of the list result that holds the items. */
export const LIST_METHODS = {
  tools: 'tools/list',
  prompts: 'prompts/list',
  resources: 'resources/list',
  resourceTemplates: 'resources/templates/list',
} as const;
export type ListKind = keyof typeof LIST_METHODS;

const KEY_OF: Readonly<Record<ListKind, string>> = {
  tools: 'name',
  prompts: 'name',
  resources: 'uri',
  resourceTemplates: 'uriTemplate',
};

/** What tells an item from the others of its list: its name, URI or URI template; empty for one that breaks the protocol. */
export function keyOf(list: ListKind, definition: JsonObject): string {
  const key = definition[KEY_OF[list]];
  return typeof key === 'string' ? key : '';
}

/** One definition as a server gave it. `exposed` differs from it where names carry the server’s name, and where the operator says so. */
export interface ListedItem {
  /** A server’s name, or `gateway` for the gateway’s own tools. */
  readonly server: ServerName;
  readonly definition: JsonObject;
  readonly exposed: JsonObject;
  /** Makes of the definition what the operator wants shown; absent where nothing is changed. */
  readonly curate?: (definition: JsonObject) => JsonObject;
}

/** A tool that may be called, with the server that runs it. */
export interface CatalogTool {
  readonly server: ServerName;
  readonly upstream: Upstream;
  /** The server’s own name for it. */
  readonly name: string;
  readonly definition: JsonObject;
  /** The definition as the operator wants it shown; absent where nothing is changed. */
  readonly shown?: JsonObject;
}
