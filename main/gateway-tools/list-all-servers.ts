import type { JsonObject } from '../../shared/model/json-rpc';
import type { GatewayToolCall } from '../gateway/ports/gateway-tool';
import { defineGatewayTool } from './define-gateway-tool';
import { discoverServer, discoverServers } from './discover-server';
import { catalogFor, serverEntry, visibleServers } from './server-entry';
import { toolResult } from './tool-result';

export const listAllServers = defineGatewayTool({
  name: 'enkrypt_list_all_servers',
  title: 'List Available Servers',
  description:
    'Start here. Lists every MCP server you may use through the gateway and, unless discover_tools is false, the tools each offers. ' +
    'Then call tools with enkrypt_secure_call_tools.',
  properties: {
    discover_tools: { type: 'boolean', default: true, description: 'Also ask each server for its tools.' },
  },
  output: {
    status: { type: 'string' },
    message: { type: 'string' },
    available_servers: { type: 'object' },
    servers_needing_discovery: { type: 'array', items: { type: 'string' } },
    discovery_failed_servers: { type: 'array', items: { type: 'string' } },
    discovery_success_servers: { type: 'array', items: { type: 'string' } },
  },
  async call(args, call) {
    const servers = visibleServers(call);
    if (args['discover_tools'] === false) {
      const entries = await Promise.all(
        servers.map(async (server) => [server, await knownEntry(call, server)] as const),
      );
      return toolResult({
        status: 'success',
        available_servers: Object.fromEntries(entries),
        servers_needing_discovery: entries
          .filter(([, entry]) => entry['tools_source'] === 'needs_discovery')
          .map(([server]) => server),
      });
    }
    const data = await discoverServers(call, servers, 'Tools discovery tried for all servers');
    return toolResult(data, data['status'] !== 'success');
  },
});

/** Without asking the server: its tools only when they are known already. */
async function knownEntry(call: GatewayToolCall, server: string): Promise<JsonObject> {
  if (catalogFor(call).shelf(server)?.peek('tools') === undefined) return serverEntry(call, server);
  const { tools } = await discoverServer(call, server);
  return serverEntry(call, server, tools);
}
