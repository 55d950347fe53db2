import type { GatewayStatus } from '../../shared/model/status';

/** What a gateway that has just started says of itself. */
export const GATEWAY_STATUS: GatewayStatus = {
  product: 'secure-mcp-gateway',
  version: '9.8.7',
  pid: 7,
  startedAt: 0,
  addresses: { mcp: 'http://127.0.0.1:8000/mcp', admin: 'http://127.0.0.1:8001', socket: '/run/gateway.sock' },
  configProblems: [],
  upstreams: [],
  sessions: 0,
  requests: { total: 0, blocked: 0, failed: 0, active: 0 },
  limits: [],
};
