import type { GatewayTool } from '../gateway/ports/gateway-tool';
import { clearCache } from './clear-cache';
import { discoverAllTools } from './discover-all-tools';
import { getCacheStatus } from './get-cache-status';
import { getServerInfo } from './get-server-info';
import { getTimeoutMetrics } from './get-timeout-metrics';
import { listAllServers } from './list-all-servers';
import { secureCallTools } from './secure-call-tools';

/** The gateway’s own tools, in the order in which they are listed. */
export const gatewayTools: readonly GatewayTool[] = [
  listAllServers,
  getServerInfo,
  discoverAllTools,
  secureCallTools,
  getCacheStatus,
  clearCache,
  getTimeoutMetrics,
];
