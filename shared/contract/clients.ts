import { z } from 'zod';
import { defineGroup } from './define';

const ClientId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/, 'must be the id of a client, such as cursor');
const Transport = z.enum(['stdio', 'http']);

export const CLIENT_STATES = [
  'not-installed',
  'not-connected',
  'connected',
  /** We wrote an entry, and it is gone. */
  'entry-removed',
  /** Ours, but the program or the address in it is not the one of today. */
  'stale',
  /** Ours, but its key is deleted, disabled or expired. */
  'key-revoked',
  /** An entry of this name that we did not write, or that was changed since. */
  'customised',
  /** A file that the client itself could not read, or that we may not. */
  'unreadable',
  /** It has no file: a person tells it. */
  'by-hand',
] as const;

const State = z.enum(CLIENT_STATES);

/** How it stands with a connected client has changed. */
export const ClientChanged = z.object({
  type: z.literal('client.changed'),
  client: z.string(),
  title: z.string(),
  state: State,
});

const ClientRow = z.strictObject({
  client: z.string(),
  title: z.string(),
  state: State,
  transport: Transport.nullable(),
  api_key_id: z.string().nullable(),
  /** When the gateway last admitted its key; ISO 8601. */
  last_seen: z.string().nullable(),
  files: z.array(z.string()),
});

const ClientView = ClientRow.extend({
  /** How sure we are of its file: A, two independent sources; B, one; C, sources disagree. */
  confidence: z.enum(['A', 'B', 'C']),
  transports: z.array(Transport),
  connected_at: z.string().nullable(),
  details: z.array(
    z.strictObject({
      path: z.string(),
      exists: z.boolean(),
      state: State,
      problem: z.string().nullable(),
      /** Our entry with its key masked. */
      entry: z.unknown(),
      /** Its other servers. */
      servers: z.array(z.string()),
    }),
  ),
  looked_for: z.array(z.string()),
  restart: z.string(),
  notes: z.array(z.string()),
  /** What a person can put into the file instead; without a key. */
  paste: z.string(),
});

const Choice = {
  client: ClientId,
  /** Absent: as it is connected, else stdio where the client can. */
  transport: Transport.optional(),
  /** Takes the place of an entry that is not ours. */
  replace: z.boolean().optional(),
};
/** Whom the new key belongs to. */
const Owner = { project: z.string().min(1).optional(), user: z.string().min(1).optional() };

const Outcome = {
  client: z.string(),
  title: z.string(),
  transport: Transport.nullable(),
  restart: z.string(),
  notes: z.array(z.string()),
};
const FileDiff = {
  path: z.string(),
  change: z.enum(['created', 'changed', 'deleted', 'unchanged', 'left']),
  /** Unified, secrets masked. */
  diff: z.string(),
};
const WrittenFile = z.strictObject({
  ...FileDiff,
  /** Where the state of before is kept. */
  backup: z.string().nullable(),
  problem: z.string().nullable(),
});
const Connected = z.strictObject({
  ...Outcome,
  /** False: everything was there already. */
  changed: z.boolean(),
  api_key_id: z.string(),
  files: z.array(WrittenFile),
});

const RestoreChoice = z.strictObject({ client: ClientId, backup: z.string().min(1).max(300) });

const ImportChoice = z.strictObject({
  client: ClientId,
  /** Absent: all. */
  servers: z.array(z.string().min(1)).min(1).optional(),
  /** The config that they are put into. */
  config: z.string().min(1).optional(),
  keep_secrets: z.boolean().optional(),
  /** Takes them out of the files of the client, which must be connected. Disconnecting puts them back. */
  move: z.boolean().optional(),
});
const Imported = z.strictObject({
  client: z.string(),
  servers: z.array(z.string()),
  /** Names in the gateway. */
  added: z.array(z.string()),
  secrets: z.array(z.strictObject({ place: z.string(), masked: z.string(), name: z.string().nullable() })),
  notes: z.array(z.strictObject({ place: z.string(), outcome: z.string(), detail: z.string().nullable() })),
  files: z.array(WrittenFile),
});

/** The programs on this machine that speak MCP as clients. */
export const clients = defineGroup({
  list: {
    http: 'GET /clients',
    scope: 'read',
    summary: 'MCP clients, whether they are on this machine, connected and seen.',
    input: z.strictObject({
      /** Those, too, that are not on this machine. From a query it comes as text. */
      all: z.stringbool().or(z.boolean()).optional(),
    }),
    output: z.array(ClientRow),
  },
  get: {
    http: 'GET /clients/:client',
    scope: 'read',
    summary: 'One client: its files, its entry, its other servers, what to know about it.',
    input: z.strictObject({ client: ClientId }),
    output: ClientView,
  },
  preview: {
    http: 'POST /clients/:client/preview',
    scope: 'write',
    summary: 'What connecting, repairing or disconnecting would change in its files; changes nothing.',
    input: z.strictObject({ ...Choice, change: z.enum(['connect', 'repair', 'disconnect']).default('connect') }),
    output: z.strictObject({ ...Outcome, files: z.array(z.strictObject(FileDiff)) }),
  },
  connect: {
    http: 'POST /clients/:client/connect',
    scope: 'write',
    summary: 'Makes a key for a client and puts an entry with it into its files, and nothing else.',
    input: z.strictObject({ ...Choice, ...Owner }),
    output: Connected,
  },
  repair: {
    http: 'POST /clients/:client/repair',
    scope: 'write',
    summary: 'Writes the entry of a connected client anew, with a new key.',
    input: z.strictObject(Choice),
    output: Connected,
  },
  disconnect: {
    http: 'POST /clients/:client/disconnect',
    scope: 'write',
    summary: 'Takes the entry out of the files of a client, gives moved servers back, and deletes its key.',
    input: z.strictObject({ client: ClientId }),
    output: z.strictObject({ ...Outcome, api_key_id: z.string().nullable(), files: z.array(WrittenFile) }),
  },
  backups: {
    http: 'GET /clients/:client/backups',
    scope: 'read',
    summary: 'Earlier states of its files, kept before the gateway wrote; the newest first.',
    input: z.strictObject({ client: ClientId }),
    output: z.array(z.strictObject({ id: z.string(), path: z.string(), at: z.string() })),
  },
  previewRestore: {
    http: 'POST /clients/:client/restore/preview',
    scope: 'write',
    summary: 'What putting an earlier state of a file back would change; changes nothing.',
    input: RestoreChoice,
    output: z.strictObject({ files: z.array(z.strictObject(FileDiff)) }),
  },
  restore: {
    http: 'POST /clients/:client/restore',
    scope: 'write',
    summary: 'Puts an earlier state of a file back, byte for byte; what is there now is kept first.',
    input: RestoreChoice,
    output: z.strictObject({ files: z.array(WrittenFile) }),
  },
  previewImport: {
    http: 'POST /clients/:client/import/preview',
    scope: 'write',
    summary: 'What importing the servers of a client would bring; changes nothing.',
    input: ImportChoice,
    output: Imported,
  },
  import: {
    http: 'POST /clients/:client/import',
    scope: 'write',
    summary: 'Takes the servers of a client into the gateway; with `move`, out of its files.',
    input: ImportChoice,
    output: Imported,
  },
});
