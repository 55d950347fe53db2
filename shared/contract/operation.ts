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
