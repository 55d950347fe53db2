import type { ClientRow, GatewayView } from '../../main/electron/gateway-view';
import type { RequestEntry } from '../../shared/model/activity-line';
import type { Hold } from '../../shared/model/approval';
import type { TokenState } from '../../shared/model/oauth';
import type { UpstreamState } from '../../shared/model/server';
import type { GatewayStatus } from '../../shared/model/status';
import { activityRecord } from './activity-log';

/** A gateway that runs, as the tray sees it. */
export function viewOf(more: Partial<GatewayView> = {}, status: Partial<GatewayStatus> = {}): GatewayView {
  return {
    phase: 'running',
    isOnline: true,
    status: {
      product: 'secure-mcp-gateway',
      version: '0.1.0',
      pid: 1,
      startedAt: 0,
      addresses: { mcp: 'http://127.0.0.1:8000/mcp', admin: 'http://127.0.0.1:8001', socket: '/run/gateway.sock' },
      configProblems: [],
      upstreams: [],
      sessions: 0,
      requests: { total: 0, blocked: 0, failed: 0, active: 0 },
      limits: [],
      ...status,
    },
    holds: [],
    pauses: [],
    clients: [],
    tokens: [],
    blocks: [],
    ...more,
  };
}

export const serverIn = (state: UpstreamState, server = 'github', configId = 'default') => ({
  server,
  configId,
  state,
  transport: 'stdio' as const,
  restarts: 0,
});

export const clientIn = (state: ClientRow['state'], title = 'Cursor'): ClientRow => ({
  client: title.toLowerCase(),
  title,
  state,
  transport: 'stdio',
  api_key_id: null,
  last_seen: null,
  files: [],
});

export const tokenIn = (status: TokenState['status'], server = 'jira'): TokenState => ({
  configId: 'default',
  server,
  grant: 'authorization-code' as TokenState['grant'],
  status,
  scopes: [],
  canRefresh: false,
  isKept: true,
});

export function holdOf(more: Partial<Hold> = {}): Hold {
  return {
    id: 'ABCD',
    seq: 1,
    group: 'cursor send_email',
    createdAt: 0,
    deadline: 45_000,
    client: { keyId: 'k1', keyName: 'Cursor', projectId: 'p', userId: 'u' },
    server: 'mail',
    method: 'tools/call',
    tool: { name: 'send_email', definitionHash: 'd', firstUse: true, changedSinceGrant: false, annotations: {} },
    reasons: [{ ruleId: 'write-tool', severity: 'medium', text: 'It says hello@example.com', evidence: [] }],
    direction: 'request',
    content: { name: 'send_email', arguments: { to: 'hello@example.com' } },
    masked: [],
    contentHash: 'c',
    state: 'pending',
    scopes: ['once'],
    ...more,
  };
}

/** A call that a guardrail stopped. */
export function blockOf(more: Partial<RequestEntry> = {}): RequestEntry {
  return {
    ...activityRecord(),
    kind: 'request',
    clientName: 'Cursor',
    server: 'mail',
    name: 'send_email',
    outcome: 'blocked',
    judgements: [
      { guardrail: 'local', provider: 'local', phase: 'input', action: 'block', rules: ['secret-in-text'], ms: 1 },
    ],
    ...more,
  };
}
