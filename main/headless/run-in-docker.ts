import { spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { GatewayError } from '../../shared/errors/gateway-error';
import type { Io } from './io';

const IMAGE = 'secure-mcp-gateway';
const DATA = '/data';
/** Told to the container where they are set here. */
const PASSED_ON = /^(?:SECURE_MCP_GATEWAY_(?!HOME$)\w+|ENKRYPT_\w+|MCP_TRANSPORT)$/;

/** What stands before a command: whether it is to be run in a container, and in which. */
export interface DockerChoice {
  readonly image: string;
  readonly argv: readonly string[];
}

/** `undefined`: the command runs here. Everything after `--` belongs to somebody else. */
export function dockerChoice(argv: readonly string[]): DockerChoice | undefined {
  const own = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
  const at = own.findIndex((word) => word === '--docker');
  if (at < 0) return undefined;
  const imageAt = own.findIndex((word) => word === '--docker-image' || word.startsWith('--docker-image='));
  const given = imageAt < 0 ? undefined : own[imageAt]!.split('=', 2)[1];
  const image = imageAt < 0 ? IMAGE : (given ?? own[imageAt + 1]);
  if (image === undefined || image === '' || image.startsWith('-')) {
    throw new GatewayError('invalid_params', '--docker-image needs the name of an image');
  }
  const isGone = (index: number): boolean =>
    index === at || index === imageAt || (imageAt >= 0 && given === undefined && index === imageAt + 1);
  return { image, argv: argv.filter((_, index) => !isGone(index)) };
}

/** Arguments of `docker` that run a command on this user’s data directory. */
export function dockerArguments({ image, argv }: DockerChoice, env: NodeJS.ProcessEnv, isTerminal: boolean) {
  const home = env['SECURE_MCP_GATEWAY_HOME'];
  const data = home === undefined || home === '' ? join(homedir(), '.secure-mcp-gateway') : home;
  const names = Object.keys(env).filter((name) => PASSED_ON.test(name));
  const user = process.getuid === undefined ? [] : ['--user', `${process.getuid()}:${process.getgid?.() ?? 0}`];
  return [
    'run',
    '--rm',
    '-i',
    ...(isTerminal ? ['-t'] : []),
    ...user,
    '-v',
    `${data}:${DATA}`,
    '-e',
    `SECURE_MCP_GATEWAY_HOME=${DATA}`,
    // By name alone: their values stand on no command line.
    ...names.flatMap((name) => ['-e', name]),
    '--entrypoint',
    'secure-mcp-gateway',
    image,
    ...argv,
  ];
}

/** Runs a command in a container; resolves with its exit code. */
export async function runInDocker(choice: DockerChoice, { env, stdin }: Pick<Io, 'env' | 'stdin'>): Promise<number> {
  const isTerminal = (stdin as { readonly isTTY?: boolean }).isTTY === true;
  const child = spawn('docker', dockerArguments(choice, env, isTerminal), { stdio: 'inherit', env });
  return new Promise((resolve, reject) => {
    child.once('error', (cause: NodeJS.ErrnoException) => {
      const why = cause.code === 'ENOENT' ? 'docker is not installed, or not on the PATH' : cause.message;
      reject(new GatewayError('unavailable', `--docker: ${why}`, {}, { cause }));
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
