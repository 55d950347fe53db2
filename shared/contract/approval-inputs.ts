import { z } from 'zod';
import { APPROVAL_SCOPES } from '../model/approval';

/** What people send about waiting calls, wherever they are. */

const Note = z.string().max(500).optional();

/** Where the person sits who decides. */
export const DecidedAt = z.enum(['api', 'terminal', 'window', 'console', 'notification']);
export type DecidedAt = z.output<typeof DecidedAt>;

export const DecisionInput = z.strictObject({
  verdict: z.enum(['allow', 'deny']),
  scope: z.enum(APPROVAL_SCOPES).default('once'),
  /** `seq` of the call that was in view. */
  shownSeq: z.number().int(),
  note: Note,
  tellAgent: z.boolean().optional(),
  arguments: z
    .record(z.string(), z.union([z.enum(['exact', 'any']), z.strictObject({ prefix: z.string().min(1).max(2_000) })]))
    .optional(),
  at: DecidedAt.default('api'),
});
export type DecisionInput = z.input<typeof DecisionInput>;

/** Several at once: each must have been in view, so there is no “all”. */
export const DecisionsInput = z.strictObject({
  verdict: z.enum(['allow', 'deny']),
  calls: z
    .array(z.strictObject({ id: z.string().min(1).max(40), shownSeq: z.number().int() }))
    .min(1)
    .max(100),
  note: Note,
  at: DecidedAt.default('api'),
});

/** A JSON Pointer (RFC 6901) into the content of a call. */
export const RevealInput = z.strictObject({ path: z.string().max(2_000), at: DecidedAt.default('api') });

export const PauseInput = z.strictObject({
  target: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('all') }),
    z.strictObject({ kind: z.literal('client'), keyId: z.string().min(1).max(100) }),
    z.strictObject({ kind: z.literal('server'), server: z.string().min(1).max(100) }),
  ]),
  /** Absent: until it is resumed. */
  seconds: z
    .number()
    .positive()
    .max(366 * 86_400)
    .optional(),
  reason: Note,
});
export type PauseInput = z.input<typeof PauseInput>;
