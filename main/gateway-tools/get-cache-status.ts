import type { JsonObject } from '../../shared/model/json-rpc';
import type { GatewayToolCall } from '../gateway/ports/gateway-tool';
import { defineGatewayTool } from './define-gateway-tool';
import { catalogFor, visibleServers } from './server-entry';
import { toolResult } from './tool-result';

const HOUR_MS = 3_600_000;

export const getCacheStatus = defineGatewayTool({
  name: 'enkrypt_get_cache_status',
  title: 'Get Cache Status',
  description: 'Shows what the gateway remembers for you: the configuration and each server’s tools, and until when.',
  output: { status: { type: 'string' }, cache_status: { type: 'object' } },
  call: async (_args, call) => toolResult({ status: 'success', cache_status: statusOf(call) }),
});

function statusOf(call: GatewayToolCall): JsonObject {
  const { runtime } = call;
  const servers = visibleServers(call).map((server) => [server, serverStatus(call, server)] as const);
  return {
    gateway_specific: {
      config: expiry(runtime.expiresAt, runtime.now()),
      tools: { server_count: servers.length, servers: Object.fromEntries(servers) },
    },
    global: {
      total_gateways: runtime.catalogs.size,
      total_tool_caches: servers.filter(([, status]) => status['exists'] === true).length,
      total_config_caches: 1,
      tool_cache_expiration_hours: runtime.config.cache.toolSeconds / 3_600,
      config_cache_expiration_hours: runtime.config.cache.configSeconds / 3_600,
      cache_type: 'local',
    },
  };
}

function serverStatus(call: GatewayToolCall, server: string): JsonObject {
  const settings = call.runtime.config.configs[call.request.visitor.profile.configId]?.servers[server];
  const shelf = catalogFor(call).shelf(server);
  const info = shelf?.info('tools');
  return {
    // As many as are shown, not as many as there are.
    tool_count: info === undefined ? 0 : (catalogFor(call).knownItems(server, 'tools')?.length ?? 0),
    error: shelf?.isLate() === true ? 'The last attempt to list its tools did not succeed' : null,
    are_tools_explicitly_defined: (settings?.tools.length ?? 0) > 0,
    needs_discovery: info === undefined,
    ...expiry(info?.expiresAt, call.runtime.now()),
  };
}

/** ISO 8601 in UTC, because a time without its zone is no time. */
function expiry(expiresAt: number | undefined, now: number): JsonObject {
  if (expiresAt === undefined) return { exists: false, expires_at: null, expires_in_hours: null, is_expired: false };
  return {
    exists: true,
    expires_at: new Date(expiresAt).toISOString(),
    expires_in_hours: Math.round(((expiresAt - now) / HOUR_MS) * 100) / 100,
    is_expired: expiresAt <= now,
  };
}
