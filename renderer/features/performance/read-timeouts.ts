import { z } from 'zod';

const Hint = z.object({
  operation_type: z.string(),
  server_name: z.string().optional(),
  tool_name: z.string().optional(),
  p99_seconds: z.number(),
  limit_seconds: z.number(),
  suggested_seconds: z.number(),
  advice: z.string(),
});

const Escalation = z.object({
  timestamp: z.string(),
  level: z.string(),
  operation_id: z.string(),
  operation_type: z.string(),
  limit_seconds: z.number(),
  label: z.string().optional(),
});

const TimeoutMetrics = z.object({
  total_operations: z.number(),
  successful_operations: z.number(),
  failed_operations: z.number(),
  timeout_operations: z.number(),
  cancelled_operations: z.number(),
  success_rate: z.number(),
  adaptive_hints: z.array(Hint),
  recent_escalations: z.array(Escalation),
});

/** How operations fared under their time limits; throws for a gateway of another version. */
export const readTimeouts = (metrics: unknown): z.output<typeof TimeoutMetrics> => TimeoutMetrics.parse(metrics);
