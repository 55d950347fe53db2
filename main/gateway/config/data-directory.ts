import { constants } from 'node:fs';
import { access, chmod, lstat, mkdir, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { describeCause, isErrno } from '../../../shared/errors/errno';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { Logger } from '../ports/logger';
import { resolveSocketPath } from './socket-path';

/** Absolute paths of everything the gateway keeps. */
export interface DataDirectory {
  readonly root: string;
  readonly config: string;
  readonly state: string;
  readonly vault: string;
  readonly activity: string;
  readonly run: string;
  /** Unix socket or Windows named pipe. */
  readonly socket: string;
  readonly runtimeFile: string;
  readonly backups: string;
  readonly childJournal: string;
}

const PRIVATE = 0o700;

/** What we put there. A directory with anything else is not ours to close: it may be `/tmp` or somebody's home. */
const OURS =
  /^(?:config\.json.*|state\.json.*|vault\.json.*|activity.*|run|backups|bin|clients|desktop|start\.lock|children\.json.*|gateway\..*|config-.*|smg-.*)$/;

/** Where the data directory is: the option, else SECURE_MCP_GATEWAY_HOME, else `.secure-mcp-gateway` at home. */
export function resolveDataDirectory(sources: {
  readonly option?: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly homedir: string;
}): string {
  const { option, env, homedir } = sources;
  if (option === '') throw new GatewayError('invalid_params', 'The data directory must not be empty');
  const given = option ?? (env['SECURE_MCP_GATEWAY_HOME'] || undefined);
  if (given === undefined) return join(homedir, '.secure-mcp-gateway');
  // Client configurations start programs without a shell, so nobody else expands the tilde.
  return resolve(/^~(?=$|[/\\])/.test(given) ? join(homedir, given.slice(1)) : given);
}

/** Creates what is missing, private to this user; throws `operation_failed` naming the path and the cause. */
export async function prepareDataDirectory(path: string, log?: Logger): Promise<DataDirectory> {
  await makePrivate(path, log);
  const root = await realpath(path);
  const directories = { activity: join(root, 'activity'), run: join(root, 'run'), backups: join(root, 'backups') };
  for (const directory of Object.values(directories)) await makePrivate(directory, log);
  return {
    ...directories,
    root,
    config: join(root, 'config.json'),
    state: join(root, 'state.json'),
    vault: join(root, 'vault.json'),
    socket: await resolveSocketPath(root, join(directories.run, 'gateway.sock')),
    runtimeFile: join(directories.run, 'gateway.json'),
    childJournal: join(directories.run, 'children.json'),
  };
}

/** Makes a directory that only this user may enter, or tightens one that is there. */
async function makePrivate(path: string, log: Logger | undefined): Promise<void> {
  try {
    await makeWithParents(path);
  } catch (cause) {
    throw unusable(path, 'created', cause);
  }
  try {
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw unusable(path, 'read and written', cause);
  }
  if (process.platform !== 'win32') await tighten(path, log);
}

/** One at a time: told to make parents too, Node never comes back from places such as /proc. */
async function makeWithParents(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: PRIVATE });
  } catch (cause) {
    if (isErrno(cause, 'EEXIST') && (await stat(path)).isDirectory()) return;
    const hasParent = await stat(dirname(path)).then(
      () => true,
      () => false,
    );
    if (hasParent || !isErrno(cause, 'ENOENT')) throw cause;
    await makeWithParents(dirname(path));
    await mkdir(path, { mode: PRIVATE });
  }
}

async function tighten(path: string, log: Logger | undefined): Promise<void> {
  const stats = await lstat(await realpath(path));
  if ((stats.mode & 0o077) === 0) return;
  const strangers = (await readdir(path)).filter((name) => !OURS.test(name));
  if (strangers.length > 0) {
    const message = `The data directory ${path} is open to other users and holds other files, such as ${strangers[0]}; choose one of its own`;
    throw new GatewayError('operation_failed', message, { path });
  }
  try {
    await chmod(path, PRIVATE);
    log?.warn('The data directory was open to other users and has been closed', {
      path,
      mode: (stats.mode & 0o777).toString(8),
    });
  } catch (cause) {
    throw unusable(path, 'closed to other users', cause);
  }
}

function unusable(path: string, what: string, cause: unknown): GatewayError {
  const message = `The data directory ${path} cannot be ${what}: ${describeCause(cause)}`;
  return new GatewayError('operation_failed', message, { path }, { cause });
}
