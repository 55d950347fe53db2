import { type Command, Option } from 'commander';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { greeting } from '../greeting';
import { addAnswerOptions, invocationOf, print, type CommandNeeds, type Invocation } from '../leaf-command';
import { mcpTransport } from '../mcp-transport';
import { parsePort } from '../parse-values';
import type { House } from '../doors';
import { awaitStopSignal } from '../signals';
import { watchApprovals } from '../watch-approvals';
import { serveClient } from './stdio';

interface ServeOptions {
  readonly host?: string;
  readonly port?: number;
  readonly adminPort?: number;
  readonly headless?: true;
  readonly firstConfig?: string;
  readonly quiet?: true;
  readonly approvals?: 'deny' | 'allow-listed' | 'terminal';
}

/** How long requests under way may take to finish when the gateway is asked to stop. */
const STOP_DEADLINE_MS = 10_000;

/** `serve`: runs the gateway until it is told to stop. */
export function addServeCommand(program: Command, needs: CommandNeeds): void {
  addAnswerOptions(program.command('serve').description('run the gateway until it is told to stop'))
    .option('--host <address>', 'address to listen on (default: listen.host)')
    .option('--port <port>', 'MCP port, 0 lets the system choose (default: listen.mcpPort)', parsePort)
    .option('--admin-port <port>', 'admin port, 0 lets the system choose (default: listen.adminPort)', parsePort)
    .option('--first-config <file>', 'begin with a copy of this file where there is no configuration')
    .option('--quiet', 'print no key, no link and nothing to paste: for services, whose output others read')
    .option('--headless', 'without a window; this program never opens one')
    .addOption(
      new Option(
        '--approvals <how>',
        'calls that need a person where nobody is there to ask; terminal: ask here',
      ).choices(['deny', 'allow-listed', 'terminal']),
    )
    .action(async function (this: Command) {
      await serveWith(needs, invocationOf<ServeOptions>(needs, this));
    });
}

/** Runs the gateway until a signal comes. */
export async function serveWith(needs: CommandNeeds, invocation: Invocation<ServeOptions>): Promise<void> {
  const { io, doors } = needs;
  if (mcpTransport(io.env) === 'stdio') return serveOverStdio(needs, invocation);
  const { options, data, log } = invocation;
  const { approvals } = options;
  const stopRequest = awaitStopSignal(io);
  try {
    const { dataDirectory } = await doors.openAdministration(data);
    const house = await doors.openHouse({
      ...data,
      log,
      ...firstConfiguration(options),
      lineOutput: io.stdout,
      ...(options.host === undefined ? {} : { host: options.host }),
      ...(options.port === undefined ? {} : { mcpPort: options.port }),
      ...(options.adminPort === undefined ? {} : { adminPort: options.adminPort }),
      ...(approvals === undefined || approvals === 'terminal' ? {} : { headlessApprovals: approvals }),
    });
    const isDefaultPlace = data.dataDirectory === undefined && !io.env['SECURE_MCP_GATEWAY_HOME'];
    const place = { dataDirectory, isDefaultPlace, version: needs.version, ownCommand: io.ownCommand };
    if (options.quiet === true) log.info(`Secure MCP Gateway ${needs.version} is running`, { ...house.addresses });
    else print(io, greeting(house, place), options.json === true);
    const watched = new AbortController();
    const watching = approvals === 'terminal' ? askHere(house, needs, watched.signal) : Promise.resolve();
    const signal = await stopRequest.asked;
    watched.abort();
    await watching;
    log.info(`${signal}: finishing requests under way, then stopping; send it again to stop at once`);
    await house.stop(STOP_DEADLINE_MS);
    log.info('stopped');
    needs.finish(0);
  } finally {
    stopRequest.release();
  }
}

/** A key that nobody is shown would be of no use, so a quiet gateway makes none. */
function firstConfiguration({ firstConfig, quiet }: ServeOptions) {
  if (firstConfig !== undefined) return { firstConfig };
  return { offerDefault: quiet !== true };
}

/** Results go to stdout, so people are asked on stderr. */
async function askHere({ approvals }: House, { io }: CommandNeeds, signal: AbortSignal): Promise<void> {
  const { stdin: input, stderr: output, now } = io;
  await watchApprovals({ approvals, input, output, now, signal });
}

async function serveOverStdio(needs: CommandNeeds, { options, ...rest }: Invocation<ServeOptions>): Promise<void> {
  const { host, port, adminPort, firstConfig, approvals, ...common } = options;
  const given = Object.entries({
    '--host': host,
    '--port': port,
    '--admin-port': adminPort,
    '--first-config': firstConfig,
  });
  const [unfit] = given.find(([, value]) => value !== undefined) ?? [];
  if (unfit !== undefined) {
    throw new GatewayError('invalid_params', `${unfit} is for HTTP, but MCP_TRANSPORT is "stdio"`);
  }
  if (approvals === 'terminal') {
    throw new GatewayError(
      'invalid_params',
      'Nobody can be asked here: MCP_TRANSPORT is "stdio", and stdin is the protocol’s',
    );
  }
  const headless = approvals === undefined ? {} : { approvals };
  needs.finish(await serveClient(needs, { options: { ...common, ...headless }, ...rest }));
}
