import { z } from 'zod';
import { defineGroup } from './define';
import { IssuedKeyView, KEY_MEMBERS, KeyRow } from './keys';
import { Identifier, listChoice, Name } from './list-choice';

const ByUser = z.strictObject({ user_identifier: Identifier });

export const UserRow = z.strictObject({
  user_id: z.string(),
  email: z.string().nullable(),
  name: z.string(),
  created_at: z.string().nullable(),
  projects: z.number(),
  api_keys: z.number(),
});

const UserFacts = z.strictObject({ user_id: z.string(), email: z.string().nullable(), name: z.string() });
const USER_MEMBERS = ['email', 'name', 'user_id', 'created_at', 'projects', 'api_keys'] as const;

/** The people whose clients ask. */
export const users = defineGroup({
  list: {
    http: 'GET /users',
    scope: 'read',
    summary: 'Users, and how many projects and keys they have.',
    input: z.strictObject(listChoice(USER_MEMBERS)),
    output: z.array(UserRow),
  },
  create: {
    http: 'POST /users',
    scope: 'write',
    summary: 'Adds a user.',
    input: z.strictObject({ email: z.email(), name: Name.optional() }),
    output: UserFacts,
  },
  search: {
    http: 'POST /users/search',
    scope: 'read',
    summary: 'Users that have a text in their address, name or id.',
    input: z.strictObject({ search_term: z.string().min(1).max(200), ...listChoice(['email', 'user_id', 'api_keys']) }),
    output: z.array(
      z.strictObject({
        user_id: z.string(),
        email: z.string().nullable(),
        name: z.string(),
        match_type: z.enum(['email', 'name', 'user_id']),
        api_keys: z.number(),
      }),
    ),
  },
  get: {
    http: 'GET /users/:user_identifier',
    scope: 'read',
    summary: 'One user with their projects and keys.',
    input: ByUser,
    output: z.strictObject({
      ...UserFacts.shape,
      created_at: z.string().nullable(),
      projects: z.array(z.strictObject({ project_id: z.string(), project_name: z.string() })),
      api_keys: z.array(KeyRow),
    }),
  },
  update: {
    http: 'PUT /users/:user_identifier',
    scope: 'write',
    summary: 'Gives a user another address.',
    input: ByUser.extend({ new_email: z.email() }),
    output: UserFacts,
  },
  delete: {
    http: 'DELETE /users/:user_identifier',
    scope: 'write',
    summary: 'Deletes a user; one who has projects or keys only with `force`, together with the keys.',
    input: ByUser.extend({
      force: z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]).default(false),
    }),
    output: z.strictObject({ ...UserFacts.shape, deleted_api_keys: z.array(z.string()) }),
  },
  listProjects: {
    http: 'GET /users/:user_identifier/projects',
    scope: 'read',
    summary: 'The projects of a user.',
    input: ByUser.extend(listChoice(['project_name', 'project_id', 'api_keys', 'created_at'])),
    output: z.array(
      z.strictObject({
        project_id: z.string(),
        project_name: z.string(),
        api_keys: z.number(),
        created_at: z.string().nullable(),
      }),
    ),
  },
  createKey: {
    http: 'POST /users/:user_identifier/api-keys',
    scope: 'write',
    summary: 'Makes a key of a user for a project they are a member of; it is shown this once.',
    input: ByUser.extend({
      project_name: Identifier,
      name: z.string().min(1).max(200).optional(),
      expires_at: z.iso.datetime().optional(),
    }),
    output: IssuedKeyView,
  },
  listKeys: {
    http: 'GET /users/:user_identifier/api-keys',
    scope: 'read',
    summary: 'The keys of a user, of all projects or of one.',
    input: ByUser.extend({ project_identifier: Identifier.optional(), ...listChoice(KEY_MEMBERS) }),
    output: z.array(KeyRow),
  },
  deleteAllKeys: {
    http: 'DELETE /users/:user_identifier/api-keys',
    scope: 'write',
    summary: 'Deletes all keys of a user.',
    input: ByUser,
    output: z.strictObject({ user_id: z.string(), deleted_api_keys: z.array(z.string()) }),
  },
});
