import { z } from 'zod';
import { Moment, Nothing } from './common';
import { defineGroup } from './define';

const CachedList = z.strictObject({
  configId: z.string(),
  server: z.string(),
  list: z.enum(['tools', 'prompts', 'resources', 'resourceTemplates']),
  items: z.number(),
  expiresAt: Moment,
});

/** What the gateway remembers so that it need not ask again. */
export const cache = defineGroup({
  status: {
    http: 'GET /cache',
    scope: 'read',
    summary: 'What is remembered of servers and of the configuration, and until when.',
    input: Nothing,
    output: z.strictObject({
      /** Seconds that each kind is believed. */
      seconds: z.strictObject({ lists: z.number(), config: z.number() }),
      config: z.strictObject({ readAt: Moment, expiresAt: Moment }),
      lists: z.array(CachedList),
      /** Where lists are remembered besides; absent: in memory alone. */
      provider: z
        .strictObject({
          use: z.string(),
          address: z.string(),
          state: z.enum(['connected', 'lost']),
          since: Moment,
          /** Why it is lost. */
          problem: z.string().exactOptional(),
        })
        .exactOptional(),
      /** Results that are used again, and their characters. */
      answers: z.strictObject({ count: z.number(), characters: z.number() }),
      /** Large results that are read page by page. */
      results: z.strictObject({ count: z.number(), bytes: z.number() }),
    }),
  },
  clear: {
    http: 'POST /cache/clear',
    scope: 'write',
    summary:
      'Forgets lists of servers, results that are used again, the configuration, or all of it; servers are asked anew.',
    input: z.strictObject({
      what: z.enum(['all', 'lists', 'results', 'config']).default('all'),
      config: z.string().min(1).max(200).optional(),
      /** With it, the configuration stays. */
      server: z.string().min(1).max(200).optional(),
    }),
    output: z.strictObject({ lists: z.number(), results: z.number(), config: z.boolean() }),
  },
});
