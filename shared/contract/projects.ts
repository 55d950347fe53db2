import { z } from 'zod';
import { ConfigView } from './configs';
import { defineGroup } from './define';
import { Identifier, listChoice, Name, noFile } from './list-choice';

const ByProject = z.strictObject({ project_identifier: Identifier });

export const ProjectRow = z.strictObject({
  project_name: z.string(),
  project_id: z.string(),
  mcp_config: z.strictObject({ mcp_config_id: z.string(), mcp_config_name: z.string() }).nullable(),
  users: z.number(),
  api_keys: z.number(),
  created_at: z.string().nullable(),
});

const Member = z.strictObject({
  user_id: z.string(),
  email: z.string().nullable(),
  name: z.string(),
  api_keys: z.number(),
  created_at: z.string().nullable(),
});

const ProjectFacts = z.strictObject({ project_id: z.string(), project_name: z.string() });
const PROJECT_MEMBERS = ['project_name', 'project_id', 'users', 'api_keys', 'created_at'] as const;

/** Projects: which people use which set of servers. */
export const projects = defineGroup({
  list: {
    http: 'GET /projects',
    scope: 'read',
    summary: 'Projects with their config and how many users and keys they have.',
    input: z.strictObject(listChoice(PROJECT_MEMBERS)),
    output: z.array(ProjectRow),
  },
  create: {
    http: 'POST /projects',
    scope: 'write',
    summary: 'Makes a project, with a config or without one.',
    input: z.strictObject({ project_name: Name, mcp_config_name: Identifier.nullish() }),
    output: ProjectFacts,
  },
  search: {
    http: 'POST /projects/search',
    scope: 'read',
    summary: 'Projects that have a text in their name or id.',
    input: z.strictObject({ search_term: z.string().min(1).max(200), ...listChoice(PROJECT_MEMBERS) }),
    output: z.array(ProjectRow),
  },
  get: {
    http: 'GET /projects/:project_identifier',
    scope: 'read',
    summary: 'One project.',
    input: ByProject,
    output: ProjectRow,
  },
  remove: {
    http: 'DELETE /projects/:project_identifier',
    scope: 'write',
    summary: 'Deletes a project that has no keys.',
    input: ByProject,
    output: ProjectFacts,
  },
  assignConfig: {
    http: 'POST /projects/:project_identifier/assign-config',
    scope: 'write',
    summary: 'Says which set of servers a project uses.',
    input: ByProject.extend({ config_name: Identifier }),
    output: ProjectRow,
  },
  unassignConfig: {
    http: 'POST /projects/:project_identifier/unassign-config',
    scope: 'write',
    summary: 'Leaves a project without servers.',
    input: ByProject,
    output: ProjectRow,
  },
  getConfig: {
    http: 'GET /projects/:project_identifier/config',
    scope: 'read',
    summary: 'The set of servers that a project uses; secrets are masked.',
    input: ByProject,
    output: ConfigView,
  },
  listUsers: {
    http: 'GET /projects/:project_identifier/users',
    scope: 'read',
    summary: 'The members of a project.',
    input: ByProject.extend(listChoice(['email', 'name', 'user_id', 'api_keys', 'created_at'])),
    output: z.array(Member),
  },
  addUser: {
    http: 'POST /projects/:project_identifier/users',
    scope: 'write',
    summary: 'Makes a user a member of a project.',
    input: ByProject.extend({ email: Identifier }),
    output: Member,
  },
  removeUser: {
    http: 'DELETE /projects/:project_identifier/users/:user_identifier',
    scope: 'write',
    summary: 'Takes a user out of a project; their keys for it are refused from then on.',
    input: ByProject.extend({ user_identifier: Identifier }),
    output: z.strictObject({ project_id: z.string(), user_id: z.string() }),
  },
  removeAllUsers: {
    http: 'DELETE /projects/:project_identifier/users',
    scope: 'write',
    summary: 'Takes everybody out of a project.',
    input: ByProject,
    output: z.strictObject({ project_id: z.string(), removed: z.array(z.string()) }),
  },
  export: {
    http: 'POST /projects/:project_identifier/export',
    scope: 'read',
    summary: 'A project with its config and its users as a value; secrets are masked unless asked for.',
    input: ByProject.extend({
      include_secrets: z.boolean().default(false),
      output_file: noFile('the export is the `data` of the answer'),
    }),
    output: z.strictObject({
      project_id: z.string(),
      exported_at: z.string(),
      project: z.record(z.string(), z.unknown()),
      config: z.record(z.string(), z.unknown()).nullable(),
      users: z.array(z.record(z.string(), z.unknown())),
    }),
  },
});
