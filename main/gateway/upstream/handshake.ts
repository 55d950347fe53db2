import { GatewayError, UpstreamRpcError } from '../../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import type { ServerDescription, ServerName } from '../../../shared/model/server';
import type { RpcSession } from './connection';
import { MODERN_VERSION, type ClientInfo } from './envelope';

const LEGACY_VERSIONS = ['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05', '2024-10-07'];
const SERVER_INFO = 'io.modelcontextprotocol/serverInfo';
/** HeaderMismatch, MissingRequiredClientCapability, UnsupportedProtocolVersion: only modern servers say these. */
const METHOD_NOT_FOUND = -32_601;
const UNSUPPORTED_VERSION = -32_022;
const MODERN_ERRORS = new Set([-32020, -32021, -32022]);

export interface HandshakeNeeds {
  readonly server: ServerName;
  readonly client: ClientInfo;
  readonly signal: AbortSignal;
}

/** `initialize` without the `notifications/initialized` that must follow it. */
export async function initialize(session: RpcSession, needs: HandshakeNeeds): Promise<ServerDescription> {
  const { info: clientInfo, capabilities } = needs.client;
  const params = { protocolVersion: LEGACY_VERSIONS[0], capabilities, clientInfo };
  const result = await session.request('initialize', params, { signal: needs.signal });
  const version = result['protocolVersion'];
  if (typeof version !== 'string' || !LEGACY_VERSIONS.includes(version)) {
    throw new GatewayError(
      'discovery_failed',
      `${needs.server} answered initialize with protocol version ${JSON.stringify(version)?.slice(0, 100)}; ` +
        `known are ${LEGACY_VERSIONS.join(', ')}`,
      { server: needs.server },
    );
  }
  return describe(result, { era: 'legacy', protocolVersion: version, serverInfo: result['serverInfo'] });
}

/** Asks a modern server about itself. */
export async function discover(session: RpcSession, needs: HandshakeNeeds): Promise<ServerDescription> {
  const result = await askToDiscover(session, needs.signal);
  const supported = result['supportedVersions'];
  if (!Array.isArray(supported)) {
    // Some legacy servers answer whatever they do not know with an empty result.
    const error = { code: METHOD_NOT_FOUND, message: 'server/discover was answered without supportedVersions' };
    throw new UpstreamRpcError(error, needs.server);
  }
  if (!supported.includes(MODERN_VERSION)) {
    throw new GatewayError(
      'discovery_failed',
      `${needs.server} speaks protocol versions ${JSON.stringify(supported)?.slice(0, 200)}, not ${MODERN_VERSION}`,
      { server: needs.server },
    );
  }
  const meta = result['_meta'];
  const serverInfo = isJsonObject(meta) ? meta[SERVER_INFO] : undefined;
  return describe(result, { era: 'modern', protocolVersion: MODERN_VERSION, serverInfo });
}

/** A server that refuses our version and then names it is asked once more: it may have been starting. */
async function askToDiscover(session: RpcSession, signal: AbortSignal): Promise<JsonObject> {
  try {
    return await session.request('server/discover', undefined, { signal });
  } catch (failure) {
    const data =
      failure instanceof UpstreamRpcError && failure.error.code === UNSUPPORTED_VERSION
        ? failure.error.data
        : undefined;
    const supported = isJsonObject(data) ? data['supported'] : undefined;
    if (!Array.isArray(supported) || !supported.includes(MODERN_VERSION)) throw failure;
    return session.request('server/discover', undefined, { signal });
  }
}

/** True for an error that proves a modern server, whatever else is wrong. */
export function isModernError(failure: unknown): boolean {
  return failure instanceof UpstreamRpcError && MODERN_ERRORS.has(failure.error.code);
}

function describe(
  result: JsonObject,
  known: { era: ServerDescription['era']; protocolVersion: string; serverInfo: unknown },
): ServerDescription {
  const { capabilities, instructions, protocolVersion, serverInfo, supportedVersions, ...others } = result;
  return {
    era: known.era,
    protocolVersion: known.protocolVersion,
    serverInfo: isJsonObject(known.serverInfo) ? known.serverInfo : {},
    capabilities: isJsonObject(capabilities) ? capabilities : {},
    ...(typeof instructions === 'string' ? { instructions } : {}),
    others,
  };
}
