import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Authority } from './certificates';
import { freePort } from './free-port';

/** Whether this machine has a real Redis. */
export const hasRedis = spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status === 0;

export interface RedisServer {
  readonly port: number;
  /** Kills it at once and waits until it is gone. */
  kill(): Promise<void>;
  /** Starts it again on the same port, empty. */
  start(): Promise<void>;
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

export interface RedisChoice {
  readonly password?: string;
  /** Lines of its configuration. */
  readonly lines?: readonly string[];
  /** Speaks TLS alone, with a certificate of this authority, and wants one from the client. */
  readonly authority?: Authority;
}

const START_WITHIN_MS = 5_000;

/** A real Redis on a free port, in memory alone. */
export async function startRedis({ password, lines = [], authority }: RedisChoice = {}): Promise<RedisServer> {
  const directory = await mkdtemp(join(tmpdir(), 'smg-redis-'));
  const port = await freePort();
  const file = join(directory, 'redis.conf');
  const ports = authority === undefined ? [`port ${port}`] : await tlsLines(authority, { directory, port });
  const own = ['bind 127.0.0.1', 'save ""', 'appendonly no', `dir ${directory}`, 'daemonize no', 'loglevel warning'];
  const guard = password === undefined ? [] : [`requirepass ${password}`];
  await writeFile(file, [...own, ...ports, ...guard, ...lines].join('\n'));
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    child = spawn('redis-server', [file], { stdio: 'ignore' });
    for (const until = Date.now() + START_WITHIN_MS; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
      if (await isOpen(port)) return;
      if (Date.now() > until) throw new Error('redis-server did not start');
    }
  }

  async function kill(): Promise<void> {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  await start();
  return {
    port,
    start,
    kill,
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    async stop() {
      await kill();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function tlsLines(authority: Authority, { directory, port }: { directory: string; port: number }) {
  const { cert, key } = await authority.issueForServer();
  const paths = {
    cert: join(directory, 'server.pem'),
    key: join(directory, 'server.key'),
    ca: join(directory, 'ca.pem'),
  };
  await Promise.all([writeFile(paths.cert, cert), writeFile(paths.key, key), writeFile(paths.ca, authority.cert)]);
  const files = [`tls-cert-file ${paths.cert}`, `tls-key-file ${paths.key}`, `tls-ca-cert-file ${paths.ca}`];
  return ['port 0', `tls-port ${port}`, ...files];
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });
}
