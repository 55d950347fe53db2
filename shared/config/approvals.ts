import { z } from 'zod';

/** Which calls a person is asked about, beside those that a finding or an argument rule wants asked. */
export const AskAbout = z.enum([
  /** None. */
  'nothing',
  /** Tools that say they destroy, or whose names say that they change something while they do not say it is harmless. */
  'writes',
  /** Every tool that does not say it only reads. */
  'all-but-reads',
  /** Every tool. */
  'everything',
]);
export type AskAbout = z.output<typeof AskAbout>;

/** The part of a policy that speaks of people. */
export const ApprovalPolicy = z.strictObject({
  ask: AskAbout.optional(),
  /** Ask about what servers answer, too: nothing but what findings want asked, or everything. */
  results: z.enum(['nothing', 'everything']).optional(),
  /** Whether the client itself may put the question to its user, where it can. A client that is compromised answers itself. */
  askClient: z.boolean().optional(),
});
export type ApprovalPolicy = z.output<typeof ApprovalPolicy>;

const Seconds = z.number().positive().max(3_600);

/** How long a client can be kept waiting. */
export const ClientPatience = z.strictObject({
  /** Seconds that it waits for an answer. */
  seconds: Seconds,
  /** Whether progress keeps it waiting. */
  progressKeepsAlive: z.boolean().default(true),
});

export const ApprovalChannelEntry = z.strictObject({ use: z.string().min(1), options: z.unknown().optional() });

/** How people are asked. */
export const Approvals = z.strictObject({
  /** What happens where nobody can be asked: everything is denied, or tools named in `allowed` pass. */
  headless: z.enum(['deny', 'allow-listed']).default('deny'),
  /** `<server>/<tool>`; either may be `*`. */
  allowed: z.array(z.string().regex(/^[^/\s]+\/\S+$/, 'must be "<server>/<tool>", either may be "*"')).default([]),
  /** Seconds until a call is denied that nobody answered. */
  deadline: Seconds.default(45),
  /** The same for a client that is kept waiting by progress. */
  deadlineWithProgress: Seconds.default(300),
  /** Clients whose patience is known, by the id of their key or by the name that they give themselves. */
  clients: z.record(z.string().min(1), ClientPatience).default({}),
  /** Calls that may wait at once. */
  waitingPerClient: z.number().int().min(1).max(1_000).default(20),
  waiting: z.number().int().min(1).max(10_000).default(100),
  /** Further ways to reach people, all asked at once; the first answer counts. */
  channels: z.array(ApprovalChannelEntry).default([]),
});
export type Approvals = z.output<typeof Approvals>;
