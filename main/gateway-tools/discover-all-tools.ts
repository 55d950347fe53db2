import { defineGatewayTool, optionalText, OPTIONAL_TEXT } from './define-gateway-tool';
import { discoverServer, discoverServers } from './discover-server';
import { requireServer, visibleServers } from './server-entry';
import { errorData, toolResult } from './tool-result';

export const discoverAllTools = defineGatewayTool({
  name: 'enkrypt_discover_all_tools',
  title: 'Discover Server Tools',
  description: 'Asks one server, or all when server_name is left out, for its tools and checks their definitions.',
  properties: { server_name: { ...OPTIONAL_TEXT, description: 'One server; all when left out.' } },
  output: {
    status: { type: 'string' },
    message: { type: 'string' },
    tools: { type: 'array', items: { type: 'object' } },
    source: { type: 'string' },
    blocked_tools: { type: 'array', items: { type: 'object' } },
    blocked_count: { type: 'integer' },
    blocked_reasons: { type: 'array', items: { type: 'string' } },
    available_servers: { type: 'object' },
  },
  async call(args, call) {
    const name = optionalText(args['server_name']);
    try {
      const data =
        name === undefined
          ? await discoverServers(call, visibleServers(call), 'Tools discovery tried for all servers')
          : await discoverServer(call, requireServer(call, name));
      return toolResult(data, data['status'] !== 'success');
    } catch (failure) {
      return toolResult(errorData(failure, 'discover', call.request.trail.correlationId), true);
    }
  },
});
