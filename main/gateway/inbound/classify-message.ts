import { GatewayError } from '../../../shared/errors/gateway-error';
import {
  asRpcMessage,
  isJsonObject,
  isRequest,
  type JsonObject,
  type RpcId,
  type RpcMessage,
} from '../../../shared/model/json-rpc';
import type { Era } from '../../../shared/model/server';
import { CAPABILITIES_META_KEY, CLIENT_INFO_META_KEY, MODERN_VERSIONS, VERSION_META_KEY } from './codecs/modern-codec';

/** Reads one parsed JSON value as a message; refuses everything else. */
export function readMessage(value: unknown): RpcMessage {
  const message = asRpcMessage(value);
  if (message !== undefined) return message;
  throw new GatewayError('invalid_request', 'The body is not a JSON-RPC 2.0 message as MCP defines it');
}

/** The id of what looks like a request, so that a refusal can be matched to it even if it is none. */
export function idOf(value: unknown): RpcId | undefined {
  if (!isJsonObject(value) || value['method'] === undefined) return undefined;
  const { id } = value;
  return typeof id === 'string' || typeof id === 'number' ? id : undefined;
}

/** A message that names a protocol version in `_meta` claims the modern era, even if it does so wrongly. */
export function eraOf(message: RpcMessage): Era {
  const meta = metaOf(message);
  return meta !== undefined && VERSION_META_KEY in meta ? 'modern' : 'legacy';
}

/** The protocol version that a modern message claims. */
export function claimedVersion(message: RpcMessage): string | undefined {
  const version = metaOf(message)?.[VERSION_META_KEY];
  return typeof version === 'string' ? version : undefined;
}

/**
 * Checks the envelope of a modern request: a version, the client’s capabilities, and client info of the right shape if there is any (MCP 2026-07-28, Basic → Messages).
 */
export function checkEnvelope(message: RpcMessage): void {
  const meta = metaOf(message) ?? {};
  const version = meta[VERSION_META_KEY];
  if (typeof version !== 'string') throw invalid(VERSION_META_KEY, 'must be a string');
  if (isRequest(message)) {
    if (meta[CAPABILITIES_META_KEY] === undefined) throw invalid(CAPABILITIES_META_KEY, 'is missing');
    if (!isJsonObject(meta[CAPABILITIES_META_KEY])) throw invalid(CAPABILITIES_META_KEY, 'must be an object');
    const info = meta[CLIENT_INFO_META_KEY];
    if (info !== undefined && !isJsonObject(info)) throw invalid(CLIENT_INFO_META_KEY, 'must be an object');
  }
}

/** Refuses a version that we do not speak; what the headers say is compared before. */
export function checkVersion(message: RpcMessage): void {
  const version = claimedVersion(message) ?? '';
  if (MODERN_VERSIONS.includes(version)) return;
  throw new GatewayError(
    'unsupported_protocol_version',
    `Protocol version "${version}" is not supported in this form`,
    {
      supported: MODERN_VERSIONS,
      requested: version,
    },
  );
}

function metaOf(message: RpcMessage): JsonObject | undefined {
  const meta = 'params' in message ? message.params?.['_meta'] : undefined;
  return isJsonObject(meta) ? meta : undefined;
}

function invalid(key: string, problem: string): GatewayError {
  return new GatewayError('invalid_params', `"params._meta" → "${key}" ${problem}`);
}
