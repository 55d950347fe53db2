import { chmod, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import type { GatewayCore } from '../core';
import { readFirstLine } from './read-first-line';
import { serveLines } from './serve-lines';
import { SocketHello, type SocketWelcome } from './socket-hello';
import { stdioCredentials } from './stdio-credentials';

export interface SocketListener {
  close(): Promise<void>;
}

export interface SocketListenerNeeds {
  readonly core: GatewayCore;
  /** Path of a Unix socket in a directory of ours, or a named pipe. */
  readonly path: string;
  readonly maxLineBytes: () => number;
}

/** Listens for stdio shims of the same user; what they relay is admitted like any other client. */
export async function createSocketListener({ core, path, maxLineBytes }: SocketListenerNeeds): Promise<SocketListener> {
  const open = new Set<Socket>();
  // Half-open, so that a client that has said everything can still be answered.
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    void greet(socket, core, maxLineBytes());
  });
  const isPipe = path.startsWith('\\\\');
  // Left by a run that was killed: the instance lock says that nobody listens there now.
  if (!isPipe) await rm(path, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      server.on('error', (failure) => core.log.error('A connection could not be accepted', { failure }));
      resolve();
    });
  });
  if (!isPipe) await chmod(path, 0o600);
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.end();
        setTimeout(() => open.forEach((socket) => socket.destroy()), 500).unref();
      }),
  };
}

async function greet(socket: Socket, core: GatewayCore, maxLineBytes: number): Promise<void> {
  const line = await readFirstLine(socket);
  const hello = line === undefined ? undefined : readHello(line);
  const welcome: SocketWelcome =
    hello === undefined
      ? { v: 1, ok: false, reason: 'The greeting is not one that this gateway understands' }
      : { v: 1, ok: true };
  socket.write(`${JSON.stringify(welcome)}\n`);
  if (hello === undefined) return void socket.end();
  await serveLines({
    core,
    credentials: stdioCredentials(hello),
    face: hello.server === undefined ? { kind: 'aggregate' } : { kind: 'server', server: hello.server },
    input: socket,
    output: socket,
    maxLineBytes,
  });
  socket.end();
}

function readHello(line: string): SocketHello | undefined {
  try {
    return SocketHello.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
