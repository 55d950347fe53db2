import { defineGatewayTool } from './define-gateway-tool';
import { discoverServer } from './discover-server';
import { requireServer, serverEntry } from './server-entry';
import { errorData, toolResult } from './tool-result';

export const getServerInfo = defineGatewayTool({
  name: 'enkrypt_get_server_info',
  title: 'Get Server Info',
  description: 'Describes one server: how it is reached (values masked), its tools and which guardrails look at it.',
  properties: { server_name: { type: 'string', description: 'As enkrypt_list_all_servers names it.' } },
  required: ['server_name'],
  output: { status: { type: 'string' }, server_name: { type: 'string' }, server_info: { type: 'object' } },
  async call(args, call) {
    try {
      const server = requireServer(call, String(args['server_name']));
      const { tools, status, error } = await discoverServer(call, server);
      const problem = status === 'success' ? {} : { discovery_error: error };
      const server_info = { ...(await serverEntry(call, server, tools)), ...problem };
      return toolResult({ status: 'success', server_name: server, server_info });
    } catch (failure) {
      return toolResult(errorData(failure, 'get_server_info', call.request.trail.correlationId), true);
    }
  },
});
