import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import type { ServerName } from '../../../shared/model/server';
import type { ListedItem, ListKind } from './catalog-types';

const SUFFIX = /[#&]server=([A-Za-z0-9_-]+)$/;

/** A URI that says which server is meant, for one that two servers use. Scheme and path stay as they are. */
export function exposedUri(uri: string, server: ServerName): string {
  return `${uri}${uri.includes('#') ? '&' : '#'}server=${server}`;
}

/** The server’s own URI, and the server if the URI names one. */
export function ownUri(uri: string): { readonly uri: string; readonly server?: ServerName } {
  const match = SUFFIX.exec(uri);
  return match?.[1] === undefined ? { uri } : { uri: uri.slice(0, match.index), server: match[1] };
}

/**
 * Resources keep their URIs on the aggregate, since clients read meaning into them; only where several servers use
 * the same one, all but the first get the server’s name added. The same holds for the pages that tools refer to.
 */
export function disambiguateUris(list: ListKind, items: readonly ListedItem[]): readonly ListedItem[] {
  if (list === 'prompts') return items;
  const owners = new Map<string, ServerName>();
  return items.map((item) => {
    const uri = uriOf(list, item.definition);
    if (uri === undefined) return item;
    const owner = owners.get(uri) ?? item.server;
    owners.set(uri, owner);
    return owner === item.server
      ? item
      : { ...item, exposed: withUri(list, item.exposed, exposedUri(uri, item.server)) };
  });
}

function uriOf(list: ListKind, definition: JsonObject): string | undefined {
  const uri =
    list === 'tools' ? uiOf(definition)?.['resourceUri'] : definition[list === 'resources' ? 'uri' : 'uriTemplate'];
  return typeof uri === 'string' ? uri : undefined;
}

function withUri(list: ListKind, exposed: JsonObject, uri: string): JsonObject {
  if (list === 'resources') return { ...exposed, uri };
  if (list === 'resourceTemplates') return { ...exposed, uriTemplate: uri };
  const meta = exposed['_meta'] as JsonObject;
  return { ...exposed, _meta: { ...meta, ui: { ...uiOf(exposed), resourceUri: uri } } };
}

/** The page that shows a tool’s results (MCP Apps extension, `_meta.ui.resourceUri`). */
function uiOf(definition: JsonObject): JsonObject | undefined {
  const meta = definition['_meta'];
  const ui = isJsonObject(meta) ? meta['ui'] : undefined;
  return isJsonObject(ui) ? ui : undefined;
}

/** Gives what a server says about its own URI the name under which the client asked for it. */
export function underAskedUri(result: JsonObject, own: string, asked: string): JsonObject {
  if (own === asked || !Array.isArray(result['contents'])) return result;
  const contents = (result['contents'] as readonly unknown[]).map((one) =>
    isJsonObject(one) && one['uri'] === own ? { ...one, uri: asked } : one,
  );
  return { ...result, contents };
}
