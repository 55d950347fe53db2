import { realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { DataChoice } from './data-choice';
import { resolveDataDirectory } from './gateway/config/data-directory';
import { resolveSocketPath } from './gateway/config/socket-path';
import { joinGateway, type JoinOutcome } from './gateway/inbound/join-gateway';
import { identityFrom } from './gateway/inbound/stdio-credentials';

export interface JoinRunningNeeds {
  /** Absolute path of the data directory, as `dataRoot` finds it. */
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly server?: string | undefined;
  readonly stdin: Readable;
  readonly stdout: Writable;
}

/** The data directory that was chosen, where it really lies. Nothing is made there. */
export async function dataRoot({ dataDirectory, env }: DataChoice): Promise<string> {
  const wanted = resolveDataDirectory({ option: dataDirectory, env, homedir: homedir() });
  return realpath(wanted).catch(() => wanted);
}

/** Relays a stdio client to the gateway that runs on a data directory, if one does. */
export async function joinRunning({ root, env, ...needs }: JoinRunningNeeds): Promise<JoinOutcome> {
  const path = await resolveSocketPath(root, join(root, 'run', 'gateway.sock'));
  return joinGateway({ path, identity: identityFrom(env), ...needs });
}
