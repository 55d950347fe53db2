import { z } from 'zod';
import { ById, modelled, Nothing } from './common';
import { defineGroup } from './define';

export const KEY_HOLDERS = ['keychain', 'passphrase', 'key-file', 'environment'] as const;

/** Names of secrets and who uses them; never their values. */
export const secrets = defineGroup({
  list: {
    http: 'GET /secrets',
    scope: 'read',
    summary: 'Secrets by name, when they were set, and which places of the configuration name them.',
    input: Nothing,
    output: z.array(
      z.strictObject({
        name: z.string(),
        isSet: z.boolean(),
        updatedAt: z.string().exactOptional(),
        usedBy: z.array(z.string()).readonly(),
      }),
    ),
  },
  status: {
    http: 'GET /secrets/status',
    scope: 'read',
    summary: 'Whether secrets can be read, and what helps if not.',
    input: Nothing,
    output: modelled<Readonly<Record<string, unknown>> & { readonly store: string; readonly ok: boolean }>(
      z.looseObject({ store: z.string(), ok: z.boolean() }),
    ),
  },
  rotate: {
    http: 'POST /secrets/rotate',
    scope: 'write',
    summary: 'Encrypts all secrets anew, with another key.',
    input: z.strictObject({
      key: z.enum(KEY_HOLDERS).optional(),
      /** Of the holder `key-file`; absolute, as nobody knows where the gateway was started. */
      keyFile: z
        .string()
        .regex(/^(?:\/|[A-Za-z]:[\\/])/, 'must be an absolute path')
        .optional(),
    }),
    output: z.strictObject({ secrets: z.number(), source: z.enum(KEY_HOLDERS), oldKeyRemains: z.boolean() }),
  },
  set: {
    http: 'PUT /secrets/:id',
    scope: 'write',
    summary: 'Sets a secret. Its value comes back over no door.',
    input: ById.extend({ value: z.string() }),
    output: z.strictObject({ name: z.string(), version: z.number(), updatedAt: z.string() }),
    isSecret: true,
  },
  delete: {
    http: 'DELETE /secrets/:id',
    scope: 'write',
    summary: 'Deletes a secret; says which places of the configuration still name it.',
    input: ById,
    output: z.strictObject({ usedBy: z.array(z.string()).readonly() }),
    isSecret: true,
  },
});
