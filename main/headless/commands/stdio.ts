import type { Command } from 'commander';
import { addDataOptions, invocationOf, type CommandNeeds } from '../leaf-command';

interface StdioOptions {
  readonly server?: string;
  readonly embedded?: true;
}

/** `stdio`: serves the client that started us. Nothing but the protocol is written to stdout. */
export function addStdioCommand(program: Command, needs: CommandNeeds): void {
  const { io, doors, finish } = needs;
  addDataOptions(program.command('stdio').description('serve one MCP client on stdin and stdout'))
    .option('--server <name>', 'offer this one server under its own names')
    .option('--embedded', 'run a gateway of its own instead of joining the one that runs')
    .action(async function (this: Command) {
      const { options, data, log } = invocationOf<StdioOptions>(needs, this);
      const code = await doors.serveStdio({
        ...data,
        stdin: io.stdin,
        stdout: io.stdout,
        log,
        ...(options.server === undefined ? {} : { server: options.server }),
        ...(options.embedded === undefined ? {} : { embedded: true }),
      });
      finish(code);
    });
}
