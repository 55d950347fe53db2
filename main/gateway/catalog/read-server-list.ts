import { GatewayError, UpstreamRpcError } from '../../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import type { Upstream } from '../upstream/upstream';
import { LIST_METHODS, type ListKind } from './catalog-types';
import { listOf, type ServerList } from './list-cache';

const MAX_PAGES = 200;
const MAX_ITEMS = 20_000;
const METHOD_NOT_FOUND = -32_601;

/** Reads all pages of one list. A server without the capability has an empty one and is not asked. */
export async function readServerList(upstream: Upstream, list: ListKind, signal: AbortSignal): Promise<ServerList> {
  const { capabilities } = await upstream.describe(signal);
  const capability = list === 'resourceTemplates' ? 'resources' : list;
  if (!isJsonObject(capabilities[capability])) return listOf([], list);
  try {
    return listOf(await readPages(upstream, list, signal), list);
  } catch (failure) {
    // Many servers have resources but no templates, and say so in this way.
    const unknown = failure instanceof UpstreamRpcError && failure.error.code === METHOD_NOT_FOUND;
    if (unknown) return listOf([], list);
    throw failure;
  }
}

async function readPages(upstream: Upstream, list: ListKind, signal: AbortSignal) {
  const pages: { cursor: string | undefined; result: JsonObject }[] = [];
  const seen = new Set<string>();
  let cursor: string | undefined;
  let count = 0;
  do {
    const params = cursor === undefined ? {} : { cursor };
    const { result } = await upstream.request(LIST_METHODS[list], params, { signal, replaySafe: true });
    if (!Array.isArray(result[list])) throw violated(upstream, `its ${list} list has no "${list}" array`);
    pages.push({ cursor, result: withoutOurWords(result, list) });
    count += (result[list] as unknown[]).length;
    if (count > MAX_ITEMS) throw violated(upstream, `it lists over ${MAX_ITEMS} ${list}`);
    const next: unknown = result['nextCursor'];
    cursor = typeof next === 'string' ? next : undefined;
    if (cursor !== undefined && seen.has(cursor)) throw violated(upstream, `its ${list} list repeats a cursor`);
    if (cursor !== undefined) seen.add(cursor);
    if (cursor !== undefined && pages.length >= MAX_PAGES)
      throw violated(upstream, `its ${list} list has over ${MAX_PAGES} pages`);
  } while (cursor !== undefined);
  return pages;
}

/** Members of `_meta` with this prefix say what the gateway did, so no server has a say there. */
const OUR_META = 'secure-mcp-gateway/';

/** The same object where nothing is taken out. */
function withoutOurWords(result: JsonObject, list: ListKind): JsonObject {
  const items = result[list] as readonly unknown[];
  if (!items.some(hasOurWords)) return result;
  return { ...result, [list]: items.map((item) => (hasOurWords(item) ? honest(item) : item)) };
}

function hasOurWords(item: unknown): item is JsonObject & { readonly _meta: JsonObject } {
  if (!isJsonObject(item) || !isJsonObject(item['_meta'])) return false;
  return Object.keys(item['_meta']).some((name) => name.startsWith(OUR_META));
}

function honest(item: JsonObject & { readonly _meta: JsonObject }): JsonObject {
  const theirs = Object.entries(item._meta).filter(([name]) => !name.startsWith(OUR_META));
  return { ...item, _meta: Object.fromEntries(theirs) };
}

function violated(upstream: Upstream, what: string): GatewayError {
  return new GatewayError('protocol_violated', `Server "${upstream.server}" breaks the protocol: ${what}`, {
    server: upstream.server,
  });
}
