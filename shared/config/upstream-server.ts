import { z } from 'zod';
import { Curation } from './curation';
import { ServerLimits, ToolLimits } from './limits';
import { OAuth, Tls } from './oauth';
import { Policy } from './policy';

/**
 * A server's name: letters, digits, `-` and `_`, at most 40. No `__`, which separates server and tool in
 * the names that clients see.
 */
export const ServerNameSchema = z
  .string()
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38}[A-Za-z0-9])?$/, 'use letters, digits, "-" and "_", at most 40')
  .refine((name) => !name.includes('__'), 'must not contain "__", which separates server and tool names');

/** Reads, and calls of tools that say that they only read and may be repeated (`readOnlyHint` and `idempotentHint`). */
export const ResultCacheSettings = z.strictObject({
  /** For results of servers that do not say themselves how long (`ttlMs`). */
  seconds: z.number().min(0).max(86_400).default(60),
  /** What servers say is believed up to this. */
  maxSeconds: z.number().min(0).max(604_800).default(3_600),
});
export type ResultCacheSettings = z.output<typeof ResultCacheSettings>;

const common = {
  enabled: z.boolean().default(true),
  description: z.string().max(2_000).optional(),
  /** Non-empty: only these tools exist. */
  tools: z.array(z.string().min(1)).default([]),
  /** How to speak to it: `auto` asks once and remembers. */
  era: z.enum(['auto', 'legacy', 'modern']).default('auto'),
  /**
   * Who shares a connection to it: everybody, the sessions of one key, or nobody. What a server asks of its client
   * (sampling, elicitation, roots) and its log need a connection that is not everybody’s. Absent: `global` for
   * processes, `client` for servers at a URL, whose connections cost little.
   */
  share: z.enum(['global', 'client', 'session']).optional(),
  /** Seconds that one tool call may take; overrides `timeouts.tool_execution`. */
  toolTimeout: z.number().positive().max(86_400).optional(),
  /** The same for single tools, by the name that their server has for them. */
  toolTimeouts: z.record(z.string().min(1).max(200), z.number().positive().max(86_400)).optional(),
  /** Calls under way at once; further ones wait in line. */
  concurrency: z.number().int().min(1).max(1_024).default(16),
  /** Calls that may wait in line; further ones are refused. */
  queue: z.number().int().min(0).max(10_000).default(64),
  /** Notifications of its own in a second; a server that sends more is not listened to for a while. */
  notificationsPerSecond: z.number().int().min(1).max(10_000).default(20),
  /** Largest message accepted from the server, in bytes. */
  maxMessageBytes: z
    .number()
    .int()
    .min(65_536)
    .max(256 * 1024 * 1024)
    .default(32 * 1024 * 1024),
  /** Overrides the project's policy for this server, and for single tools of it by name. */
  policy: Policy.optional(),
  toolPolicies: z.record(z.string().min(1), Policy).optional(),
  /** What of it is shown, and how; projects and keys may narrow it further. */
  curation: Curation.optional(),
  /** Overrides the gateway's limits for this server, and for single tools of it by name. */
  limits: ServerLimits.optional(),
  toolLimits: z.record(z.string().min(1), ToolLimits).optional(),
  /** Has results used again that the server says may be. Absent: it is asked every time. */
  resultCache: ResultCacheSettings.optional(),
  /** How it gets its tokens. Absent: a server at a URL that asks for a sign-in is asked how. */
  oauth: OAuth.optional(),
};

const process = {
  cwd: z.string().min(1).optional(),
  /** Added to the minimal environment (PATH, HOME and the like); nothing else is inherited. */
  env: z
    .record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'not an environment variable name'), z.string())
    .default({}),
  /** Seconds until the first answer. The default allows `npx`, `uvx` and the like a first download. */
  startTimeout: z.number().positive().max(3_600).optional(),
  /** Seconds without a call after which the process is stopped; 0 keeps it running. */
  idleTimeout: z.number().min(0).max(604_800).default(900),
};

/** A process that speaks MCP on stdin and stdout. */
export const StdioServer = z
  .strictObject({
    ...common,
    ...process,
    command: z.string().min(1),
    args: z.array(z.string()).default([]),
  })
  .superRefine(({ oauth }, context) => {
    if (oauth === undefined || !oauth.enabled || oauth.issuer !== undefined || oauth.tokenEndpoint !== undefined)
      return;
    const message = 'is needed: a process has no address to ask how to sign in ("tokenEndpoint" does, too)';
    context.addIssue({ code: 'custom', path: ['oauth', 'issuer'], message });
  });

/** A server that ships with the gateway. */
export const BundledServer = z.strictObject({ ...common, ...process, bundled: z.enum(['echo']) });

/** A server reached over HTTP. `auto` tries Streamable HTTP, then HTTP+SSE. */
export const HttpServer = z
  .strictObject({
    ...common,
    url: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }),
    transport: z.enum(['auto', 'streamable-http', 'sse']).default('auto'),
    headers: z.record(z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'not a header name'), z.string()).default({}),
    /** The client certificate and the authorities of connections to it. */
    tls: Tls.optional(),
  })
  .superRefine(({ oauth, headers }, context) => {
    const hasOwn = Object.keys(headers).some((name) => name.toLowerCase() === 'authorization');
    if (!hasOwn || oauth === undefined || !oauth.enabled) return;
    context.addIssue({ code: 'custom', path: ['headers'], message: 'has "Authorization", which "oauth" sets, too' });
  });

export type StdioServer = z.output<typeof StdioServer>;
export type BundledServer = z.output<typeof BundledServer>;
export type HttpServer = z.output<typeof HttpServer>;
export type UpstreamServer = StdioServer | BundledServer | HttpServer;

/** Picks the schema by the member that says what the server is, so that problems name the right fields. */
export const UpstreamServer = z.unknown().transform((value, context): UpstreamServer => {
  const kinds = { command: StdioServer, bundled: BundledServer, url: HttpServer } as const;
  const members = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  const named = (Object.keys(kinds) as (keyof typeof kinds)[]).filter((kind) => members.includes(kind));
  const [kind] = named;
  if (kind === undefined || named.length > 1) {
    context.addIssue({ code: 'custom', message: 'needs exactly one of "command", "url" and "bundled"' });
    return z.NEVER;
  }
  const parsed = kinds[kind].safeParse(value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) context.addIssue(issue as never);
  return z.NEVER;
});
