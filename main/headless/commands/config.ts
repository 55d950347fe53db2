import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { ConfigReport } from '../../admin/config-admin';
import { EXIT } from '../exit-codes';
import { addAnswerOptions, answering, type Answer, type CommandNeeds } from '../leaf-command';
import { describeProblem } from '../report-failure';
import { addImportCommand } from './config-import';

/** `config …`: the configuration file. */
export function addConfigCommands(program: Command, needs: CommandNeeds): void {
  const group = program.command('config').description('the configuration file').enablePositionalOptions();
  addAnswerOptions(group.command('validate [file]').description('name every problem of a file with its place')).action(
    answering(needs, async ({ data }, file) => {
      const { config } = await needs.doors.openAdministration(data);
      return describeReport(await config.validate(file === undefined ? undefined : resolve(needs.io.cwd, file)));
    }),
  );
  addAnswerOptions(group.command('path').description('print where the file is')).action(
    answering(needs, async ({ data }) => {
      const { config } = await needs.doors.openAdministration(data);
      return { facts: { path: config.path }, text: config.path };
    }),
  );
  addImportCommand(group, needs);
}

function describeReport(report: ConfigReport): Answer {
  const { path, valid, problems, counts } = report;
  if (valid) {
    const held = Object.entries(counts ?? {}).map(
      ([name, count]) => `${count} ${count === 1 ? name.slice(0, -1) : name}`,
    );
    return { facts: report, text: `${path} is valid: ${held.join(', ')}.` };
  }
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
  const text = [`${path} has ${count}:`, ...problems.map(describeProblem)].join('\n');
  return { facts: report, text, exitCode: EXIT.badConfiguration };
}
