import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Empty for what is no JSON. */
  readonly body: Record<string, unknown>;
  readonly raw: string;
}
/** What a stand-in answers: a status with a JSON value or a text, or nothing at all. */
export type StandInAnswer = { readonly status?: number; readonly body: unknown } | 'silence' | 'hang up';

export interface StandIn {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  answer: (request: SeenRequest) => StandInAnswer;
  stop(): Promise<void>;
}

/** Stands in for a vendor’s service that cannot be reached from tests: takes what it is sent, answers what it is told. */
export async function openStandIn(answer: StandIn['answer']): Promise<StandIn> {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    let raw = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => (raw += part));
    request.on('end', () => {
      const one = { path: request.url ?? '', headers: request.headers, body: jsonOf(raw), raw };
      seen.push(one);
      const told = standIn.answer(one);
      if (told === 'silence') return;
      if (told === 'hang up') return void request.socket.destroy();
      response.writeHead(told.status ?? 200, { 'content-type': 'application/json' });
      response.end(typeof told.body === 'string' ? told.body : JSON.stringify(told.body));
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const standIn: StandIn = {
    url: `http://127.0.0.1:${port}`,
    seen,
    answer,
    stop: () =>
      new Promise<void>((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
  return standIn;
}

function jsonOf(raw: string): Record<string, unknown> {
  try {
    return JSON.parse(raw) as Record<string, unknown>;
  } catch {
    return {};
  }
}
