import { GatewayError } from '../../shared/errors/gateway-error';
import type { JsonObject } from '../../shared/model/json-rpc';
import { LIST_METHODS, type ListKind } from '../gateway/catalog/catalog-types';
import type { GatewayToolCall } from '../gateway/ports/gateway-tool';
import { defineGatewayTool, optionalText, OPTIONAL_TEXT } from './define-gateway-tool';
import { catalogFor, requireServer, visibleServers } from './server-entry';
import { errorData, toolResult } from './tool-result';

const CONFIG_TYPES: ReadonlySet<string> = new Set([
  'gateway_config',
  'gateway',
  'gateway_cache',
  'gateway_config_cache',
]);
const TOOL_TYPES: ReadonlySet<string> = new Set(['tools', 'tool', 'server', 'tool_cache', 'server_config']);

export const clearCache = defineGatewayTool({
  name: 'enkrypt_clear_cache',
  title: 'Clear Cache',
  description:
    'Makes the gateway forget remembered tools, of one server or of all, and read its configuration anew. ' +
    'cache_type: all, tools or gateway_config. With server_name alone, only that server’s tools are forgotten.',
  destructive: true,
  properties: {
    id: { ...OPTIONAL_TEXT, description: 'Your own id, if given at all.' },
    server_name: { ...OPTIONAL_TEXT, description: 'One server; all when left out.' },
    cache_type: { ...OPTIONAL_TEXT, description: 'all, tools or gateway_config.' },
  },
  output: { status: { type: 'string' }, message: { type: 'string' } },
  async call(args, call) {
    try {
      return toolResult(clear(args, call));
    } catch (failure) {
      return toolResult(errorData(failure, 'clear_cache', call.request.trail.correlationId), true);
    }
  },
});

function clear(args: JsonObject, call: GatewayToolCall): JsonObject {
  const { principal, profile } = call.request.visitor;
  const ownId = `${principal.userId}_${principal.projectId}_${profile.configId}`;
  const id = optionalText(args['id']);
  if (id !== undefined && id !== ownId) {
    throw new GatewayError('insufficient_permissions', `"${id}" is not your id; only your own cache can be cleared`);
  }
  const server = optionalText(args['server_name']);
  const type = optionalText(args['cache_type']) ?? (server === undefined ? 'all' : 'tools');
  if (CONFIG_TYPES.has(type)) {
    call.runtime.expireNow();
    return { status: 'success', message: `Gateway config cache cleared for ${ownId}` };
  }
  if (TOOL_TYPES.has(type)) return clearTools(call, server);
  if (type !== 'all') {
    throw new GatewayError('invalid_arguments', `"cache_type" must be all, tools or gateway_config, not "${type}"`);
  }
  if (server !== undefined) return clearTools(call, server);
  const tools = clearTools(call, undefined);
  call.runtime.expireNow();
  return { status: 'success', message: `${String(tools['message'])} and gateway config (cleared)` };
}

function clearTools(call: GatewayToolCall, server: string | undefined): JsonObject {
  const servers = server === undefined ? visibleServers(call) : [requireServer(call, server)];
  const cleared = servers.filter((name) => forget(call, name));
  if (server !== undefined) {
    return cleared.length > 0
      ? { status: 'success', message: `Cache cleared for server: ${server}` }
      : { status: 'info', message: `Nothing was cached for server: ${server}` };
  }
  return { status: 'success', message: `Cache cleared for all servers (${cleared.length} servers)` };
}

function forget(call: GatewayToolCall, server: string): boolean {
  const shelf = catalogFor(call).shelf(server);
  call.runtime.opinions.forget(server);
  const lists = Object.keys(LIST_METHODS) as ListKind[];
  return lists.map((list) => shelf?.forget(list) === true).includes(true);
}
