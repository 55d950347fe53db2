import type { JsonObject } from '../../../shared/model/json-rpc';

export const MODERN_VERSION = '2026-07-28';
export const SUBSCRIPTION_ID = 'io.modelcontextprotocol/subscriptionId';
const PROTOCOL_VERSION = 'io.modelcontextprotocol/protocolVersion';
const CLIENT_INFO = 'io.modelcontextprotocol/clientInfo';
const CLIENT_CAPABILITIES = 'io.modelcontextprotocol/clientCapabilities';

/** How we introduce ourselves, or the client that a connection is made for. */
export interface ClientInfo {
  readonly info: JsonObject;
  readonly capabilities: JsonObject;
}

/** Turns a request’s parameters into what is sent. */
export type Seal = (params: JsonObject | undefined) => JsonObject | undefined;

/** Legacy requests go as they are. */
export const sealLegacy: Seal = (params) => params;

/** Adds the envelope of 2026-07-28. A client’s own name and capabilities win over ours; the version is our hop’s. */
export function createModernSeal(client: ClientInfo): Seal {
  const ours = { [CLIENT_INFO]: client.info, [CLIENT_CAPABILITIES]: client.capabilities };
  return (params) => ({
    ...params,
    _meta: { ...ours, ...(params?.['_meta'] as JsonObject | undefined), [PROTOCOL_VERSION]: MODERN_VERSION },
  });
}
