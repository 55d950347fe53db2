import { GatewayError } from '../../shared/errors/gateway-error';

const TRANSPORTS = ['stdio', 'streamable-http'] as const;
export type McpTransport = (typeof TRANSPORTS)[number];

/** How `serve` speaks MCP: as `MCP_TRANSPORT` says, over HTTP when it says nothing. */
export function mcpTransport(env: NodeJS.ProcessEnv): McpTransport {
  const asked = env['MCP_TRANSPORT'];
  if (asked === undefined || asked === '') return 'streamable-http';
  const known = TRANSPORTS.find((transport) => transport === asked);
  if (known !== undefined) return known;
  throw new GatewayError('invalid_params', `MCP_TRANSPORT is "${asked}": it may be "stdio" or "streamable-http"`);
}
