import { Option, type Command } from 'commander';
import { GatewayError, UpstreamRpcError } from '../../../shared/errors/gateway-error';
import { isJsonObject } from '../../../shared/model/json-rpc';
import type { ServerListing } from '../../admin/server-admin';
import type { ServerTest } from '../../compose';
import { formatFacts, formatTable } from '../format-table';
import {
  addAnswerOptions,
  administering,
  answering,
  DRY_RUN,
  type Answer,
  type CommandNeeds,
  type DryRun,
} from '../leaf-command';
import { gather, gatherPairs } from '../parse-values';
import { addRunningCommands, type RunningCommand, textOf } from '../running-command';
import { serverSettings, type ServerSettingOptions } from '../server-settings';

interface ConfigOption {
  readonly config?: string;
}

/** `server …`: the MCP servers behind the gateway. */
export function addServerCommands(program: Command, needs: CommandNeeds): void {
  const group = program.command('server').description('the MCP servers behind the gateway').enablePositionalOptions();
  addAddCommand(group, needs);
  addListCommand(group, needs);
  addChangeCommands(group, needs);
  addTestCommand(group, needs);
  addToolsCommand(group, needs);
  addRunningCommands(group, needs, [RESTART, CALL]);
}

function addAddCommand(group: Command, needs: CommandNeeds): void {
  addAnswerOptions(configOption(group.command('add <name> [command...]').description('add a server')))
    .usage('<name> [options] -- <command> [args...]\n       … server add <name> [options] --url <url>')
    .option('--command <program>', 'program to start, instead of naming it after --')
    .option('--arg <value>', 'argument of the program; repeat it; may begin with a dash', gather)
    .option('--env <NAME=VALUE...>', 'environment of the program', gatherPairs)
    .option('--cwd <path>', 'directory the program starts in')
    .option('--url <url>', 'address of a server reached over HTTP')
    .option('--header <NAME=VALUE...>', 'header sent to that address', gatherPairs)
    .addOption(new Option('--transport <kind>', 'how to speak to it').choices(['auto', 'streamable-http', 'sse']))
    .option('--description <text>', 'what the server is for')
    .option(...DRY_RUN)
    .action(
      administering<ServerSettingOptions & ConfigOption & DryRun>(
        needs,
        async (admin, options, name = '', ...words) => {
          const settings = serverSettings(options, words, needs.io.cwd);
          const server = await admin.servers.add({ name, configId: options.config, settings });
          return { facts: server, text: `Added ${server.name} to the config "${server.configId}": ${server.target}` };
        },
      ),
    );
}

function addListCommand(group: Command, needs: CommandNeeds): void {
  addAnswerOptions(configOption(group.command('list').description('list the servers'))).action(
    answering<ConfigOption>(needs, async ({ options, data }) => {
      const administration = await needs.doors.openAdministration(data);
      const servers = await administration.servers.list({ configId: options.config });
      return { facts: servers, text: serverTable(servers) };
    }),
  );
}

function addChangeCommands(group: Command, needs: CommandNeeds): void {
  const changes = [
    ['remove', 'remove a server', 'Removed', 'from'],
    ['enable', 'let a server be used', 'Enabled', 'in'],
    ['disable', 'keep a server in the file, but out of use', 'Disabled', 'in'],
  ] as const;
  for (const [word, description, done, where] of changes) {
    const command = addAnswerOptions(configOption(group.command(`${word} <name>`).description(description)));
    command.option(...DRY_RUN).action(
      administering<ConfigOption & DryRun>(needs, async ({ servers }, options, name = '') => {
        const choice = { name, configId: options.config };
        const server =
          word === 'remove'
            ? await servers.remove(choice)
            : await servers.setEnabled({ ...choice, enabled: word === 'enable' });
        return { facts: server, text: `${done} ${server.name} ${where} the config "${server.configId}"` };
      }),
    );
  }
}

function addTestCommand(group: Command, needs: CommandNeeds): void {
  addAnswerOptions(
    configOption(group.command('test <name>').description('start a server and ask what it offers')),
  ).action(
    answering<ConfigOption>(needs, async ({ options, data, log }, name = '') => {
      const { config } = options;
      const choice = { ...data, log, server: name, ...(config === undefined ? {} : { config }) };
      return describeTest(await testServer(needs, choice));
    }),
  );
}

interface ViewOptions extends ConfigOption {
  readonly project?: string;
  readonly key?: string;
}

function addToolsCommand(group: Command, needs: CommandNeeds): void {
  addAnswerOptions(
    configOption(group.command('tools <name>').description('show which tools of a server are seen, and how')),
  )
    .option('--project <id>', 'as keys of this project see them')
    .option('--key <id>', 'as this key sees them')
    .action(
      answering<ViewOptions>(needs, async ({ options, data, log }, name = '') => {
        const { config, project, key } = options;
        const as = { ...(project === undefined ? {} : { project }), ...(key === undefined ? {} : { key }) };
        const choice = { server: name, ...as, ...(config === undefined ? {} : { config }) };
        const { offered } = await testServer(needs, { ...data, ...choice, log });
        return { facts: { server: name, ...as, tools: offered }, text: describeOffer(offered) };
      }),
    );
}

async function testServer(
  { doors }: CommandNeeds,
  choice: Parameters<CommandNeeds['doors']['testServer']>[0],
): Promise<ServerTest> {
  try {
    return await doors.testServer(choice);
  } catch (thrown) {
    if (!(thrown instanceof UpstreamRpcError)) throw thrown;
    const message = `${choice.server} answered with an error: ${thrown.message}`;
    throw new GatewayError('discovery_failed', message, { server: choice.server }, { cause: thrown });
  }
}

const ABSENCES = {
  'not-allowed': 'not allowed by',
  denied: 'denied by',
  hidden: 'hidden by',
  'name-taken': 'left out: its name is that of',
} as const;

function describeOffer(offered: ServerTest['offered']): string {
  if (offered.length === 0) return 'It offers no tools.';
  const rows = offered.map(({ name, shownAs, absence, changed = {}, annotations }) => {
    if (absence !== undefined) return [name, '—', `${ABSENCES[absence.reason]} ${absence.by}`];
    const said = Object.entries(changed).map(([member, origin]) => `${member} by ${origin}`);
    const claims = annotations === undefined ? [] : [JSON.stringify(annotations)];
    return [name, shownAs ?? '', [...said, ...claims].join(', ')];
  });
  return formatTable(['TOOL', 'SHOWN AS', 'WHY'], rows);
}

function configOption(command: Command): Command {
  return command.option('--config <id>', 'config the server belongs to (default: "default", or the only one)');
}

function serverTable(servers: readonly ServerListing[]): string {
  if (servers.length === 0) return 'No servers. Add one: secure-mcp-gateway server add <name> -- <command> [args…]';
  const rows = servers.map((server) => [
    server.name,
    server.configId,
    server.enabled ? 'enabled' : 'disabled',
    server.transport,
    server.target,
  ]);
  return formatTable(['NAME', 'CONFIG', 'STATE', 'TRANSPORT', 'TARGET'], rows);
}

function describeTest(test: ServerTest): Answer {
  const { server, era, protocolVersion, tools, startMs, pid } = test;
  const text = formatFacts([
    ['Server', server],
    ['Name', selfName(test.serverInfo)],
    ['Protocol', `${protocolVersion} (${era})`],
    ['Started in', `${Math.round(startMs)} ms`],
    ['Process', pid === undefined ? undefined : String(pid)],
    ['Tools', tools.length === 0 ? 'none' : `${tools.length}: ${tools.join(', ')}`],
  ]);
  return { facts: test, text };
}

/** Name and version, as far as the server gives them. */
function selfName(serverInfo: unknown): string {
  if (!isJsonObject(serverInfo)) return 'nothing';
  const words = [serverInfo['title'] ?? serverInfo['name'], serverInfo['version']];
  return words.filter((word) => typeof word === 'string').join(' ');
}

const RESTART: RunningCommand = {
  words: 'restart <name>',
  description: 'have the running gateway connect anew to a server; a program is started again',
  options: [['--config <id>', 'the config that has the server; default: every one']],
  ask: (admin, options, server = '') => admin.upstreams.restart({ server, config: textOf(options, 'config') }),
  text: ({ server }: { readonly server: string }) => `${server} is connected anew.`,
};

const CALL: RunningCommand = {
  words: 'call <name> <tool> [arguments]',
  description:
    'call a tool through the running gateway, judged and recorded like any call; arguments are a JSON object',
  options: [
    ['--project <id>', 'as a member of this project'],
    ['--key <id>', 'as whoever has this gateway key'],
  ],
  ask: (admin, options, server = '', tool = '', given = '{}') =>
    admin.tools.call({
      server,
      tool,
      arguments: readObject(given),
      project: textOf(options, 'project'),
      key: textOf(options, 'key'),
    }),
};

function readObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (isJsonObject(value)) return { ...value };
  } catch (cause) {
    throw new GatewayError('invalid_params', `The arguments are not JSON: ${(cause as Error).message}`, {}, { cause });
  }
  throw new GatewayError('invalid_params', 'The arguments must be a JSON object, such as {"path": "/tmp"}');
}
