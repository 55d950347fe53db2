import { connect, type Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { readFirstLine } from './read-first-line';
import type { StdioIdentity } from './stdio-credentials';

export interface JoinNeeds {
  readonly path: string;
  readonly identity: StdioIdentity;
  readonly server?: string | undefined;
  readonly stdin: Readable;
  readonly stdout: Writable;
}

export type JoinOutcome = 'nobody-there' | 'client-left' | 'gateway-left';

/** Relays a stdio client to the running gateway, byte for byte. Rejects when the gateway refuses the greeting. */
export async function joinGateway({ path, identity, server, stdin, stdout }: JoinNeeds): Promise<JoinOutcome> {
  const socket = await open(path);
  if (socket === undefined) return 'nobody-there';
  const hello = { v: 1, ...identity, ...(server === undefined ? {} : { server }), pid: process.pid };
  socket.write(`${JSON.stringify(hello)}\n`);
  const welcome = await readFirstLine(socket);
  const { ok, reason } = JSON.parse(welcome ?? '{"ok":false,"reason":"The gateway did not answer"}') as {
    readonly ok: boolean;
    readonly reason?: string;
  };
  if (!ok) throw new Error(reason ?? 'The gateway refused this connection');
  return new Promise((resolve) => {
    stdin.once('end', () => resolve('client-left'));
    stdin.once('close', () => resolve('client-left'));
    stdout.once('error', () => resolve('client-left'));
    socket.once('close', () => resolve('gateway-left'));
    stdin.pipe(socket);
    socket.pipe(stdout, { end: false });
  }).then((outcome) => {
    socket.end();
    return outcome as JoinOutcome;
  });
}

/** `undefined` when no gateway listens there. */
function open(path: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.on('error', () => socket.destroy());
      resolve(socket);
    });
    socket.once('error', () => resolve(undefined));
  });
}
