import { z } from 'zod';
import { Nothing } from './common';
import { defineGroup } from './define';

const KeyState = z.strictObject({
  is_set: z.boolean(),
  /** The secret of the vault that holds it. */
  secret: z.string(),
  updated_at: z.string().exactOptional(),
  /** Guardrails that use it. */
  guardrails: z.array(z.string()),
});

/** Settings of the gateway as a whole. */
export const settings = defineGroup({
  setEnkryptApiKey: {
    http: 'PUT /settings/enkrypt-api-key',
    scope: 'write',
    summary: 'Puts the key for Enkrypt into the vault, and names it in the guardrails that ask Enkrypt.',
    input: z.strictObject({ api_key: z.string().trim().min(1).max(4_096) }),
    output: KeyState,
    isSecret: true,
  },
  getEnkryptApiKey: {
    http: 'GET /settings/enkrypt-api-key',
    scope: 'read',
    summary: 'Whether the key for Enkrypt is set, and who uses it; never the key.',
    input: Nothing,
    output: KeyState,
  },
  setTelemetry: {
    http: 'PUT /settings/telemetry',
    scope: 'write',
    summary: 'Says where telemetry is sent.',
    input: z.strictObject({
      enabled: z.boolean().optional(),
      url: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).optional(),
      insecure: z.boolean().optional(),
    }),
    output: z.record(z.string(), z.unknown()),
  },
});
