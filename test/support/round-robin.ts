import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RoundRobin {
  /** Its own, without a path. */
  readonly url: string;
  /** Sends nothing more to the gateway at this address. */
  drop(url: string): void;
  /** Requests that each gateway got. */
  counts(): readonly number[];
  close(): Promise<void>;
}

/** A plain proxy that sends each request to the next gateway, and knows nothing of sessions. */
export async function startRoundRobin(urls: readonly string[]): Promise<RoundRobin> {
  let targets = urls.map((url) => new URL(url));
  let turn = 0;
  const counts = new Map(targets.map(({ host }) => [host, 0]));
  const server = createServer((request, response) => {
    turn += 1;
    const target = targets[turn % targets.length];
    if (target === undefined) return void response.writeHead(503).end();
    counts.set(target.host, (counts.get(target.host) ?? 0) + 1);
    pass(request, response, target);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts: () => [...counts.values()],
    drop(url) {
      const { host } = new URL(url);
      targets = targets.filter((target) => target.host !== host);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function pass(request: IncomingMessage, response: ServerResponse, { hostname, port }: URL): void {
  const { method, url, headers } = request;
  const onward = ask({ hostname, port, method, path: url, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
    answer.once('error', () => response.destroy());
  });
  onward.once('error', () => {
    if (response.headersSent) response.destroy();
    else response.writeHead(502, { 'retry-after': '0' }).end();
  });
  response.once('close', () => onward.destroy());
  request.pipe(onward);
}
