import { GatewayError } from '../../../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject } from '../../../../shared/model/json-rpc';
import { readTraceContext } from '../../tracing/trace-context';
import { type EraCodec, withoutMeta } from './era-codec';

export const LEGACY_VERSIONS: readonly string[] = [
  '2025-11-25',
  '2025-06-18',
  '2025-03-26',
  '2024-11-05',
  '2024-10-07',
];
const NEWEST_LEGACY = '2025-11-25';
/** The one revision with batches, and how many messages one may hold. */
export const BATCH_VERSION = '2025-03-26';
export const MAX_BATCH = 100;

/** `resource_link` content came with 2025-06-18. */
export function knowsResourceLinks(version: string): boolean {
  return version >= '2025-06-18';
}

/** Echoes a version that we know, else offers the newest (MCP 2025-11-25, Lifecycle → Version Negotiation). */
export function negotiateVersion(requested: unknown): string {
  return typeof requested === 'string' && LEGACY_VERSIONS.includes(requested) ? requested : NEWEST_LEGACY;
}

/** 2024-11-05 … 2025-11-25: the handshake says once who the client is; results are bare. */
export const legacyCodec: EraCodec = {
  era: 'legacy',
  absentMethods: new Set(['server/discover', 'subscriptions/listen']),
  decode({ params = {} }) {
    const meta = params['_meta'];
    if (!isJsonObject(meta)) return { params };
    const { progressToken } = meta;
    const trace = readTraceContext(meta['traceparent'], meta['tracestate']);
    return {
      params: progressToken === undefined ? params : withoutMeta(params, (key) => key === 'progressToken'),
      ...(typeof progressToken === 'string' || typeof progressToken === 'number' ? { progressToken } : {}),
      ...(trace === undefined ? {} : { trace }),
    };
  },
  encodeResult(reply, { protocolVersion }) {
    if (reply.kind === 'refusal-result') return reply.result;
    if (reply.description !== undefined) {
      const { serverInfo, capabilities, instructions, era, others = {} } = reply.description;
      return {
        ...(era === 'modern' ? withoutModernMembers(others) : others),
        protocolVersion,
        capabilities,
        serverInfo,
        ...(instructions === undefined ? {} : { instructions }),
      };
    }
    return reply.era === 'modern' ? withoutModernMembers(reply.result) : reply.result;
  },
  encodeError: (error) => error,
};

function withoutModernMembers(result: JsonObject): JsonObject {
  const { resultType, ttlMs, cacheScope, ...rest } = result;
  if (resultType === undefined || resultType === 'complete') return rest;
  throw new GatewayError(
    'protocol_violated',
    `The server answered with a "${String(resultType)}" result, which this client cannot take`,
  );
}
