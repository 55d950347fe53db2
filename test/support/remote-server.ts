import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { JsonObject } from '../../shared/model/json-rpc';
import type { WireMessage } from './mcp-clients';
import { fixture } from './test-house';

/** `{ result }` or `{ error }`. */
export type Answer = JsonObject;

/** One process of the server: what a test sees and says on its stdin and stdout. */
export interface RemotePeer {
  say(message: JsonObject): void;
  /** Asks the client; resolves with its whole answer. */
  ask(method: string, params: JsonObject): Promise<WireMessage>;
}

/** A stdio server whose every word is the test’s: its processes lend their stdin and stdout to this one. */
export interface RemoteServer {
  /** Its configuration. */
  readonly config: ReturnType<typeof fixture>;
  readonly heard: readonly WireMessage[];
  /** Processes that are alive. */
  readonly peers: readonly RemotePeer[];
  answer: (message: WireMessage, peer: RemotePeer) => Answer | Promise<Answer>;
  stop(): Promise<void>;
}

export async function openRemoteServer(): Promise<RemoteServer> {
  const heard: WireMessage[] = [];
  const sockets = new Map<Socket, RemotePeer>();
  const listener = createServer((socket) => {
    const { peer, settle } = createPeer(socket);
    sockets.set(socket, peer);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
    onLines(socket, (line) => {
      const message = JSON.parse(line) as WireMessage;
      heard.push(message);
      if (message.method === undefined) return settle(message);
      const { id } = message;
      if (id === undefined) return;
      void Promise.resolve(server.answer(message, peer)).then((answer) => peer.say({ id, ...answer }));
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as AddressInfo;
  const server: RemoteServer = {
    config: fixture('remote.mjs', { BRAIN_PORT: String(port) }),
    heard,
    get peers() {
      return [...sockets.values()];
    },
    answer: () => ({ error: { code: -32_601, message: 'Method not found' } }),
    async stop() {
      for (const socket of sockets.keys()) socket.destroy();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
  return server;
}

function createPeer(socket: Socket) {
  const open = new Map<unknown, (answer: WireMessage) => void>();
  let lastId = 0;
  const peer: RemotePeer = {
    say: (message) => void socket.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`),
    ask: (method, params) =>
      new Promise((resolve) => {
        const id = `question-${++lastId}`;
        open.set(id, resolve);
        peer.say({ id, method, params });
      }),
  };
  return { peer, settle: (answer: WireMessage) => open.get(answer.id)?.(answer) };
}

/** Only a line feed ends a line: JSON may hold other separators as they are. */
function onLines(socket: Socket, take: (line: string) => void): void {
  let rest = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(line);
  });
}
