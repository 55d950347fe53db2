import { z } from 'zod';
import { ById, Moment, Nothing } from './common';
import { defineGroup } from './define';

const Session = z.strictObject({
  /** The beginning of its id: enough to name it, too little to use it. */
  id: z.string(),
  keyId: z.string(),
  /** What the client says that it is. Nobody checked it. */
  clientName: z.string().exactOptional(),
  protocolVersion: z.string(),
  lastUsedAt: Moment,
  isIdle: z.boolean(),
});

/** Sessions of clients of the legacy era; modern clients have none. */
export const sessions = defineGroup({
  list: {
    http: 'GET /sessions',
    scope: 'read',
    summary: 'Open sessions of clients, the one used last first.',
    input: Nothing,
    output: z.array(Session),
  },
  end: {
    http: 'DELETE /sessions/:id',
    scope: 'write',
    summary: 'Ends a session; its client may begin another.',
    input: ById,
    output: Session,
  },
});

/** Time limits, and how operations fared under them. */
export const timeouts = defineGroup({
  get: {
    http: 'GET /timeouts',
    scope: 'read',
    summary: 'The limits in seconds, how operations ended, and which are under way.',
    input: Nothing,
    output: z.strictObject({
      limits: z.record(z.string(), z.number()),
      metrics: z.record(z.string(), z.unknown()),
      active: z.array(z.looseObject({ id: z.string(), type: z.string(), startedAt: Moment, limitMs: z.number() })),
    }),
  },
});

const Use = z.strictObject({ now: z.number(), most: z.number() });

/** How much of anything may be had. */
export const limits = defineGroup({
  get: {
    http: 'GET /limits',
    scope: 'read',
    summary: 'The limits in force, how much of them is used now, and how often each was reached.',
    input: Nothing,
    output: z.strictObject({
      /** Of the gateway as a whole, as in `limits` of the configuration. */
      limits: z.record(z.string(), z.unknown()),
      /** What servers, tools and keys have of their own. */
      servers: z.array(
        z.strictObject({ config: z.string(), server: z.string(), limits: z.unknown(), tools: z.unknown() }),
      ),
      keys: z.array(z.strictObject({ key: z.string(), limits: z.unknown() })),
      use: z.strictObject({ sessions: Use, results: Use, resultBytes: Use, requests: z.number() }),
      counts: z.array(z.strictObject({ event: z.string(), server: z.string().exactOptional(), count: z.number() })),
    }),
  },
});

/** Connections to servers. */
export const upstreams = defineGroup({
  restart: {
    http: 'POST /upstreams/:server/restart',
    scope: 'write',
    summary: 'Connects anew to a server, after the calls that it has at the moment; a program is started again.',
    input: z.strictObject({ server: z.string().min(1).max(200), config: z.string().min(1).max(200).optional() }),
    output: z.strictObject({ server: z.string() }),
  },
});
