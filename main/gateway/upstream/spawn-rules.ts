import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { BundledServer, StdioServer } from '../../../shared/config/upstream-server';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { ServerName } from '../../../shared/model/server';
import { CHILD_MARKER } from './child-journal';
import { findCommand } from './find-command';
import { resolveAt, type ResolveReferences } from './resolve-references';
import type { TokenInjection } from './token-environment';

const INHERITED = ['HOME', 'LOGNAME', 'PATH', 'SHELL', 'TERM', 'USER', 'LANG', 'LC_ALL', 'TMPDIR', 'TZ'];
const INHERITED_WINDOWS = [
  'APPDATA',
  'COMSPEC',
  'HOMEDRIVE',
  'HOMEPATH',
  'LOCALAPPDATA',
  'PATH',
  'PATHEXT',
  'PROCESSOR_ARCHITECTURE',
  'PROGRAMDATA',
  'PROGRAMFILES',
  'SYSTEMDRIVE',
  'SYSTEMROOT',
  'TEMP',
  'TMP',
  'USERNAME',
  'USERPROFILE',
  'WINDIR',
];
/** Launchers that may have to download the server first. */
const DOWNLOADERS = new Set([
  'npx',
  'npm',
  'pnpm',
  'yarn',
  'bunx',
  'bun',
  'uvx',
  'uv',
  'pipx',
  'docker',
  'podman',
  'deno',
]);

export interface SpawnPlan {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Resolved values that must not be repeated to anybody. */
  readonly secrets: readonly string[];
}

export interface SpawnRules {
  readonly environment: NodeJS.ProcessEnv;
  readonly loginPath: string | undefined;
  readonly marker: string;
  /** How a server that ships with us is started. */
  readonly bundledProgram: (name: 'echo') => Pick<SpawnPlan, 'command' | 'args'>;
  readonly resolveValue: ResolveReferences;
  /** The token that it gets, and how; never over what is configured. */
  readonly injection?: TokenInjection;
}

/** Decides what is run, where and with which environment; throws when that cannot work, saying why. */
export async function planSpawn(
  server: ServerName,
  config: StdioServer | BundledServer,
  rules: SpawnRules,
): Promise<SpawnPlan> {
  const secrets: string[] = [];
  const resolveValue = async (place: string, text: string) => {
    const value = await resolveAt(`${server}.${place}`, text, rules.resolveValue);
    if (value !== text && value.length > 0) secrets.push(value);
    return value;
  };
  const { injection } = rules;
  const env = { ...minimalEnvironment(rules), ...injection?.env };
  secrets.push(...Object.values(injection?.env ?? {}));
  for (const [name, text] of Object.entries(config.env)) env[name] = await resolveValue(`env.${name}`, text);
  const cwd = config.cwd ?? process.cwd();
  requireFolder(server, cwd);
  if ('bundled' in config) {
    // Our own program may be a desktop shell around Node; this makes it plain Node, and means nothing to Node itself.
    env['ELECTRON_RUN_AS_NODE'] = '1';
    return { ...rules.bundledProgram(config.bundled), env, cwd, secrets };
  }
  const args: string[] = [];
  for (const [index, text] of config.args.entries()) args.push(await resolveValue(`args[${index}]`, text));
  args.push(...(injection?.args ?? []));
  const path = env['PATH'] ?? '';
  const pathExt = process.platform === 'win32' ? (rules.environment['PATHEXT'] ?? '.EXE;.CMD;.BAT;.COM') : undefined;
  const command = findCommand(config.command, { cwd, path, ...(pathExt === undefined ? {} : { pathExt }) });
  if (command === undefined) throw commandMissing(server, config.command, path);
  return { command, args, env, cwd, secrets };
}

/** How long a server may take until its first answer. */
export function startTimeoutMs(config: StdioServer | BundledServer): number {
  if (config.startTimeout !== undefined) return config.startTimeout * 1_000;
  if ('bundled' in config) return 30_000;
  const launcher = basename(config.command.replaceAll('\\', '/')).replace(/\.(?:cmd|exe|bat)$/i, '');
  return DOWNLOADERS.has(launcher) ? 120_000 : 30_000;
}

function minimalEnvironment(rules: SpawnRules): Record<string, string> {
  const env: Record<string, string> = { [CHILD_MARKER]: rules.marker };
  const names = process.platform === 'win32' ? INHERITED_WINDOWS : INHERITED;
  for (const name of names) {
    const value = rules.environment[name];
    if (value !== undefined) env[name] = value;
  }
  if (rules.loginPath !== undefined) env['PATH'] = rules.loginPath;
  return env;
}

function requireFolder(server: ServerName, cwd: string): void {
  if (statSync(cwd, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new GatewayError('server_unavailable', `${server} cannot be started: its folder ${cwd} does not exist`, {
    server,
    cwd,
    notStarted: true,
  });
}

function commandMissing(server: ServerName, command: string, path: string): GatewayError {
  const where = command.includes('/') ? '' : `; PATH is ${path}`;
  return new GatewayError(
    'server_unavailable',
    `${server} cannot be started: the command "${command}" was not found or cannot be run${where}`,
    { server, command, notStarted: true },
  );
}
