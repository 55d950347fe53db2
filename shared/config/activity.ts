import { z } from 'zod';

const MIB = 1024 * 1024;
const DAY_MS = 86_400_000;

/** Longest that content may be kept by one decision. */
export const MAX_CAPTURE_DAYS = 7;

/** What calls and their results hold, kept for a while; encrypted, and only where somebody asked for it. */
export const Capture = z.strictObject({
  /** When it ends by itself. */
  until: z.iso
    .datetime({ error: 'must be an ISO 8601 time in UTC, such as 2027-01-31T12:00:00Z' })
    .refine(
      (until) => Date.parse(until) <= Date.now() + MAX_CAPTURE_DAYS * DAY_MS,
      `must be at most ${MAX_CAPTURE_DAYS} days ahead`,
    ),
  /** Absent: all. */
  servers: z.array(z.string().min(1)).min(1).optional(),
  /** By the servers’ own names. Absent: all. */
  tools: z.array(z.string().min(1)).min(1).optional(),
  /** Of one call: arguments and result together, as JSON. What is larger is cut and marked. */
  maxBytes: z
    .number()
    .int()
    .min(1_024)
    .max(8 * MIB)
    .default(256 * 1_024),
  /** Days after which what was kept is removed. */
  keepDays: z.number().int().min(1).max(30).default(MAX_CAPTURE_DAYS),
});
export type Capture = z.output<typeof Capture>;

/** The record of requests and of changes. */
export const Activity = z.strictObject({
  /** A segment that has grown to this is followed by the next. */
  maxSegmentBytes: z
    .number()
    .int()
    .min(16 * 1_024)
    .max(1_024 * MIB)
    .default(16 * MIB),
  /** Of all segments; beyond it the oldest are removed. */
  maxTotalBytes: z
    .number()
    .int()
    .min(MIB)
    .default(2_048 * MIB),
  /** Days after which a segment is removed. */
  keepDays: z.number().int().min(1).max(36_500).default(365),
  /** What waits in memory for a disk that takes nothing. */
  maxWaitingBytes: z
    .number()
    .int()
    .min(16 * 1_024)
    .max(1_024 * MIB)
    .default(16 * MIB),
  /** When more than that waits: requests go on and the loss is counted, or they are refused. */
  onFailure: z.enum(['continue', 'refuse']).default('continue'),
  capture: Capture.optional(),
});
export type Activity = z.output<typeof Activity>;
