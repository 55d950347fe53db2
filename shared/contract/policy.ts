import { z } from 'zod';
import { ActivityFilter } from './activity-inputs';
import { defineGroup } from './define';

const Name = z.string().min(1).max(200);
const Json = z.record(z.string(), z.unknown());

/** Where a policy applies. What is left out is anywhere. */
const place = {
  project: Name.default('default'),
  config: Name.default('default'),
  server: Name.default('any'),
  tool: Name.optional(),
};

/** One level that a policy may stand at. Nothing: the whole gateway. */
const level = {
  project: Name.optional(),
  /** Absent: `default`. */
  config: Name.optional(),
  server: Name.optional(),
  tool: Name.optional(),
};

const Finding = z.looseObject({
  rule: z.string(),
  severity: z.string(),
  message: z.string(),
  /** JSON Pointer (RFC 6901) into what was looked at. */
  path: z.string(),
  /** Offsets in that string, UTF-16 code units, the end exclusive. */
  start: z.number().optional(),
  end: z.number().optional(),
  action: z.string(),
});

/** An argument rule, and which level says it. */
const RuleInForce = z.looseObject({
  id: z.string(),
  origin: z.string(),
  action: z.enum(['deny', 'ask']),
  /** As it stands in the configuration. */
  rule: Json,
});

const Spoken = z.looseObject({
  action: z.enum(['allow', 'ask', 'block']),
  objections: z.array(z.looseObject({ rule: z.string(), message: z.string() })),
});

/** Policies: what is in force, and what another would do. */
export const policy = defineGroup({
  explain: {
    http: 'GET /policy',
    scope: 'read',
    summary: 'The policy in force at a place: who looks, what is done about what is found, and which level says so.',
    input: z.strictObject(place),
    output: z.looseObject({
      place: Json,
      mode: z.string(),
      levels: z.array(z.string()),
      guardrails: z.record(z.string(), z.array(z.string())),
      detectors: z.array(z.looseObject({ detector: z.string(), title: z.string(), decisions: Json })),
      argumentRules: z.array(RuleInForce),
    }),
  },
  own: {
    http: 'GET /policy/own',
    scope: 'read',
    summary: 'What one level says of its own: the gateway, a project, a server or a tool; empty where it says nothing.',
    input: z.strictObject(level),
    output: z.strictObject({ policy: Json }),
  },
  setOwn: {
    http: 'PUT /policy/own',
    scope: 'write',
    summary: 'Puts a policy in place of what one level says; an empty one takes it away.',
    input: z.strictObject({ ...level, policy: Json }),
    output: z.strictObject({ policy: Json }),
  },
  test: {
    http: 'POST /policy/test',
    scope: 'read',
    isLarge: true,
    summary: 'What guardrails find in a content, and what would be done about it; nothing is called.',
    input: z.strictObject({
      ...place,
      phase: z.enum(['server', 'listing', 'input', 'output']).default('input'),
      /** A text, or what a call or a result holds. */
      content: z.unknown(),
      /** Laid over the policy in force. */
      policy: Json.optional(),
    }),
    output: z.looseObject({
      /** What would be done. */
      action: z.enum(['allow', 'flag', 'redact', 'ask', 'block']),
      /** Everything that is found, also what the policy does nothing about. */
      findings: z.array(Finding),
      /** The highest score of the detectors that look for words meant for the model; 0 to 1. */
      score: z.number(),
      /** What would be sent on; absent where nothing would. */
      content: z.unknown().optional(),
      ms: z.number(),
      /** What the argument rules say, where the content is the arguments of a tool. */
      arguments: Spoken.optional(),
    }),
  },
  replay: {
    http: 'POST /policy/replay',
    scope: 'read',
    summary: 'Which recorded calls another policy would have judged differently.',
    input: z.strictObject({ policy: Json, filter: ActivityFilter.prefault({}) }),
    output: z.looseObject({
      calls: z.number(),
      same: z.number(),
      differing: z.number(),
      undecided: z.number(),
      fromContent: z.number(),
      /** The first of them. */
      different: z.array(z.looseObject({ correlationId: z.string(), was: z.string(), wouldBe: z.string() })),
    }),
  },
});
