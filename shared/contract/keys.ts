import { z } from 'zod';
import { defineGroup } from './define';
import { listChoice } from './list-choice';

/** The id alone: the key itself stands in no address, log or history. */
export const KeyId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, 'must be the id of a key')
  .refine((text) => !text.startsWith('smg_'), 'must be the id of a key, never the key itself');

export const KeyRow = z.strictObject({
  /** Masked: `smg_<id>_****`. */
  api_key: z.string(),
  api_key_id: z.string(),
  name: z.string().nullable(),
  user_id: z.string(),
  user_email: z.string().nullable(),
  project_id: z.string(),
  project_name: z.string().nullable(),
  created_at: z.string(),
  expires_at: z.string().nullable(),
  disabled: z.boolean(),
  /** `not-a-member`: the user has left the project, so the key is refused. */
  state: z.enum(['active', 'disabled', 'expired', 'not-a-member']),
});

const KeyView = KeyRow.extend({
  mcp_config_id: z.string().nullable(),
  mcp_config_name: z.string().nullable(),
  disabled_at: z.string().nullable(),
  /** When it was last enabled again. */
  enabled_at: z.string().nullable(),
});

/** The one time that a key is seen. */
export const IssuedKeyView = z.strictObject({ ...KeyRow.shape, api_key: z.string() });

export const KEY_MEMBERS = [
  'api_key_id',
  'name',
  'user_id',
  'user_email',
  'project_id',
  'project_name',
  'created_at',
] as const;

/** The gateway keys that clients present. */
export const keys = defineGroup({
  list: {
    http: 'GET /api-keys',
    scope: 'read',
    summary: 'Keys and whom they belong to, never the keys themselves.',
    input: z.strictObject(listChoice(KEY_MEMBERS)),
    output: z.array(KeyRow),
  },
  rotate: {
    http: 'POST /api-keys/rotate',
    scope: 'write',
    summary: 'Replaces a key by a new one with the same rights, which is shown this once.',
    input: z.strictObject({
      /** Its id. */
      api_key: KeyId,
      /** How long the old key lives on. */
      grace_seconds: z.number().min(0).max(31_536_000).default(0),
    }),
    output: IssuedKeyView.extend({ rotated_from: z.string() }),
  },
  get: {
    http: 'GET /api-keys/:api_key_param',
    scope: 'read',
    summary: 'One key by its id.',
    input: z.strictObject({ api_key_param: KeyId }),
    output: KeyView,
  },
  disable: {
    http: 'POST /api-keys/:api_key/disable',
    scope: 'write',
    summary: 'Refuses a key until it is enabled again.',
    input: z.strictObject({ api_key: KeyId }),
    output: KeyRow,
  },
  enable: {
    http: 'POST /api-keys/:api_key/enable',
    scope: 'write',
    summary: 'Accepts a disabled key again.',
    input: z.strictObject({ api_key: KeyId }),
    output: KeyRow,
  },
  delete: {
    http: 'DELETE /api-keys/:api_key',
    scope: 'write',
    summary: 'Deletes a key.',
    input: z.strictObject({ api_key: KeyId }),
    output: z.strictObject({ api_key_id: z.string() }),
  },
});
