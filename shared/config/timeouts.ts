import { z } from 'zod';

/** The seven kinds of operation that have a limit of their own. */
export const OPERATION_TYPES = [
  'default',
  'guardrail',
  'auth',
  'tool_execution',
  'discovery',
  'cache',
  'connectivity',
] as const;
export type OperationType = (typeof OPERATION_TYPES)[number];

const seconds = (fallback: number) => z.number().positive().max(86_400).default(fallback);

/** Limits in seconds, and when a running operation is reported: ratios of elapsed time to its limit. */
export const Timeouts = z.strictObject({
  default: seconds(30),
  guardrail: seconds(15),
  auth: seconds(10),
  tool_execution: seconds(60),
  discovery: seconds(20),
  cache: seconds(5),
  connectivity: seconds(2),
  escalation: z
    .strictObject({
      warn: z.number().positive().max(1).default(0.8),
      timeout: z.number().positive().default(1),
      fail: z.number().positive().default(1.2),
    })
    .refine(({ warn, timeout, fail }) => warn < timeout && timeout < fail, 'must rise: warn < timeout < fail')
    .prefault({}),
});
export type Timeouts = z.output<typeof Timeouts>;
