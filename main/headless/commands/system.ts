import type { Command } from 'commander';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { needed } from '../identifiers';
import { addAnswerOptions, answering, invocationOf, type CommandNeeds } from '../leaf-command';
import { addOperationCommands, type OperationCommand } from '../operation-command';
import { parsePort } from '../parse-values';
import { readObject, readText } from '../read-input';
import { exported, SECRETS_TOO } from './config-exchange';
import { serveWith } from './serve';

const COMMANDS: readonly OperationCommand[] = [
  {
    words: 'health-check',
    description: 'say what is configured, and what is not as it should be',
    operation: 'system.health',
    input: () => ({}),
  },
  {
    words: 'backup',
    description: 'write the configuration to a file; the vault is not part of it',
    options: [['--output-file <file>', 'a new file; absent: stdout'], SECRETS_TOO],
    operation: 'system.backup',
    input: (options: { readonly includeSecrets?: true }) => ({ include_secrets: options.includeSecrets === true }),
    answer: exported,
  },
  {
    words: 'restore',
    description: 'put a backup in place of the configuration, if it is valid',
    options: [['--input-file <file>', 'what backup wrote']],
    operation: 'system.restore',
    changes: true,
    input: async (options: { readonly inputFile?: string }, { io }: CommandNeeds) => {
      const file = needed(options.inputFile, '--input-file');
      return { backup: readObject(await readText(io.cwd, file), file) };
    },
  },
  {
    words: 'reset',
    description: 'begin the configuration anew: no servers, no keys; the earlier state is kept in backups',
    options: [['--confirm', 'yes, everything configured goes']],
    operation: 'system.reset',
    changes: true,
    input: (options: { readonly confirm?: true }) => {
      if (options.confirm === true) return { confirm: true };
      throw new GatewayError('invalid_params', 'Everything configured goes; say --confirm if that is meant');
    },
  },
];

interface StartOptions {
  readonly host?: string;
  readonly port?: number;
  readonly reload?: true;
}

interface StopOptions {
  readonly port?: number;
  readonly force?: true;
}

/** `system …`: the configuration as a whole, and the gateway that answers the API. */
export function addSystemCommands(program: Command, needs: CommandNeeds): void {
  const group = program.command('system').description('the configuration as a whole').enablePositionalOptions();
  addOperationCommands(group, needs, COMMANDS);
  addAnswerOptions(group.command('start-api').description('run the gateway, which answers the API: the same as serve'))
    .option('--host <address>', 'address to listen on (default: listen.host)')
    .option('--port <port>', 'port of the API (default: listen.adminPort)', parsePort)
    .option('--reload', 'changes nothing: the configuration is always read anew when it changes')
    .action(async function (this: Command) {
      const { options, ...rest } = invocationOf<StartOptions>(needs, this);
      const { port, reload: _, ...others } = options;
      rest.log.info('The API is part of the gateway: this is the same as `secure-mcp-gateway serve`');
      await serveWith(needs, { options: { ...others, ...(port === undefined ? {} : { adminPort: port }) }, ...rest });
    });
  addAnswerOptions(
    group.command('stop-api').description('stop the gateway of this data directory, and no other process'),
  )
    .option('--port <port>', 'only if its API is at this port', parsePort)
    .option('--force', 'end it if it does not stop by itself')
    .action(
      answering<StopOptions>(needs, async ({ options, data }) => {
        const { port, force } = options;
        const status = await needs.doors.readRunningStatus(data);
        if (status !== undefined && port !== undefined && new URL(status.addresses.admin).port !== String(port)) {
          const message = `The gateway of this data directory answers at ${status.addresses.admin}, not at port ${port}`;
          throw new GatewayError('unavailable', message);
        }
        const { pid } = await needs.doors.stopRunning({ ...data, kill: force === true });
        return { facts: { pid, stopped: true }, text: `The gateway (pid ${pid}) has stopped, and its API with it` };
      }),
    );
}
