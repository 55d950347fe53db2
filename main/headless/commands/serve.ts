import type { Command } from 'commander';
import { clientConfiguration } from '../client-configuration';
import type { House } from '../doors';
import { formatFacts } from '../format-table';
import { addAnswerOptions, invocationOf, print, type Answer, type CommandNeeds } from '../leaf-command';
import { parsePort } from '../parse-values';
import { awaitStopSignal } from '../signals';

interface ServeOptions {
  readonly host?: string;
  readonly port?: number;
  readonly adminPort?: number;
  readonly headless?: true;
}

/** How long requests under way may take to finish when the gateway is asked to stop. */
const STOP_DEADLINE_MS = 10_000;

/** `serve`: runs the gateway until it is told to stop. */
export function addServeCommand(program: Command, needs: CommandNeeds): void {
  addAnswerOptions(program.command('serve').description('run the gateway until SIGINT or SIGTERM'))
    .option('--host <address>', 'address to listen on (default: listen.host)')
    .option('--port <port>', 'MCP port, 0 lets the system choose (default: listen.mcpPort)', parsePort)
    .option('--admin-port <port>', 'admin port, 0 lets the system choose (default: listen.adminPort)', parsePort)
    .option('--headless', 'without a window; this program never opens one')
    .action(async function (this: Command) {
      await serve(needs, this);
    });
}

async function serve(needs: CommandNeeds, command: Command): Promise<void> {
  const { io, doors } = needs;
  const { options, data, log } = invocationOf<ServeOptions>(needs, command);
  const stopRequest = awaitStopSignal(io);
  try {
    const { dataDirectory } = await doors.openAdministration(data);
    const house = await doors.openHouse({
      ...data,
      log,
      offerDefault: true,
      ...(options.host === undefined ? {} : { host: options.host }),
      ...(options.port === undefined ? {} : { mcpPort: options.port }),
      ...(options.adminPort === undefined ? {} : { adminPort: options.adminPort }),
    });
    const isDefaultPlace = data.dataDirectory === undefined && !io.env['SECURE_MCP_GATEWAY_HOME'];
    print(io, greeting(house, { dataDirectory, isDefaultPlace, version: needs.version }), options.json === true);
    const signal = await stopRequest.asked;
    log.info(`${signal}: finishing requests under way, then stopping; send it again to stop at once`);
    await house.stop(STOP_DEADLINE_MS);
    needs.finish(0);
  } finally {
    stopRequest.release();
  }
}

function greeting(
  house: House,
  place: { readonly dataDirectory: string; readonly isDefaultPlace: boolean; readonly version: string },
): Answer {
  const { addresses, consoleUrl, firstKey } = house;
  const { dataDirectory, isDefaultPlace, version } = place;
  const configuration = clientConfiguration({
    addresses,
    key: firstKey,
    dataDirectory: isDefaultPlace ? undefined : dataDirectory,
  });
  const facts = { version, addresses, consoleUrl, dataDirectory, clientConfiguration: configuration };
  const text = [
    `Secure MCP Gateway ${version} is running.`,
    '',
    formatFacts([
      ['MCP', addresses.mcp],
      ['Admin', addresses.admin],
      ['Console', consoleUrl],
      ['Data', dataDirectory],
    ]),
    '',
    ...keyLines(firstKey),
    '',
    'For a client that speaks HTTP:',
    JSON.stringify(configuration.http, undefined, 2),
    '',
    'For a client that starts a program:',
    JSON.stringify(configuration.stdio, undefined, 2),
  ].join('\n');
  return { facts: firstKey === undefined ? facts : { ...facts, firstKey }, text };
}

function keyLines(firstKey: string | undefined): readonly string[] {
  if (firstKey === undefined) {
    return ['Clients use the gateway keys you have; `secure-mcp-gateway key create` makes another.'];
  }
  return ['Gateway key. It is shown this once and never again; the gateway keeps only a hash:', '', `  ${firstKey}`];
}
