import { z } from 'zod';

const Whole = (most: number) => z.number().int().min(1).max(most);
const Characters = Whole(256 * 1024 * 1024);

/** So many in a minute, and no more than `burst` of them at once (absent: a minute’s worth). 0: no limit. */
export const Rate = z.strictObject({
  perMinute: z.number().min(0).max(1_000_000),
  burst: Whole(1_000_000).optional(),
});
export type Rate = z.output<typeof Rate>;

/** So many at once. */
export function burstOf({ perMinute, burst }: Rate): number {
  return burst ?? Math.max(1, Math.floor(perMinute));
}

/** How results are handed out. The sizes are characters. */
const resultSizes = {
  /** Text beyond this becomes a paged resource; 0 turns that off. */
  resultSize: z
    .number()
    .int()
    .min(0)
    .max(256 * 1024 * 1024),
  /** Structured content that a tool’s output schema describes stays whole up to this. */
  structuredSize: Characters,
  /** Images and the like (base64) stay in the result up to this. */
  binarySize: Characters,
};

/** What may be said anew for one tool of a server. */
export const ToolLimits = z.strictObject({ ...resultSizes, /** Calls by one key. */ rate: Rate }).partial();

/** What may be said anew for one server. */
export const ServerLimits = z
  .strictObject({
    ...resultSizes,
    /** Requests to it, whoever asks. */
    rate: Rate,
    /** Calls of each of its tools by one key. */
    toolRate: Rate,
    toolsPerServer: Whole(20_000),
    descriptionSize: Characters,
    schemaSize: Characters,
  })
  .partial();

/** What may be said anew for one gateway key. */
export const KeyLimits = z
  .strictObject({ /** All its requests. */ rate: Rate, /** Under way at once. */ requests: Whole(10_000) })
  .partial();

const KIBI = 1_024;
const MEBI = 1_024 * KIBI;

/** What the whole gateway goes by where nothing closer says otherwise. */
export const Limits = z.strictObject({
  /** All requests of one key; calls of one tool by one key; requests to one server, whoever asks. */
  keyRate: Rate.default({ perMinute: 2_400, burst: 600 }),
  toolRate: Rate.default({ perMinute: 1_200, burst: 300 }),
  serverRate: Rate.default({ perMinute: 12_000, burst: 2_000 }),
  /** Requests to the admin API from one address in a minute. Taken up when the gateway starts. */
  adminPerMinute: Whole(1_000_000).default(600),
  /** Requests of one client under way at once. */
  requestsPerClient: Whole(10_000).default(64),
  /** Legacy sessions: idle seconds until they end, and how many may be open. */
  sessionIdle: z.number().positive().max(604_800).default(1_800),
  sessions: Whole(100_000).default(256),
  /** Seconds that the headers and the body of a request may take to arrive. */
  requestArrival: z.number().positive().max(3_600).default(30),
  /** Of any one message, in both directions: nesting, values, and members of one object. */
  jsonDepth: Whole(1_000).default(64),
  jsonValues: Whole(100_000_000).default(200_000),
  jsonMembers: Whole(100_000_000).default(10_000),
  toolsPerServer: Whole(20_000).default(512),
  /** Characters of a tool’s description that lists show, and of a schema beyond which its tool is left out. */
  descriptionSize: Characters.default(8 * KIBI),
  schemaSize: Characters.default(256 * KIBI),
  resultSize: resultSizes.resultSize.default(100 * KIBI),
  structuredSize: resultSizes.structuredSize.default(MEBI),
  binarySize: resultSizes.binarySize.default(10 * MEBI),
  /** Results kept to be read page by page: for how many seconds, how many, and how many bytes. */
  results: z
    .strictObject({
      seconds: z.number().positive().max(604_800).default(1_800),
      perKey: Whole(100_000).default(100),
      bytesPerKey: Whole(16 * KIBI * MEBI).default(64 * MEBI),
      total: Whole(1_000_000).default(1_000),
      totalBytes: Whole(64 * KIBI * MEBI).default(256 * MEBI),
    })
    .prefault({}),
  /** Failed authentications of one address within `lockoutWindow` seconds, and how long it is then locked out. */
  authFailures: Whole(10_000).default(10),
  lockoutWindow: z.number().positive().max(86_400).default(60),
  lockout: z.number().positive().max(86_400).default(60),
});
export type Limits = z.output<typeof Limits>;
export type ServerLimits = z.output<typeof ServerLimits>;
export type ToolLimits = z.output<typeof ToolLimits>;
