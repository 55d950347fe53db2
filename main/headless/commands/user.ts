import type { Command } from 'commander';
import { parseMoment } from '../parse-values';
import { idOfKey, LIST, listOf, needed, oneOf, PROJECT, USER, userOf } from '../identifiers';
import type { Answer, CommandNeeds } from '../leaf-command';
import { addOperationCommands, type OperationCommand } from '../operation-command';
import { describeData } from '../describe-data';

interface KeyOptions {
  readonly apiKey?: string;
}

const KEY = ['--api-key <id>', 'the id of the key'] as const;
const idIn = ({ apiKey }: KeyOptions): string => idOfKey(needed(apiKey, '--api-key'));

/** The one time that a key is seen. */
function issued(data: { readonly api_key: string }): Answer {
  const { api_key, ...rest } = data;
  const told = 'Gateway key. It is shown this once and never again; the gateway keeps only a hash:';
  return { facts: data, text: `${told}\n\n  ${api_key}\n\n${describeData(rest)}` };
}

const USERS: readonly OperationCommand[] = [
  {
    words: 'list',
    description: 'list the users',
    options: LIST,
    operation: 'users.list',
    input: (options: object) => listOf(options),
  },
  {
    words: 'create',
    description: 'add a user',
    options: [
      ['--email <address>', 'their address'],
      ['--name <text>', 'their name (default: the address)'],
    ],
    operation: 'users.create',
    changes: true,
    input: (options: { readonly email?: string; readonly name?: string }) => ({
      email: needed(options.email, '--email'),
      name: options.name,
    }),
  },
  {
    words: 'get',
    description: 'show a user with their projects and keys',
    options: USER,
    operation: 'users.get',
    input: userOf,
  },
  {
    words: 'update',
    description: 'give a user another address',
    options: [...USER, ['--new-email <address>', 'the new address']],
    operation: 'users.update',
    changes: true,
    input: (options: { readonly newEmail?: string }) => ({
      ...userOf(options),
      new_email: needed(options.newEmail, '--new-email'),
    }),
  },
  {
    words: 'delete',
    description: 'delete a user',
    options: [...USER, ['--force', 'also one who has projects or keys; the keys are deleted']],
    operation: 'users.delete',
    changes: true,
    input: (options: { readonly force?: true }) => ({ ...userOf(options), force: options.force === true }),
  },
  {
    words: 'list-projects',
    description: 'list the projects of a user',
    options: [...USER, ...LIST],
    operation: 'users.listProjects',
    input: (options: object) => ({ ...userOf(options), ...listOf(options) }),
  },
  {
    words: 'search',
    description: 'find users by a text in their address, name or id',
    options: [['--search-term <text>', 'the text'], ...LIST],
    operation: 'users.search',
    input: (options: { readonly searchTerm?: string }) => ({
      search_term: needed(options.searchTerm, '--search-term'),
      ...listOf(options),
    }),
  },
];

const keysOf = (now: () => number): readonly OperationCommand[] => [
  {
    words: 'generate-api-key',
    description: 'make a key of a user for a project they are a member of, and show it once',
    options: [...USER, ...PROJECT, ['--name <text>', 'what the key is for']],
    prepare: (command) =>
      command.option('--expires <when>', 'a date such as 2027-01-31, or a duration such as 30d', (text: string) =>
        parseMoment(text, now()),
      ),
    operation: 'users.createKey',
    changes: true,
    input: (options: { readonly name?: string; readonly expires?: string }) => ({
      ...userOf(options),
      project_name: oneOf(options, 'projectName', 'projectId'),
      name: options.name,
      expires_at: options.expires,
    }),
    answer: issued,
  },
  {
    words: 'list-api-keys',
    description: 'list the keys of a user, never the keys themselves',
    options: [...USER, ...PROJECT, ...LIST],
    operation: 'users.listKeys',
    input: (options: { readonly projectName?: string; readonly projectId?: string }) => ({
      ...userOf(options),
      project_identifier: options.projectName ?? options.projectId,
      ...listOf(options),
    }),
  },
  {
    words: 'delete-all-api-keys',
    description: 'delete every key of a user',
    options: USER,
    operation: 'users.deleteAllKeys',
    changes: true,
    input: userOf,
  },
  {
    words: 'list-all-api-keys',
    description: 'list the keys of all users, never the keys themselves',
    options: LIST,
    operation: 'keys.list',
    input: (options: object) => listOf(options),
  },
  {
    words: 'get-api-key',
    description: 'show whom a key belongs to, never the key',
    options: [KEY],
    operation: 'keys.get',
    input: (options: KeyOptions) => ({ api_key_param: idIn(options) }),
  },
  {
    words: 'rotate-api-key',
    description: 'replace a key by a new one with the same rights, and show it once',
    options: [KEY],
    operation: 'keys.rotate',
    changes: true,
    input: (options: KeyOptions) => ({ api_key: idIn(options) }),
    answer: issued,
  },
  {
    words: 'disable-api-key',
    description: 'refuse a key until it is enabled again',
    options: [KEY],
    operation: 'keys.disable',
    changes: true,
    input: (options: KeyOptions) => ({ api_key: idIn(options) }),
  },
  {
    words: 'enable-api-key',
    description: 'accept a disabled key again',
    options: [KEY],
    operation: 'keys.enable',
    changes: true,
    input: (options: KeyOptions) => ({ api_key: idIn(options) }),
  },
  {
    words: 'delete-api-key',
    description: 'delete a key',
    options: [KEY],
    operation: 'keys.delete',
    changes: true,
    input: (options: KeyOptions) => ({ api_key: idIn(options) }),
  },
];

/** `user …`: the people whose clients ask, and their keys. */
export function addUserCommands(program: Command, needs: CommandNeeds): void {
  const group = program.command('user').description('the people whose clients ask, and their keys');
  addOperationCommands(group.enablePositionalOptions(), needs, [...USERS, ...keysOf(needs.io.now)]);
}
