import { z } from 'zod';
import { ServerNameSchema } from '../config/upstream-server';
import { defineGroup } from './define';
import { Identifier, noFile } from './list-choice';

const ByServer = z.strictObject({ config_identifier: Identifier, server_name: z.string().min(1).max(100) });

/** A policy in the words of the base product, or in ours. */
const PolicyValue = z.record(z.string(), z.unknown());
const POLICY_FILE = noFile('send the policy itself');

/** What a server is, in the words of the base product; `settings` are members of an entry in ours. */
const description = {
  args: z.array(z.string()).optional(),
  env: z.record(z.string(), z.string()).optional(),
  /** Names of tools as members, or as a list. Empty: all that the server has. */
  tools: z.union([z.array(z.string().min(1)), z.record(z.string(), z.unknown())]).optional(),
  /** Empty: none, and an old one is taken away. */
  description: z.string().max(2_000).optional(),
  /** Members of the entry, such as `url`, `headers`, `oauth`, `enabled`; `null` takes one away. */
  settings: z.record(z.string(), z.unknown()).optional(),
};

const ServerView = z.looseObject({ server_name: z.string() });

const PolicyResult = z.strictObject({
  server_name: z.string(),
  config_id: z.string(),
  policy: z.record(z.string(), z.unknown()),
  /** What was left out or changed its meaning. */
  notes: z.array(z.string()),
});

/** The servers of a set. */
export const servers = defineGroup({
  add: {
    http: 'POST /configs/:config_identifier/servers',
    scope: 'write',
    summary: 'Adds a server: a program, or with `settings.url` one that is reached over HTTP.',
    input: z.strictObject({
      config_identifier: Identifier,
      server_name: ServerNameSchema,
      server_command: z.string().min(1).optional(),
      ...description,
      input_guardrails_policy: PolicyValue.optional(),
      output_guardrails_policy: PolicyValue.optional(),
      tool_guardrails_policy: PolicyValue.optional(),
      enable_server_info_validation: z.boolean().optional(),
      oauth_config: PolicyValue.optional(),
    }),
    output: z.strictObject({ config_id: z.string(), server_name: z.string(), notes: z.array(z.string()) }),
  },
  get: {
    http: 'GET /configs/:config_identifier/servers/:server_name',
    scope: 'read',
    summary: 'One server; secrets are masked.',
    input: ByServer,
    output: ServerView,
  },
  update: {
    http: 'PUT /configs/:config_identifier/servers/:server_name',
    scope: 'write',
    summary: 'Changes what is given of a server and keeps the rest.',
    input: ByServer.extend({ server_command: z.string().min(1).optional(), ...description }),
    output: ServerView,
  },
  remove: {
    http: 'DELETE /configs/:config_identifier/servers/:server_name',
    scope: 'write',
    summary: 'Deletes a server.',
    input: ByServer,
    output: z.strictObject({ config_id: z.string(), server_name: z.string() }),
  },
  setInputPolicy: {
    http: 'PUT /configs/:config_identifier/servers/:server_name/input-guardrails',
    scope: 'write',
    summary: 'Says what is done about what goes to a server.',
    input: ByServer.extend({ policy: PolicyValue, policy_file: POLICY_FILE }),
    output: PolicyResult,
  },
  setOutputPolicy: {
    http: 'PUT /configs/:config_identifier/servers/:server_name/output-guardrails',
    scope: 'write',
    summary: 'Says what is done about what comes from a server.',
    input: ByServer.extend({ policy: PolicyValue, policy_file: POLICY_FILE }),
    output: PolicyResult,
  },
  setPolicies: {
    http: 'PUT /configs/:config_identifier/servers/:server_name/guardrails',
    scope: 'write',
    summary: 'Says both, and what is done about definitions; or replaces the whole policy of a server.',
    input: ByServer.extend({
      input_policy: PolicyValue.optional(),
      output_policy: PolicyValue.optional(),
      tool_policy: PolicyValue.optional(),
      /** Ours, for all phases: takes the place of what stands there. */
      policy: PolicyValue.optional(),
      input_policy_file: POLICY_FILE,
      output_policy_file: POLICY_FILE,
    }),
    output: PolicyResult,
  },
});
