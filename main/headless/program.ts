import { Command, CommanderError } from 'commander';
import { GatewayError } from '../../shared/errors/gateway-error';
import { addAdminKeyCommands } from './commands/admin-key';
import { addActivityCommands } from './commands/activity';
import { addApprovalsCommands } from './commands/approvals';
import { addClientCommands, addInstallCommand } from './commands/client';
import { addCompletionCommand } from './commands/completion';
import { addConfigCommands } from './commands/config';
import { addConsoleCommand } from './commands/console';
import { addDoctorCommand } from './commands/doctor';
import { addGenerateConfigCommand } from './commands/generate-config';
import { addInspectCommand } from './commands/inspect';
import { addKeyCommands } from './commands/key';
import { addOAuthCommands } from './commands/oauth';
import { addRunningGroups } from './commands/operation';
import { addPauseCommands } from './commands/pause';
import { addPolicyCommands } from './commands/policy';
import { addProjectCommands } from './commands/project';
import { addSecretCommands } from './commands/secret';
import { addServeCommand } from './commands/serve';
import { addServerCommands } from './commands/server';
import { addStatusCommand } from './commands/status';
import { addStdioCommand } from './commands/stdio';
import { addSystemCommands } from './commands/system';
import { addUserCommands } from './commands/user';
import type { CommandNeeds } from './leaf-command';
import { dockerChoice, runInDocker } from './run-in-docker';
import { reportFailure } from './report-failure';

/** Commands that have commands of their own. */
const GROUPS =
  'server key admin-key config project user system policy approvals activity secret oauth cache sessions client'.split(
    ' ',
  );

/** Runs one command line (without program names); resolves with the exit code and never rejects. */
export async function runProgram(argv: readonly string[], needs: Omit<CommandNeeds, 'finish'>): Promise<number> {
  const { io } = needs;
  let exitCode = 0;
  const finish = (code: number): void => {
    exitCode = code;
  };
  const usage: string[] = [];
  const program = createProgram({ ...needs, finish }, (text) => usage.push(text));
  const own = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
  const form = {
    json: own.includes('--json') && !givesStdoutToProtocol(own[0], io.env),
    stack: own.includes('--log-level=debug') || own[own.indexOf('--log-level') + 1] === 'debug',
    operation: own.slice(0, GROUPS.includes(own[0] ?? '') ? 2 : 1).join(' '),
  };
  try {
    const inDocker = dockerChoice(argv);
    if (inDocker !== undefined) return await runInDocker(inDocker, io);
    if (argv.length === 0) program.outputHelp();
    else await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) return reportFailure(thrown, io, form);
    // Asking for help or for the version is no failure.
    if (thrown.exitCode === 0) return 0;
    return reportFailure(new GatewayError('invalid_params', usageMessage(thrown, usage)), io, form);
  }
}

function createProgram(needs: CommandNeeds, onUsageError: (text: string) => void): Command {
  const { io } = needs;
  const program = new Command('secure-mcp-gateway')
    .description('A security gateway for the Model Context Protocol.')
    .version(needs.version)
    .option('--docker', 'run the command in a container, on the same data directory')
    .option('--docker-image <name>', 'the image to run it in (default: secure-mcp-gateway)')
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: onUsageError });
  addServeCommand(program, needs);
  addStdioCommand(program, needs);
  addServerCommands(program, needs);
  addKeyCommands(program, needs);
  addAdminKeyCommands(program, needs);
  addClientCommands(program, needs);
  addInstallCommand(program, needs);
  addSecretCommands(program, needs);
  addOAuthCommands(program, needs);
  addConfigCommands(program, needs);
  addProjectCommands(program, needs);
  addUserCommands(program, needs);
  addSystemCommands(program, needs);
  addGenerateConfigCommand(program, needs);
  addPolicyCommands(program, needs);
  addInspectCommand(program, needs);
  addApprovalsCommands(program, needs);
  addPauseCommands(program, needs);
  addActivityCommands(program, needs);
  addStatusCommand(program, needs);
  addConsoleCommand(program, needs);
  addRunningGroups(program, needs);
  addDoctorCommand(program, needs);
  addCompletionCommand(program, (text) => io.stdout.write(text));
  return program;
}

/** Whatever else is asked: a client that reads MCP there cannot read anything else. */
function givesStdoutToProtocol(command: string | undefined, env: NodeJS.ProcessEnv): boolean {
  return command === 'stdio' || (command === 'serve' && env['MCP_TRANSPORT'] === 'stdio');
}

/** Commander's sentence without its prefix; for a group without a command, the group's help. */
function usageMessage(error: CommanderError, usage: readonly string[]): string {
  const said =
    error.code === 'commander.help' ? `A command is missing\n\n${usage.join('')}` : usage.join('') || error.message;
  const bare = said.replace(/^error: /, '').trim();
  return bare.charAt(0).toUpperCase() + bare.slice(1);
}
