import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataChoice } from './data-choice';
import { refuseLines } from './gateway/inbound/refuse-lines';
import { dataRoot, joinRunning } from './join-running';

export interface AloneOptions extends DataChoice {
  readonly server?: string | undefined;
  /** Whose entry it was, for messages. */
  readonly client?: string | undefined;
  /** Absolute path of the desktop program, which is started when no gateway runs. */
  readonly desktop?: string | undefined;
  readonly stdin: Readable;
  readonly stdout: Writable;
  /** Says to people why a client is not served. */
  readonly say: (text: string) => void;
  /** How long a desktop that starts is waited for: less than the ten seconds that the most impatient client waits. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 8_000;
const RETRY_MS = 150;
/** The client’s own settings, which are none of the desktop’s. */
const OF_THE_CLIENT = [
  'ENKRYPT_GATEWAY_KEY',
  'SECURE_MCP_GATEWAY_KEY',
  'ENKRYPT_PROJECT_ID',
  'ENKRYPT_USER_ID',
  'NODE_OPTIONS',
  'ELECTRON_RUN_AS_NODE',
];

/**
 * Serves one client from a program that carries no gateway: joins the one that runs, else starts the desktop and joins
 * that. Why neither is possible is told to the client in answer to its requests. Resolves with the exit code.
 */
export async function serveAlone(options: AloneOptions): Promise<number> {
  const { stdin, stdout, client, say } = options;
  try {
    const outcome = await joinOrStart(options);
    if (outcome === 'gateway-left') say('The gateway that this client was connected to has stopped');
    return outcome === 'client-left' ? 0 : 1;
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message : String(failure);
    const advice = client === undefined ? '' : `. If that stays so, repair the connection of ${client}`;
    say(`${reason}${advice}`);
    await refuseLines(`${reason}${advice}`, { stdin, stdout });
    return 1;
  }
}

async function joinOrStart(options: AloneOptions): Promise<'client-left' | 'gateway-left'> {
  const { env, server, stdin, stdout, desktop, patienceMs = PATIENCE_MS } = options;
  const root = await dataRoot(options);
  const join = () => joinRunning({ root, env, server, stdin, stdout });
  const outcome = await join();
  if (outcome !== 'nobody-there') return outcome;
  if (desktop === undefined)
    throw new Error(`No gateway runs with the data directory ${root}; start Secure MCP Gateway`);
  if (!existsSync(desktop))
    throw new Error(`Secure MCP Gateway does not run, and ${desktop} is gone; install it again`);
  const started = startDesktop(desktop, env, root);
  const until = performance.now() + patienceMs;
  while (performance.now() < until) {
    // What the client has sent meanwhile waits in its pipe.
    await sleep(RETRY_MS);
    const later = await join();
    if (later !== 'nobody-there') return later;
    if (started.failure !== undefined) throw new Error(`Secure MCP Gateway does not run, and ${started.failure}`);
  }
  throw new Error(`Secure MCP Gateway was started, but did not answer within ${patienceMs / 1_000} seconds`);
}

interface StartedDesktop {
  /** Why it will not come; absent: it runs, or has handed on to one that does. */
  readonly failure: string | undefined;
}

/** Starts it without a window. It outlives the client. */
function startDesktop(desktop: string, given: NodeJS.ProcessEnv, root: string): StartedDesktop {
  const started: { failure: string | undefined; child: ChildProcess } = {
    failure: undefined,
    child: spawn(desktop, ['--hidden'], {
      detached: true,
      stdio: 'ignore',
      env: { ...withoutClientSettings(given), SECURE_MCP_GATEWAY_HOME: root },
    }),
  };
  started.child.unref();
  started.child.once('error', (failure) => (started.failure = `${desktop} did not start: ${failure.message}`));
  started.child.once('exit', (code, signal) => {
    if (code !== 0) started.failure = `${desktop} ended at once (${signal ?? `code ${code}`})`;
  });
  return started;
}

const withoutClientSettings = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !OF_THE_CLIENT.includes(name)));
