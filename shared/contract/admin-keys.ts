import { z } from 'zod';
import { AdminRole } from '../config/gateway-config';
import { ById, Nothing } from './common';
import { defineGroup } from './define';

const AdminKeyView = z.strictObject({
  id: z.string(),
  name: z.string().exactOptional(),
  role: AdminRole,
  state: z.enum(['active', 'disabled', 'expired']),
  createdAt: z.string(),
  expiresAt: z.string().exactOptional(),
});

/** Keys of the admin API; they open no MCP address. */
export const adminKeys = defineGroup({
  list: {
    http: 'GET /admin-keys',
    scope: 'write',
    summary: 'Keys of the admin API, never the keys themselves.',
    input: Nothing,
    output: z.array(AdminKeyView),
  },
  create: {
    http: 'POST /admin-keys',
    scope: 'write',
    summary: 'Makes a key of the admin API, which is shown this once.',
    input: z.strictObject({
      role: AdminRole,
      name: z.string().max(200).optional(),
      expiresAt: z.iso.datetime().optional(),
    }),
    output: AdminKeyView.extend({ key: z.string() }),
  },
  delete: {
    http: 'DELETE /admin-keys/:id',
    scope: 'write',
    summary: 'Deletes a key of the admin API.',
    input: ById,
    output: AdminKeyView,
  },
});
