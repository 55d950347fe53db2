import { z } from 'zod';
import { COUNTED_EVENTS, type GatewayStatus } from '../../shared/model/status';

const Count = z.number().int().nonnegative();

const Upstream = z.object({
  configId: z.string(),
  server: z.string(),
  state: z.enum(['stopped', 'starting', 'ready', 'restarting', 'failed', 'disabled']),
  transport: z.enum(['stdio', 'http', 'sse']),
  era: z.enum(['legacy', 'modern']).exactOptional(),
  pid: Count.exactOptional(),
  startedAt: z.number().exactOptional(),
  restarts: Count,
  retryAt: z.number().exactOptional(),
  problem: z.string().exactOptional(),
  stderrTail: z.array(z.string()).exactOptional(),
});

/** Reads the output of `system.status`, so that a gateway of another version is noticed here. */
export const GatewayStatusSchema: z.ZodType<GatewayStatus> = z.object({
  product: z.literal('secure-mcp-gateway'),
  version: z.string(),
  pid: Count,
  startedAt: z.number(),
  addresses: z.object({ mcp: z.string(), admin: z.string(), socket: z.string() }),
  configProblems: z.array(z.string()),
  upstreams: z.array(Upstream),
  sessions: Count,
  requests: z.object({ total: Count, blocked: Count, failed: Count, active: Count }),
  limits: z.array(z.object({ event: z.enum(COUNTED_EVENTS), server: z.string().exactOptional(), count: Count })),
});
