import { z } from 'zod';
import { COUNTED_EVENTS, type GatewayStatus } from '../model/status';
import { Nothing } from './common';
import { defineGroup } from './define';

const Count = z.number().int().nonnegative();

const Upstream = z.object({
  configId: z.string(),
  server: z.string(),
  state: z.enum(['stopped', 'starting', 'ready', 'restarting', 'failed', 'disabled']),
  transport: z.enum(['stdio', 'http', 'sse']),
  era: z.enum(['legacy', 'modern']).exactOptional(),
  /** The client that a connection was made for, where it is not everybody’s. */
  client: z.string().exactOptional(),
  pid: Count.exactOptional(),
  startedAt: z.number().exactOptional(),
  restarts: Count,
  retryAt: z.number().exactOptional(),
  problem: z.string().exactOptional(),
  stderrTail: z.array(z.string()).exactOptional(),
});

const Health = z.object({
  state: z.enum(['ok', 'waiting', 'losing', 'refusing']),
  waitingBytes: Count,
  lostRecords: Count,
  refusedRequests: Count,
  reason: z.string().exactOptional(),
  signedBy: z.string().exactOptional(),
  unsigned: z.string().exactOptional(),
  capturingUntil: z.string().exactOptional(),
});

/** Also read by the console, so that a gateway of another version is noticed there. */
export const GatewayStatusSchema: z.ZodType<GatewayStatus, GatewayStatus> = z.object({
  product: z.literal('secure-mcp-gateway'),
  version: z.string(),
  pid: Count,
  startedAt: z.number(),
  addresses: z.object({
    mcp: z.string(),
    admin: z.string(),
    socket: z.string(),
    monitor: z.string().exactOptional(),
  }),
  configProblems: z.array(z.string()),
  upstreams: z.array(Upstream),
  sessions: Count,
  requests: z.object({ total: Count, blocked: Count, failed: Count, active: Count }),
  limits: z.array(z.object({ event: z.enum(COUNTED_EVENTS), server: z.string().exactOptional(), count: Count })),
  activity: Health.exactOptional(),
});

/** The gateway as a whole. */
export const status = defineGroup({
  get: {
    http: 'GET /status',
    scope: 'read',
    summary: 'How the gateway is: servers, sessions, requests, limits.',
    input: Nothing,
    output: GatewayStatusSchema,
  },
});
