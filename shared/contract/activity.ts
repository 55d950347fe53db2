import { z } from 'zod';
import type {
  ActivityFacts,
  ActivityLine,
  ActivityPage,
  ActivityVerification,
  CapturedCall,
} from '../model/activity-line';
import { ActivityQuery, ChangeInput, VerifyInput } from './activity-inputs';
import { ById, Done, modelled, Nothing } from './common';
import { defineGroup } from './define';

const Line = z.looseObject({ kind: z.string(), at: z.number(), previous: z.string() });

/** The record of requests and changes. What is too long for one answer streams from `/activity/export` and `/activity/events`. */
export const activity = defineGroup({
  list: {
    http: 'GET /activity',
    scope: 'read',
    summary: 'What was recorded, newest first, page by page.',
    input: ActivityQuery,
    output: modelled<ActivityPage>(z.strictObject({ lines: z.array(Line), next: z.string().optional() })),
  },
  facts: {
    http: 'GET /activity/facts',
    scope: 'read',
    summary: 'Where the record is, how long, how far it reaches, and whether it is being kept.',
    input: Nothing,
    output: modelled<ActivityFacts>(z.looseObject({ directory: z.string(), segments: z.number(), bytes: z.number() })),
  },
  verify: {
    http: 'POST /activity/verification',
    scope: 'read',
    summary: 'Finds lines that were edited, removed, put in or moved, and says what nobody could prove.',
    input: VerifyInput,
    output: modelled<ActivityVerification>(z.looseObject({ ok: z.boolean(), lines: z.number() })),
  },
  record: {
    http: 'POST /activity/changes',
    scope: 'write',
    summary: 'Records a change that a command made to the files.',
    input: ChangeInput,
    output: Done,
  },
  get: {
    http: 'GET /activity/:id',
    scope: 'read',
    summary: 'One line, by correlation id or number.',
    input: ById,
    output: modelled<ActivityLine>(Line),
  },
  reveal: {
    http: 'POST /activity/:id/content',
    scope: 'write',
    summary: 'What was kept of a call, where that was wanted. Who looks is recorded.',
    input: ById,
    output: modelled<CapturedCall>(z.looseObject({})),
  },
});
