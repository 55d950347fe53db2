import { z } from 'zod';
import { defineGroup } from './define';
import { Identifier, listChoice, Name, noFile } from './list-choice';

const ByConfig = z.strictObject({ config_identifier: Identifier });

export const ConfigFacts = z.strictObject({ config_id: z.string(), config_name: z.string() });

const ConfigRow = z.strictObject({
  mcp_config_id: z.string(),
  mcp_config_name: z.string(),
  servers: z.number(),
  used_by_projects: z.array(z.strictObject({ project_id: z.string(), project_name: z.string() })),
});

/** A config as the base product shows it; entries of servers are ours, secrets masked. */
export const ConfigView = z.strictObject({
  mcp_config_id: z.string(),
  mcp_config_name: z.string(),
  mcp_config: z.array(z.looseObject({ server_name: z.string() })),
});

export const ServerRow = z.strictObject({
  server_name: z.string(),
  description: z.string(),
  command: z.string().nullable(),
  args: z.array(z.string()),
  url: z.string().nullable(),
  enabled: z.boolean(),
  /** How many it is limited to; 0: all that it has. */
  tools: z.number(),
  input_guardrails_enabled: z.boolean(),
  output_guardrails_enabled: z.boolean(),
});

/** What `export` writes and `import` reads. */
export const ConfigExport = z.strictObject({
  mcp_config_id: z.string().exactOptional(),
  exported_at: z.string().exactOptional(),
  config: z.strictObject({ name: z.string(), servers: z.record(z.string(), z.unknown()) }),
});
export type ConfigExport = z.output<typeof ConfigExport>;

const CONFIG_MEMBERS = ['mcp_config_name', 'mcp_config_id', 'servers'] as const;

/** Named sets of servers. */
export const configs = defineGroup({
  list: {
    http: 'GET /configs',
    scope: 'read',
    summary: 'Sets of servers, and the projects that use them.',
    input: z.strictObject(listChoice(CONFIG_MEMBERS)),
    output: z.array(ConfigRow),
  },
  create: {
    http: 'POST /configs',
    scope: 'write',
    summary: 'Makes an empty set of servers.',
    input: z.strictObject({ config_name: Name }),
    output: ConfigFacts,
  },
  copy: {
    http: 'POST /configs/copy',
    scope: 'write',
    summary: 'Makes a set with the servers of another.',
    input: z.strictObject({ source_config: Identifier, target_config: Name }),
    output: z.strictObject({ source_config_id: z.string(), ...ConfigFacts.shape }),
  },
  import: {
    http: 'POST /configs/import',
    scope: 'write',
    isLarge: true,
    summary: 'Makes a set of servers from what `export` gave.',
    input: z.strictObject({
      config: ConfigExport,
      config_name: Name.optional(),
      input_file: noFile('send what the file holds as `config`'),
    }),
    output: ConfigFacts,
  },
  search: {
    http: 'POST /configs/search',
    scope: 'read',
    summary: 'Sets of servers that have a text in their name or in one of their servers.',
    input: z.strictObject({ search_term: z.string().min(1).max(200), ...listChoice(CONFIG_MEMBERS) }),
    output: z.array(
      z.strictObject({
        mcp_config_id: z.string(),
        mcp_config_name: z.string(),
        match_type: z.enum(['config_name', 'config_id', 'server_name', 'server_description']),
        servers: z.number(),
      }),
    ),
  },
  get: {
    http: 'GET /configs/:config_identifier',
    scope: 'read',
    summary: 'One set with its servers; secrets are masked.',
    input: ByConfig,
    output: ConfigView,
  },
  rename: {
    http: 'PUT /configs/:config_identifier/rename',
    scope: 'write',
    summary: 'Gives a set another name; its id stays.',
    input: ByConfig.extend({ new_name: Name }),
    output: ConfigFacts,
  },
  remove: {
    http: 'DELETE /configs/:config_identifier',
    scope: 'write',
    summary: 'Deletes a set that no project uses.',
    input: ByConfig,
    output: ConfigFacts,
  },
  listProjects: {
    http: 'GET /configs/:config_identifier/projects',
    scope: 'read',
    summary: 'Projects that use a set.',
    input: ByConfig.extend(listChoice(['project_name', 'project_id', 'users'])),
    output: z.array(z.strictObject({ project_id: z.string(), project_name: z.string(), users: z.number() })),
  },
  validate: {
    http: 'POST /configs/:config_identifier/validate',
    scope: 'read',
    summary: 'Everything that is wrong with a set; it is in force only if that is nothing.',
    input: ByConfig,
    output: z.strictObject({
      valid: z.boolean(),
      problems: z.array(
        z.strictObject({ path: z.string(), message: z.string(), suggestion: z.string().exactOptional() }),
      ),
    }),
  },
  export: {
    http: 'POST /configs/:config_identifier/export',
    scope: 'read',
    summary: 'A set as a value that `import` takes; secrets are masked unless the caller may change things and asks.',
    input: ByConfig.extend({
      include_secrets: z.boolean().default(false),
      output_file: noFile('the export is the `data` of the answer'),
    }),
    output: z.strictObject({ ...ConfigExport.required().shape }),
  },
  listServers: {
    http: 'GET /configs/:config_identifier/servers',
    scope: 'read',
    summary: 'The servers of a set.',
    input: ByConfig.extend(listChoice(['server_name', 'description', 'enabled', 'tools'])),
    output: z.array(ServerRow),
  },
  removeAllServers: {
    http: 'DELETE /configs/:config_identifier/servers',
    scope: 'write',
    summary: 'Deletes every server of a set.',
    input: ByConfig,
    output: z.strictObject({ removed: z.array(z.string()) }),
  },
});
