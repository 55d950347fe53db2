import { CONFIG, configOf, LIST, listOf, needed } from '../identifiers';
import type { OperationCommand } from '../operation-command';
import { exported, SECRETS_TOO } from './config-exchange';

/** Commands about sets of servers as a whole. */
export const SET_COMMANDS: readonly OperationCommand[] = [
  {
    words: 'list',
    description: 'list the configs, which are sets of servers',
    options: LIST,
    operation: 'configs.list',
    input: (options: object) => listOf(options),
  },
  {
    words: 'add',
    description: 'make an empty config',
    options: [['--config-name <name>', 'its name']],
    operation: 'configs.create',
    changes: true,
    input: (options: { readonly configName?: string }) => ({
      config_name: needed(options.configName, '--config-name'),
    }),
  },
  {
    words: 'copy',
    description: 'make a config with the servers of another',
    options: [
      ['--source-config <name>', 'the config to copy, by name or id'],
      ['--target-config <name>', 'the name of the copy'],
    ],
    operation: 'configs.copy',
    changes: true,
    input: (options: { readonly sourceConfig?: string; readonly targetConfig?: string }) => ({
      source_config: needed(options.sourceConfig, '--source-config'),
      target_config: needed(options.targetConfig, '--target-config'),
    }),
  },
  {
    words: 'rename',
    description: 'give a config another name; its id stays',
    options: [...CONFIG, ['--new-name <name>', 'the new name']],
    operation: 'configs.rename',
    changes: true,
    input: (options: { readonly newName?: string }) => ({
      ...configOf(options),
      new_name: needed(options.newName, '--new-name'),
    }),
  },
  {
    words: 'get',
    description: 'show a config with its servers, secrets masked',
    options: CONFIG,
    operation: 'configs.get',
    input: configOf,
  },
  {
    words: 'remove',
    description: 'delete a config that no project uses',
    options: CONFIG,
    operation: 'configs.remove',
    changes: true,
    input: configOf,
  },
  {
    words: 'list-projects',
    description: 'list the projects that use a config',
    options: [...CONFIG, ...LIST],
    operation: 'configs.listProjects',
    input: (options: object) => ({ ...configOf(options), ...listOf(options) }),
  },
  {
    words: 'list-servers',
    description: 'list the servers of a config',
    options: [...CONFIG, ...LIST],
    operation: 'configs.listServers',
    input: (options: object) => ({ ...configOf(options), ...listOf(options) }),
  },
  {
    words: 'remove-all-servers',
    description: 'delete every server of a config',
    options: CONFIG,
    operation: 'configs.removeAllServers',
    changes: true,
    input: configOf,
  },
  {
    words: 'search',
    description: 'find configs by a text in their name or in their servers',
    options: [['--search-term <text>', 'the text'], ...LIST],
    operation: 'configs.search',
    input: (options: { readonly searchTerm?: string }) => ({
      search_term: needed(options.searchTerm, '--search-term'),
      ...listOf(options),
    }),
  },
  {
    words: 'export',
    description: 'write a config to a file',
    options: [...CONFIG, ['--output-file <file>', 'a new file; absent: stdout'], SECRETS_TOO],
    operation: 'configs.export',
    input: (options: { readonly includeSecrets?: true }) => ({
      ...configOf(options),
      include_secrets: options.includeSecrets === true,
    }),
    answer: exported,
  },
];
