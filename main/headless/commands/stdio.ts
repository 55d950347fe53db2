import { PassThrough, type Readable } from 'node:stream';
import { type Command, Option } from 'commander';
import { addDataOptions, invocationOf, type CommandNeeds, type Invocation } from '../leaf-command';
import { awaitStopSignal } from '../signals';

interface StdioOptions {
  readonly server?: string;
  readonly client?: string;
  readonly embedded?: true;
  readonly approvals?: 'deny' | 'allow-listed';
}

/** `stdio`: serves the client that started us. Nothing but the protocol is written to stdout. */
export function addStdioCommand(program: Command, needs: CommandNeeds): void {
  addDataOptions(program.command('stdio').description('serve one MCP client on stdin and stdout'))
    .option('--server <name>', 'offer this one server under its own names')
    .option('--client <id>', 'the client that was connected, to be named in messages')
    .option('--embedded', 'run a gateway of its own instead of joining the one that runs')
    .addOption(
      new Option(
        '--approvals <how>',
        'of a gateway of its own: calls that need a person where nobody is there',
      ).choices(['deny', 'allow-listed']),
    )
    .action(async function (this: Command) {
      needs.finish(await serveClient(needs, invocationOf<StdioOptions>(needs, this)));
    });
}

/** Serves the client on stdin and stdout until it leaves or we are told to stop; resolves with the exit code. */
export async function serveClient({ io, doors }: CommandNeeds, invocation: Invocation<StdioOptions>): Promise<number> {
  const { options, data, log } = invocation;
  const stopRequest = awaitStopSignal(io);
  const stdin = new PassThrough();
  io.stdin.pipe(stdin);
  io.stdin.once('close', () => stdin.end());
  // A client that is gone and a signal are the same to what runs behind: it ends in good order, its children first.
  void stopRequest.asked.then(() => leave(io.stdin, stdin));
  try {
    return await doors.serveStdio({
      ...data,
      stdin,
      stdout: io.stdout,
      log,
      ...(options.server === undefined ? {} : { server: options.server }),
      ...(options.client === undefined ? {} : { client: options.client }),
      ...(options.embedded === undefined ? {} : { embedded: true }),
      ...(options.approvals === undefined ? {} : { headlessApprovals: options.approvals }),
    });
  } finally {
    stopRequest.release();
  }
}

function leave(from: Readable, to: PassThrough): void {
  from.unpipe(to);
  to.end();
}
