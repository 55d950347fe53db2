import type { Command } from 'commander';
import { addAnswerOptions, answering, type CommandNeeds } from '../leaf-command';

/** `generate-config`: a first configuration, as the first start makes it. */
export function addGenerateConfigCommand(program: Command, needs: CommandNeeds): void {
  addAnswerOptions(program.command('generate-config').description('make a first configuration that works at once'))
    .option('--overwrite', 'in place of the one that is there, which is kept in backups')
    .action(
      answering<{ readonly overwrite?: true }>(needs, async ({ options, data }) => {
        const { config } = await needs.doors.openAdministration(data);
        const key = await config.generate({ overwrite: options.overwrite === true });
        const told = 'Its gateway key is shown this once and never again; the gateway keeps only a hash:';
        return { facts: { path: config.path, key }, text: `Made ${config.path}. ${told}\n\n  ${key}` };
      }),
    );
}
