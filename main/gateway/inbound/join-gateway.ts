import { connect, type Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { readFirstLine } from './read-first-line';
import { ShimRelay } from './shim-relay';
import { SocketWelcome } from './socket-hello';
import type { StdioIdentity } from './stdio-credentials';

export interface JoinNeeds {
  readonly path: string;
  readonly identity: StdioIdentity;
  readonly server?: string | undefined;
  readonly stdin: Readable;
  readonly stdout: Writable;
  /** How long a gateway that went away is looked for. */
  readonly patienceMs?: number;
}

export type JoinOutcome = 'nobody-there' | 'client-left' | 'gateway-left';

const PATIENCE_MS = 15_000;
const RETRY_MS = 250;

/**
 * Relays a stdio client to the running gateway. A gateway that restarts is found again and the client’s session set up
 * anew, without the client noticing more than that what was under way is lost.
 */
export async function joinGateway(needs: JoinNeeds): Promise<JoinOutcome> {
  const { stdin, stdout, patienceMs = PATIENCE_MS } = needs;
  const first = await greet(needs);
  if (first === undefined) return 'nobody-there';
  const relay = new ShimRelay({ stdin, stdout });
  for (
    let socket: Socket | undefined = first;
    socket !== undefined;
    socket = await greetAgain(needs, patienceMs, relay)
  ) {
    if ((await relay.carry(socket)) === 'client-left') return 'client-left';
  }
  relay.giveUp('The gateway has stopped and did not come back');
  return 'gateway-left';
}

async function greetAgain(needs: JoinNeeds, patienceMs: number, relay: ShimRelay): Promise<Socket | undefined> {
  const until = performance.now() + patienceMs;
  while (performance.now() < until && !relay.hasClientLeft) {
    const socket = await greet(needs).catch(() => undefined);
    if (socket !== undefined) return socket;
    await sleep(RETRY_MS);
  }
  return undefined;
}

/** Resolves `undefined` when nobody listens there; rejects with the gateway’s reason when it refuses. */
async function greet({ path, identity, server }: JoinNeeds): Promise<Socket | undefined> {
  const socket = await open(path);
  if (socket === undefined) return undefined;
  const hello = { v: 1, ...identity, ...(server === undefined ? {} : { server }), pid: process.pid };
  socket.write(`${JSON.stringify(hello)}\n`);
  const line = await readFirstLine(socket);
  const welcome = line === undefined ? undefined : SocketWelcome.safeParse(parse(line)).data;
  if (welcome?.ok === true) return socket;
  socket.destroy();
  throw new Error(welcome?.reason ?? 'What listens on the gateway’s socket did not answer like a gateway');
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

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
