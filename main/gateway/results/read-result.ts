import { GatewayError } from '../../../shared/errors/gateway-error';
import type { JsonObject } from '../../../shared/model/json-rpc';
import { textOfPage } from './paged-text';
import type { KeptResult } from './result-store';
import { searchText } from './search-text';

/** What of a kept result is asked for. */
export interface ResultQuery {
  readonly id: string;
  readonly page?: string;
  readonly search?: string;
}

const URI = /^gateway:\/\/result\/([A-Za-z0-9_-]{1,64})(?:\?(.*))?$/s;
const MAX_WORDS = 10;
const MAX_SEARCH = 200;

/** Whether a URI is one that the gateway itself gave out, and what of it is asked for. */
export function readResultUri(uri: string): ResultQuery | undefined {
  const [, id, query = ''] = URI.exec(uri) ?? [];
  if (id === undefined) return undefined;
  const asked = new URLSearchParams(query);
  const [page, search] = [asked.get('page'), asked.get('search')];
  return { id, ...(page === null ? {} : { page }), ...(search === null ? {} : { search }) };
}

export interface ResultReading {
  /** As the client gave it. */
  readonly uri: string;
  readonly query: ResultQuery;
  readonly kept: KeptResult;
  readonly signal: AbortSignal;
}

/** One page of a kept result, or the lines that were searched for, as the answer to `resources/read`. */
export async function readResult({ uri, query, kept, signal }: ResultReading): Promise<JsonObject> {
  if (query.search !== undefined) return { contents: [await search(uri, query.search, kept, signal)] };
  const { paged, isBinary } = kept;
  const count = paged.pages.length;
  const page = query.page === undefined ? 1 : Number(query.page);
  const text = Number.isInteger(page) ? textOfPage(paged, page) : undefined;
  if (text === undefined) throw new GatewayError('invalid_params', `This result has the pages 1 to ${count}`);
  const mimeType = count > 1 && !isBinary ? 'text/plain' : kept.mimeType;
  const next = page < count ? { next: `${uri.replace(/\?.*$/s, '')}?page=${page + 1}` } : {};
  const about = { page, pages: count, firstLine: paged.pages[page - 1]?.line, lines: paged.lines, ...next };
  return {
    contents: [{ uri, mimeType, ...(isBinary ? { blob: text } : { text }) }],
    _meta: { 'secure-mcp-gateway/page': about },
  };
}

async function search(uri: string, words: string, { paged, isBinary }: KeptResult, signal: AbortSignal) {
  const wanted = words.trim().split(/\s+/).filter(Boolean);
  if (isBinary) throw new GatewayError('invalid_params', 'This is no text that could be searched; read its pages');
  if (wanted.length === 0 || wanted.length > MAX_WORDS || words.length > MAX_SEARCH) {
    throw new GatewayError('invalid_params', `"search" takes 1 to ${MAX_WORDS} words, ${MAX_SEARCH} characters in all`);
  }
  const { shown, isCut } = await searchText(paged, wanted, signal);
  const most = isCut ? [`… and more: these are the first ${shown.length}; search for more words.`] : [];
  const nothing = `None of the ${paged.lines} lines holds: ${wanted.join(' ')}`;
  return { uri, mimeType: 'text/plain', text: shown.length === 0 ? nothing : [...shown, ...most].join('\n') };
}
