import type { Command } from 'commander';
import { CONFIG, LIST, listOf, needed, oneOf, PROJECT, projectOf, USER } from '../identifiers';
import type { CommandNeeds } from '../leaf-command';
import { addOperationCommands, type OperationCommand } from '../operation-command';
import { exported, SECRETS_TOO } from './config-exchange';

const COMMANDS: readonly OperationCommand[] = [
  {
    words: 'list',
    description: 'list the projects',
    options: LIST,
    operation: 'projects.list',
    input: (options: object) => listOf(options),
  },
  {
    words: 'create',
    description: 'make a project',
    options: [['--project-name <name>', 'its name'], ...CONFIG],
    operation: 'projects.create',
    changes: true,
    input: (options: { readonly projectName?: string; readonly configName?: string; readonly configId?: string }) => ({
      project_name: needed(options.projectName, '--project-name'),
      mcp_config_name: options.configName ?? options.configId,
    }),
  },
  {
    words: 'get',
    description: 'show a project',
    options: PROJECT,
    operation: 'projects.get',
    input: projectOf,
  },
  {
    words: 'remove',
    description: 'delete a project that has no keys',
    options: PROJECT,
    operation: 'projects.remove',
    changes: true,
    input: projectOf,
  },
  {
    words: 'assign-config',
    description: 'say which config a project uses',
    options: [...PROJECT, ...CONFIG],
    operation: 'projects.assignConfig',
    changes: true,
    input: (options: object) => ({ ...projectOf(options), config_name: oneOf(options, 'configName', 'configId') }),
  },
  {
    words: 'unassign-config',
    description: 'leave a project without a config',
    options: PROJECT,
    operation: 'projects.unassignConfig',
    changes: true,
    input: projectOf,
  },
  {
    words: 'get-config',
    description: 'show the config of a project, secrets masked',
    options: PROJECT,
    operation: 'projects.getConfig',
    input: projectOf,
  },
  {
    words: 'list-users',
    description: 'list the members of a project',
    options: [...PROJECT, ...LIST],
    operation: 'projects.listUsers',
    input: (options: object) => ({ ...projectOf(options), ...listOf(options) }),
  },
  {
    words: 'add-user',
    description: 'make a user a member of a project',
    options: [...PROJECT, ...USER],
    operation: 'projects.addUser',
    changes: true,
    input: (options: object) => ({ ...projectOf(options), email: oneOf(options, 'email', 'userId') }),
  },
  {
    words: 'remove-user',
    description: 'take a user out of a project',
    options: [...PROJECT, ...USER],
    operation: 'projects.removeUser',
    changes: true,
    input: (options: object) => ({ ...projectOf(options), user_identifier: oneOf(options, 'email', 'userId') }),
  },
  {
    words: 'remove-all-users',
    description: 'take everybody out of a project',
    options: PROJECT,
    operation: 'projects.removeAllUsers',
    changes: true,
    input: projectOf,
  },
  {
    words: 'export',
    description: 'write a project with its config and its users to a file',
    options: [...PROJECT, ['--output-file <file>', 'a new file; absent: stdout'], SECRETS_TOO],
    operation: 'projects.export',
    input: (options: { readonly includeSecrets?: true }) => ({
      ...projectOf(options),
      include_secrets: options.includeSecrets === true,
    }),
    answer: exported,
  },
  {
    words: 'search',
    description: 'find projects by a text in their name or id',
    options: [['--search-term <text>', 'the text'], ...LIST],
    operation: 'projects.search',
    input: (options: { readonly searchTerm?: string }) => ({
      search_term: needed(options.searchTerm, '--search-term'),
      ...listOf(options),
    }),
  },
];

/** `project …`: which people use which set of servers. */
export function addProjectCommands(program: Command, needs: CommandNeeds): void {
  const group = program.command('project').description('which people use which set of servers');
  addOperationCommands(group.enablePositionalOptions(), needs, COMMANDS);
}
