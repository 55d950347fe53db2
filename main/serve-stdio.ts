import type { Readable, Writable } from 'node:stream';
import { type DataChoice, directoryOf } from './data-choice';
import type { Logger } from './gateway/ports/logger';

export interface StdioOptions extends DataChoice {
  readonly server?: string;
  /** Whose entry it was, for messages. */
  readonly client?: string;
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly log: Logger;
  /** Of a gateway of its own: overrides `approvals.headless`. */
  readonly headlessApprovals?: 'deny' | 'allow-listed';
  /** Run a gateway of its own even if one runs that could be joined. */
  readonly embedded?: boolean;
}

/**
 * Serves one client until it leaves, through the running gateway or one of its own; resolves with the exit code. Why
 * neither is possible is told to the client, in answer to its requests, and then thrown.
 */
export async function serveStdio(options: StdioOptions): Promise<number> {
  const { stdin, stdout } = options;
  try {
    return await joinOrEmbed(options);
  } catch (failure) {
    const { refuseLines } = await import('./gateway/inbound/refuse-lines');
    const reason = failure instanceof Error ? failure.message : String(failure);
    const advice =
      options.client === undefined ? '' : `. If that stays so: secure-mcp-gateway client repair ${options.client}`;
    await refuseLines(`${reason}${advice}`, { stdin, stdout });
    throw failure;
  }
}

async function joinOrEmbed(options: StdioOptions): Promise<number> {
  const { joinGateway } = await import('./gateway/inbound/join-gateway');
  const { identityFrom } = await import('./gateway/inbound/stdio-credentials');
  const { env, server, stdin, stdout, log } = options;
  const directory = await directoryOf(options, log);
  if (options.embedded !== true) {
    const outcome = await joinGateway({ path: directory.socket, identity: identityFrom(env), server, stdin, stdout });
    if (outcome === 'client-left') return 0;
    if (outcome === 'gateway-left') {
      log.error('The gateway that this client was connected to has stopped');
      return 1;
    }
  }
  const { serveEmbedded } = await import('./serve-embedded');
  return serveEmbedded(options);
}
