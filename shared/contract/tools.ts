import { z } from 'zod';
import { defineGroup } from './define';

const Name = z.string().min(1).max(200);
const Json = z.record(z.string(), z.unknown());
const Findings = z.array(z.looseObject({ rule: z.string(), severity: z.string(), message: z.string() }));

/** As whom something is looked at or done: a key, or somebody of a project. Absent: nobody in particular. */
const viewer = {
  config: Name.optional(),
  project: Name.optional(),
  /** The id of a gateway key. */
  key: Name.optional(),
};

const OfferedTool = z.strictObject({
  /** The server’s own name. */
  name: z.string(),
  /** Absent: it does not exist for the viewer. */
  shownAs: z.string().exactOptional(),
  /** Why it does not. */
  absence: z.looseObject({ reason: z.string(), by: z.string() }).exactOptional(),
  /** What the operator changed, and which level of the configuration says so. */
  changed: z.unknown().optional(),
  annotations: z.unknown().optional(),
  /** As the server says it. */
  definition: Json,
  /** What the guardrails say about the definition; absent where none looks. */
  verdict: z.strictObject({ action: z.string(), findings: Findings }).exactOptional(),
});

/** What servers offer, and trying it out. */
export const tools = defineGroup({
  list: {
    http: 'GET /tools',
    scope: 'read',
    summary: 'The tools of each server: as it defines them, as they are shown, and what guardrails say about them.',
    input: z.strictObject({
      ...viewer,
      server: Name.optional(),
      /** Ask servers that were not asked yet, which starts them, instead of telling what is known; needs the scope `write`. */
      ask: z.preprocess((given) => (given === 'true' ? true : given), z.boolean()).default(false),
    }),
    output: z.array(
      z.strictObject({
        config: z.string(),
        server: z.string(),
        enabled: z.boolean(),
        /** Whether its tools are known by now. */
        isKnown: z.boolean(),
        /** Why they are not. */
        problem: z.string().exactOptional(),
        tools: z.array(OfferedTool),
      }),
    ),
  },
  call: {
    http: 'POST /tools/call',
    scope: 'write',
    isLarge: true,
    summary: 'Calls a tool as a client would: judged, asked about, limited and recorded like any other call.',
    input: z.strictObject({
      server: Name,
      /** As clients know it. */
      tool: Name,
      arguments: Json.default({}),
      project: viewer.project,
      key: viewer.key,
    }),
    output: z.strictObject({
      /** `refused`: by the gateway. `error`: by the server. */
      outcome: z.enum(['result', 'refused', 'error']),
      result: Json.exactOptional(),
      /** The JSON-RPC error, where there is no result. */
      error: z.looseObject({ code: z.number(), message: z.string() }).exactOptional(),
      correlationId: z.string(),
      ms: z.number(),
      /** What each guardrail said. */
      judgements: z.array(z.looseObject({ guardrail: z.string(), phase: z.string(), action: z.string() })),
    }),
  },
});
