import { z } from 'zod';
import { Nothing } from './common';
import { defineGroup } from './define';
import { noFile } from './list-choice';

const Json = z.record(z.string(), z.unknown());

/** What `backup` gives and `restore` takes. */
export const Backup = z.strictObject({
  backup_version: z.literal(1),
  timestamp: z.string(),
  config: Json,
  /** What people decided, and the gateway remembers. */
  state: Json,
});
export type Backup = z.output<typeof Backup>;

/** The gateway’s configuration as a whole. */
export const system = defineGroup({
  health: {
    http: 'GET /system/health',
    scope: 'read',
    summary: 'What is configured, and what is not as it should be.',
    input: Nothing,
    output: z.strictObject({
      timestamp: z.string(),
      status: z.enum(['healthy', 'warnings', 'issues']),
      issues: z.array(z.string()),
      warnings: z.array(z.string()),
      statistics: z.strictObject({
        total_projects: z.number(),
        total_users: z.number(),
        total_configs: z.number(),
        total_servers: z.number(),
        total_api_keys: z.number(),
        disabled_api_keys: z.number(),
      }),
    }),
  },
  backup: {
    http: 'POST /system/backup',
    scope: 'write',
    summary: 'The configuration as a value. The vault is not part of it, and secrets are masked unless asked for.',
    input: z.strictObject({
      include_secrets: z.boolean().default(false),
      output_file: noFile('the backup is the `data` of the answer'),
    }),
    output: Backup,
  },
  restore: {
    http: 'POST /system/restore',
    scope: 'write',
    isLarge: true,
    summary: 'Puts a backup in place of the configuration, if it is valid; the earlier state is kept.',
    input: z.strictObject({ backup: Backup, backup_file: noFile('send what the file holds as `backup`') }),
    output: z.strictObject({ restored_from: z.string(), state: z.enum(['restored', 'left']) }),
  },
  reset: {
    http: 'POST /system/reset',
    scope: 'write',
    summary: 'Begins the configuration anew: no servers, no keys. The earlier state is kept.',
    input: z.strictObject({ confirm: z.literal(true, { error: 'must be true: everything configured goes' }) }),
    output: z.strictObject({ removed: z.record(z.string(), z.number()) }),
  },
});
