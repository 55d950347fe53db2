import { z } from 'zod';
import { ENTRY_KINDS } from '../model/activity-line';

const Name = z.string().min(1).max(500);
const Moment = z.union([
  z.iso.datetime({ offset: true, error: 'must be an ISO 8601 time with its zone' }),
  z.number().int().min(0),
]);

/** Which lines of the log are meant; what is left out does not matter. Everything that is said must hold. */
export const ActivityFilter = z.strictObject({
  /** ISO 8601, or epoch milliseconds; from this moment on. */
  since: Moment.optional(),
  /** Before this moment. */
  until: Moment.optional(),
  kind: z.enum(ENTRY_KINDS).optional(),
  /** What the program says it is. */
  client: Name.optional(),
  /** As the lines have it: the first eight letters of its id. */
  session: Name.optional(),
  key: Name.optional(),
  user: Name.optional(),
  project: Name.optional(),
  server: Name.optional(),
  /** Tool, prompt or resource, by either of its names. */
  tool: Name.optional(),
  method: Name.optional(),
  outcome: z.enum(['ok', 'tool-error', 'blocked', 'denied', 'refused', 'failed', 'timed-out', 'cancelled']).optional(),
  /** Error id. */
  error: Name.optional(),
  detector: Name.optional(),
  rule: Name.optional(),
  /** Of an admin change, such as `keys.create`. */
  operation: Name.optional(),
  /** Anywhere in the line, upper and lower case alike. */
  text: Name.optional(),
});
export type ActivityFilter = z.output<typeof ActivityFilter>;

export const ActivityQuery = ActivityFilter.extend({
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
  /** `next` of the page before. */
  cursor: z.string().max(200).optional(),
});
export type ActivityQuery = z.output<typeof ActivityQuery>;

export const EXPORT_FORMATS = ['jsonl', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
export const ExportInput = ActivityFilter.extend({ format: z.enum(EXPORT_FORMATS).default('jsonl') });

/** A change that was made outside of the gateway. */
export const ChangeInput = z.strictObject({
  user: z.string().min(1).max(200),
  operation: z.string().regex(/^[a-zA-Z]{1,40}(?:\.[a-zA-Z]{1,40}){1,3}$/),
  target: z.string().max(500),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  error: z.string().max(20).optional(),
});

/** What is known of the log from elsewhere. */
export const VerifyInput = z.strictObject({
  /** Of the key that must have signed. */
  fingerprint: z
    .string()
    .regex(/^[0-9a-f]{32}$/, 'must be the 32 hex digits that `activity facts` shows')
    .optional(),
  /** `<seq>:<hash>` of a line that must be there. */
  expect: z
    .string()
    .regex(/^\d{1,15}:[0-9a-f]{64}$/, 'must be <seq>:<hash>')
    .optional(),
});
export type VerifyInput = z.output<typeof VerifyInput>;
