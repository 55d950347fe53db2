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

/** One definition as a server gave it. `exposed` differs from it only where names carry the server’s name. */
export interface ListedItem {
  /** A server’s name, or `gateway` for the gateway’s own tools. */
  readonly server: ServerName;
  readonly definition: JsonObject;
  readonly exposed: JsonObject;
}

/** A tool that may be called, with the server that runs it. */
export interface CatalogTool {
  readonly server: ServerName;
  readonly upstream: Upstream;
  /** The server’s own name for it. */
  readonly name: string;
  readonly definition: JsonObject;
}
