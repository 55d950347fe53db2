import { z } from 'zod';
import { Activity } from './activity';
import { Approvals } from './approvals';
import { Curation } from './curation';
import { KeyLimits, Limits } from './limits';
import { Policy } from './policy';
import { Timeouts } from './timeouts';
import { ServerNameSchema, UpstreamServer } from './upstream-server';

export const CONFIG_VERSION = 1;

const Id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, 'use letters, digits, "-" and "_", at most 64');
const Moment = z.iso.datetime({ error: 'must be an ISO 8601 time in UTC, such as 2027-01-31T12:00:00Z' });
const Port = z.number().int().min(0).max(65_535);

/** What a client is offered: the servers' own tools, the seven gateway tools, or both. */
export const Exposure = z.enum(['tools', 'gateway-tools', 'both']);
export type Exposure = z.output<typeof Exposure>;

/** Scheme, host and port alone: faces and well-known addresses are appended to it. */
const PublicUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
  .refine(
    (url) => /^(?:https:\/\/[^/?#@\\]+|http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?)\/?$/i.test(url),
    'must be https, or http on this machine, with nothing after host and port',
  );

export const Listen = z.strictObject({
  /** Anything but a loopback address needs `allowedHosts`. */
  host: z.string().min(1).default('127.0.0.1'),
  /** 0 lets the system choose. */
  mcpPort: Port.default(8_000),
  adminPort: Port.default(8_001),
  /** A third address, for probes and Prometheus alone; it may be reachable from elsewhere. Absent: there is none. */
  monitor: z.strictObject({ host: z.string().min(1).default('127.0.0.1'), port: Port.default(8_002) }).optional(),
  /** Further `Host` values that are answered, without port. Loopback names always are. */
  allowedHosts: z.array(z.string().min(1)).default([]),
  /** Further `Origin` values that are answered, such as `https://chat.example.com`. */
  allowedOrigins: z.array(z.string().min(1)).default([]),
  /** How clients address this gateway; tokens are meant for it. Absent: the loopback address it listens on. */
  publicUrl: PublicUrl.optional(),
  /** Where gateways that share a cache reach this one. Absent: the address it listens on, if that is loopback. */
  peerUrl: z.url({ protocol: /^https?$/ }).optional(),
  maxBodyBytes: z
    .number()
    .int()
    .min(1_024)
    .max(256 * 1024 * 1024)
    .default(10 * 1024 * 1024),
});

/** A named set of servers. Objects keep their order: it is the order in which tools are listed. */
export const ServerSet = z.strictObject({
  name: z.string().min(1).max(200),
  servers: z.record(ServerNameSchema, UpstreamServer).default({}),
});

export const Project = z.strictObject({
  name: z.string().min(1).max(200),
  configId: Id.optional(),
  userIds: z.array(Id).default([]),
  exposure: Exposure.default('both'),
  /** Overrides the gateway's policy for the keys of this project. */
  policy: Policy.optional(),
  /** What of each server the keys of this project see, and how. */
  curation: z.record(ServerNameSchema, Curation).optional(),
  createdAt: Moment.optional(),
});

export const User = z.strictObject({
  name: z.string().min(1).max(200),
  email: z.email().optional(),
  createdAt: Moment.optional(),
});

/** A gateway key. The key itself is shown once and never stored. */
export const GatewayKey = z.strictObject({
  name: z.string().max(200).optional(),
  /** `sha256:<salt>:<hash>`, both base64url. */
  hash: z.string().regex(/^sha256:[A-Za-z0-9_-]{22}:[A-Za-z0-9_-]{43}$/, 'must be "sha256:<salt>:<hash>"'),
  projectId: Id,
  userId: Id,
  createdAt: Moment,
  expiresAt: Moment.optional(),
  disabledAt: Moment.optional(),
  /** When it was last enabled after it had been disabled. */
  enabledAt: Moment.optional(),
  /** Overrides the project's exposure. */
  exposure: Exposure.optional(),
  /** What of each server this key sees, and how. */
  curation: z.record(ServerNameSchema, Curation).optional(),
  /** Overrides the gateway's limits for this key. */
  limits: KeyLimits.optional(),
});

/** What the holder of an admin key may do: everything; look and decide about calls that wait; look. */
export const AdminRole = z.enum(['admin', 'operator', 'viewer']);
export type AdminRole = z.output<typeof AdminRole>;

/** A key for the admin API. The key itself is shown once and never stored; it opens no MCP address. */
export const AdminKey = z.strictObject({
  name: z.string().max(200).optional(),
  /** `sha256:<salt>:<hash>`, both base64url. */
  hash: z.string().regex(/^sha256:[A-Za-z0-9_-]{22}:[A-Za-z0-9_-]{43}$/, 'must be "sha256:<salt>:<hash>"'),
  role: AdminRole,
  createdAt: Moment,
  expiresAt: Moment.optional(),
  disabledAt: Moment.optional(),
});
export type AdminKey = z.output<typeof AdminKey>;

/** Where `${secret:NAME}` is read from. */
export const SecretStoreEntry = z.strictObject({ use: z.string().min(1), options: z.unknown().optional() });

export const AuthPlugin = z.strictObject({ use: z.string().min(1), options: z.unknown().optional() });

/** A provider of opinions. They run in the order of the file. */
export const GuardrailEntry = z.strictObject({
  /** Named in findings and activity. */
  name: z.string().min(1).max(100),
  use: z.string().min(1),
  options: z.unknown().optional(),
  enabled: z.boolean().default(true),
  /** When it looks; absent: whenever the provider can. */
  phases: z
    .array(z.enum(['server', 'listing', 'input', 'output']))
    .min(1)
    .optional(),
  /** Only these servers; absent: all. */
  servers: z.array(z.string().min(1)).min(1).optional(),
  /** Seconds for one judgement; absent: `timeouts.guardrail`. */
  timeout: z.number().positive().max(3_600).optional(),
  /** What to do when it cannot judge; absent: as the policy says of all that it looks for, else closed. */
  onFailure: z.enum(['closed', 'open']).optional(),
});
export type GuardrailEntry = z.output<typeof GuardrailEntry>;
export type GuardrailEntryInput = z.input<typeof GuardrailEntry>;

/** A provider that is told what happens: requests, spans, metrics, lines of the log. */
export const TelemetryEntry = z.strictObject({
  use: z.string().min(1),
  options: z.unknown().optional(),
  enabled: z.boolean().default(true),
});
export type TelemetryEntryInput = z.input<typeof TelemetryEntry>;

export const CacheSettings = z.strictObject({
  /** Seconds that a server's lists are believed without asking again. */
  toolSeconds: z
    .number()
    .min(0)
    .max(31_536_000)
    .default(4 * 3_600),
  /** Seconds that a resolved configuration is kept for a caller. */
  configSeconds: z
    .number()
    .min(0)
    .max(31_536_000)
    .default(24 * 3_600),
  /** Where it is remembered besides, for several gateways and across restarts. Absent: in memory alone. */
  provider: z.strictObject({ use: z.string().min(1), options: z.unknown().optional() }).optional(),
});

/** The user's file, `config.json`. Strict throughout: an unknown key is a typo, and a typo here is a hole. */
export const GatewayConfig = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal(CONFIG_VERSION),
  listen: Listen.prefault({}),
  configs: z.record(Id, ServerSet).default({}),
  projects: z.record(Id, Project).default({}),
  users: z.record(Id, User).default({}),
  keys: z.record(Id, GatewayKey).default({}),
  adminKeys: z.record(Id, AdminKey).default({}),
  auth: z
    .array(AuthPlugin)
    .min(1)
    .default([{ use: 'local-api-key' }]),
  /** Absent: the vault of the data directory. */
  secretStore: SecretStoreEntry.optional(),
  /** Who looks. Absent: the detectors that ship. */
  guardrails: z.array(GuardrailEntry).prefault([{ name: 'local', use: 'local' }]),
  /** What is done about what is found. Absent: the policy that ships. */
  policy: Policy.optional(),
  /** How people are asked. */
  approvals: Approvals.prefault({}),
  /** How requests and changes are recorded. */
  activity: Activity.prefault({}),
  /** Who is told what happens. Absent: `/metrics` of the admin address alone. */
  telemetry: z.array(TelemetryEntry).prefault([{ use: 'prometheus' }]),
  timeouts: Timeouts.prefault({}),
  cache: CacheSettings.prefault({}),
  limits: Limits.prefault({}),
});

export type GatewayConfig = z.output<typeof GatewayConfig>;
export type GatewayConfigInput = z.input<typeof GatewayConfig>;
export type ServerSet = z.output<typeof ServerSet>;
export type Project = z.output<typeof Project>;
export type User = z.output<typeof User>;
export type GatewayKey = z.output<typeof GatewayKey>;
