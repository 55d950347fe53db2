import { isJsonObject, type JsonObject } from '../../../../shared/model/json-rpc';
import { LIST_METHODS } from '../../catalog/catalog-types';
import { readTraceContext } from '../../tracing/trace-context';
import { type EraCodec, withoutMeta } from './era-codec';

export const MODERN_VERSIONS: readonly string[] = ['2026-07-28'];

const ENVELOPE = 'io.modelcontextprotocol/';
export const VERSION_META_KEY = `${ENVELOPE}protocolVersion`;
export const CAPABILITIES_META_KEY = `${ENVELOPE}clientCapabilities`;
export const CLIENT_INFO_META_KEY = `${ENVELOPE}clientInfo`;
export const LOG_LEVEL_META_KEY = `${ENVELOPE}logLevel`;
export const SUBSCRIPTION_META_KEY = `${ENVELOPE}subscriptionId`;

const CACHEABLE: ReadonlySet<string> = new Set([...Object.values(LIST_METHODS), 'resources/read', 'server/discover']);
const RESOURCE_NOT_FOUND = -32_002;
const INVALID_PARAMS = -32_602;

/** 2026-07-28: no handshake; every request says who asks, every result says what it is. */
export const modernCodec: EraCodec = {
  era: 'modern',
  absentMethods: new Set([
    'initialize',
    'ping',
    'logging/setLevel',
    'resources/subscribe',
    'resources/unsubscribe',
    'tasks/list',
    'tasks/result',
  ]),
  decode({ params = {} }) {
    const meta = isJsonObject(params['_meta']) ? params['_meta'] : {};
    const { progressToken } = meta;
    const trace = readTraceContext(meta['traceparent'], meta['tracestate']);
    return {
      params: withoutMeta(params, (key) => OF_THE_HOP.has(key)),
      ...(typeof progressToken === 'string' || typeof progressToken === 'number' ? { progressToken } : {}),
      ...(trace === undefined ? {} : { trace }),
    };
  },
  encodeResult(reply, { method }) {
    if (reply.kind === 'refusal-result') return { resultType: 'complete', ...reply.result };
    if (reply.description !== undefined) {
      const { serverInfo, capabilities, instructions, others = {} } = reply.description;
      const meta = isJsonObject(others['_meta']) ? others['_meta'] : {};
      return {
        ...PRIVATE,
        ...others,
        cacheScope: 'private',
        resultType: 'complete',
        supportedVersions: MODERN_VERSIONS,
        capabilities,
        ...(instructions === undefined ? {} : { instructions }),
        _meta: { ...meta, [`${ENVELOPE}serverInfo`]: serverInfo },
      };
    }
    // Also for a modern server that leaves out what its era requires: its client could not read the result otherwise.
    const isWhole = reply.era === 'modern' && reply.result['resultType'] !== undefined && !CACHEABLE.has(method);
    if (isWhole) return reply.result;
    if (!CACHEABLE.has(method)) return { resultType: 'complete', ...reply.result };
    // Two keys may see different things at one address, so nothing that passes here is for everybody.
    return { resultType: 'complete', ...PRIVATE, ...reply.result, cacheScope: 'private' };
  },
  encodeError: (error) => (error.code === RESOURCE_NOT_FOUND ? { ...error, code: INVALID_PARAMS } : error),
};

/** What a request says of its own hop; everything else in `_meta` belongs to the request. */
const OF_THE_HOP: ReadonlySet<string> = new Set([
  'progressToken',
  VERSION_META_KEY,
  CAPABILITIES_META_KEY,
  CLIENT_INFO_META_KEY,
  LOG_LEVEL_META_KEY,
]);

/** Nothing may be shared between callers or kept: what one may see another may not (2026-07-28, Caching). */
const PRIVATE: JsonObject = { ttlMs: 0, cacheScope: 'private' };
