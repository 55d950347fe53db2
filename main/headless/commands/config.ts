import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { ConfigReport } from '../../admin/config-admin';
import { EXIT } from '../exit-codes';
import { CONFIG, configOf } from '../identifiers';
import { addAnswerOptions, administering, answering, DRY_RUN, type Answer, type CommandNeeds } from '../leaf-command';
import { addOperationCommands } from '../operation-command';
import { readValue } from '../read-input';
import { describeProblem } from '../report-failure';
import { addImportCommand } from './config-import';
import { SERVER_COMMANDS } from './config-servers';
import { SET_COMMANDS } from './config-sets';
import { SETTING_COMMANDS } from './config-settings';

interface ValidateOptions {
  readonly configName?: string;
  readonly configId?: string;
}

/** `config …`: the configuration file, and the sets of servers in it. */
export function addConfigCommands(program: Command, needs: CommandNeeds): void {
  const group = program
    .command('config')
    .description('the configuration file, and the sets of servers in it')
    .enablePositionalOptions();
  addValidateCommand(group, needs);
  addAnswerOptions(group.command('path').description('print where the file is')).action(
    answering(needs, async ({ data }) => {
      const { config } = await needs.doors.openAdministration(data);
      return { facts: { path: config.path }, text: config.path };
    }),
  );
  addImportCommand(group, needs);
  addSettingCommands(group, needs);
  addOperationCommands(group, needs, [...SET_COMMANDS, ...SERVER_COMMANDS, ...SETTING_COMMANDS]);
}

function addValidateCommand(group: Command, needs: CommandNeeds): void {
  const command = group.command('validate [file]').description('name every problem with its place');
  for (const [flags, meaning] of CONFIG) command.option(flags, meaning);
  addAnswerOptions(command).action(
    answering<ValidateOptions>(needs, async ({ options, data }, file) => {
      if (options.configName !== undefined || options.configId !== undefined) {
        const operations = await needs.doors.openOperations(data);
        const report = await operations.run('configs.validate', configOf(options));
        return describeReport({
          path: `The config "${options.configName ?? options.configId}"`,
          ...(report as object),
        } as ConfigReport);
      }
      const { config } = await needs.doors.openAdministration(data);
      return describeReport(await config.validate(file === undefined ? undefined : resolve(needs.io.cwd, file)));
    }),
  );
}

/** Setting one thing works on a file that is not valid, too: that is how it is repaired. */
function addSettingCommands(group: Command, needs: CommandNeeds): void {
  const commands = [
    ['set <place> <value>', 'set one setting, such as listen.mcpPort 9000; repairs a file that is not valid'],
    ['unset <place>', 'take one setting away; repairs a file that is not valid'],
  ] as const;
  for (const [words, description] of commands) {
    const command = addAnswerOptions(group.command(words).description(description));
    command.option(...DRY_RUN).action(
      administering(needs, async ({ config }, _options, place = '', value) => {
        await (value === undefined ? config.unset(place) : config.set(place, readValue(value)));
        const { valid, problems } = await config.validate();
        const done = value === undefined ? `Took away ${place}` : `Set ${place}`;
        const left = valid ? [] : ['Still wrong:', ...problems.map(describeProblem)];
        return { facts: { place, valid, problems }, text: [done, ...left].join('\n') };
      }),
    );
  }
}

function describeReport(report: ConfigReport): Answer {
  const { path, valid, problems, counts } = report;
  if (valid) {
    const held = Object.entries(counts ?? {}).map(
      ([name, count]) => `${count} ${count === 1 ? name.slice(0, -1) : name}`,
    );
    return { facts: report, text: `${path} is valid${held.length === 0 ? '' : `: ${held.join(', ')}`}.` };
  }
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
  const text = [`${path} has ${count}:`, ...problems.map(describeProblem)].join('\n');
  return { facts: report, text, exitCode: EXIT.badConfiguration };
}
