import { z } from 'zod';
import { APPROVAL_SCOPES, type Grant, type Hold, type Pause } from '../model/approval';
import { DecisionInput, DecisionsInput, PauseInput, RevealInput } from './approval-inputs';
import { ById, Done, modelled, Moment, Nothing } from './common';
import { defineGroup } from './define';

const HoldModel = modelled<Hold>(
  z.looseObject({
    id: z.string(),
    seq: z.number(),
    createdAt: Moment,
    deadline: Moment,
    server: z.string(),
    method: z.string(),
    direction: z.enum(['request', 'response']),
    content: z.unknown(),
    reasons: z.array(z.looseObject({ ruleId: z.string(), text: z.string() })),
    isTest: z.literal(true).optional(),
    state: z.enum(['pending', 'expired', 'resolved']),
    outcome: z.string().optional(),
    scopes: z.array(z.enum(APPROVAL_SCOPES)),
  }),
);

const GrantModel = modelled<Grant>(
  z.looseObject({
    id: z.string(),
    effect: z.enum(['allow', 'deny']),
    scope: z.enum(APPROVAL_SCOPES),
    configId: z.string(),
    server: z.string(),
    name: z.string(),
    keyId: z.string().optional(),
    createdAt: Moment,
    expiresAt: Moment.optional(),
    uses: z.number(),
  }),
);

const PauseModel = modelled<Pause>(z.looseObject({ id: z.string() }));

const DecidedOne = z.strictObject({
  id: z.string(),
  outcome: z.string().exactOptional(),
  problem: z.string().exactOptional(),
});

/** Calls that wait for a person. */
export const approvals = defineGroup({
  list: {
    http: 'GET /approvals',
    scope: 'read',
    summary: 'Calls that wait for a person, and those that were decided a moment ago.',
    input: Nothing,
    output: z.array(HoldModel),
  },
  decideMany: {
    http: 'POST /approvals/decisions',
    scope: 'approve',
    summary: 'Decides, once, about several calls that were all looked at; each answer is by itself.',
    input: DecisionsInput,
    output: z.array(DecidedOne),
  },
  get: {
    http: 'GET /approvals/:id',
    scope: 'read',
    summary: 'One waiting call.',
    input: ById,
    output: HoldModel,
  },
  test: {
    http: 'POST /approvals/test',
    scope: 'approve',
    summary:
      'Puts a sample before whoever decides, to see what a question looks like; nothing is called or remembered.',
    input: Nothing,
    output: HoldModel,
  },
  show: {
    http: 'POST /approvals/:id/shown',
    scope: 'approve',
    summary: 'Says that somebody looks at it now; the gateway takes no decision that comes sooner.',
    input: ById,
    output: HoldModel,
  },
  decide: {
    http: 'POST /approvals/:id/decision',
    scope: 'approve',
    summary: 'Allows or denies a waiting call.',
    input: DecisionInput.extend(ById.shape),
    output: HoldModel,
  },
  reveal: {
    http: 'POST /approvals/:id/reveal',
    scope: 'approve',
    summary: 'The text behind a mask; this is recorded.',
    input: RevealInput.extend(ById.shape),
    output: z.string(),
  },
});

/** Decisions that are remembered. */
export const grants = defineGroup({
  list: {
    http: 'GET /grants',
    scope: 'read',
    summary: 'Decisions that are remembered.',
    input: Nothing,
    output: z.array(GrantModel),
  },
  revoke: {
    http: 'DELETE /grants/:id',
    scope: 'approve',
    summary: 'Forgets a decision.',
    input: ById,
    output: Done,
  },
});

/** Whose calls are refused for the time being. */
export const pauses = defineGroup({
  list: {
    http: 'GET /pauses',
    scope: 'read',
    summary: 'Whose calls are refused for the time being.',
    input: Nothing,
    output: z.array(PauseModel),
  },
  add: {
    http: 'POST /pauses',
    scope: 'approve',
    summary: 'Refuses the calls of everybody, of one client or to one server.',
    input: PauseInput,
    output: PauseModel,
  },
  resume: {
    http: 'DELETE /pauses/:id',
    scope: 'approve',
    summary: 'Ends a pause.',
    input: ById,
    output: Done,
  },
});
