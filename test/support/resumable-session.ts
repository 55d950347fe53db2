import type { JsonObject } from '../../shared/model/json-rpc';
import { eventsOf, type StreamEvent } from './event-stream';
import type { WireMessage } from './mcp-clients';
import type { TestHouse } from './test-house';

/** One connection that carries an event stream. */
export interface OpenStream {
  readonly status: number;
  /** The next event; `undefined` when the stream has ended. */
  next(): Promise<StreamEvent | undefined>;
  /** The messages up to the end of the stream, or as many of them. */
  messages(count?: number): Promise<readonly WireMessage[]>;
  /** Breaks the connection off. */
  cut(): void;
}

/** A legacy session over plain HTTP, whose streams can be broken and taken up again. */
export interface ResumableSession {
  request(id: number, method: string, params: JsonObject): Promise<OpenStream>;
  /** Opens the session’s own stream, or goes on with the one that an event belongs to. */
  listen(lastEventId?: string, key?: string): Promise<OpenStream>;
  end(): Promise<void>;
}

export async function openSession(house: TestHouse, path: string): Promise<ResumableSession> {
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'raw', version: '1' } };
  const opened = await house.post({ jsonrpc: '2.0', id: 0, method: 'initialize', params }, { path });
  const session = { 'mcp-session-id': String(opened.headers.get('mcp-session-id')) };
  await house.post({ jsonrpc: '2.0', method: 'notifications/initialized' }, { path, headers: session });

  async function open(init: RequestInit, key = house.key): Promise<OpenStream> {
    const gone = new AbortController();
    const accept = { accept: 'application/json, text/event-stream', authorization: `Bearer ${key}` };
    const headers = { ...accept, ...session, ...(init.headers as Record<string, string>) };
    return streamOf(await fetch(house.url(path), { ...init, headers, signal: gone.signal }), gone);
  }

  return {
    request: (id, method, asked) =>
      open({
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ jsonrpc: '2.0', id, method, params: asked }),
      }),
    listen: (lastEventId, key) =>
      open({ headers: lastEventId === undefined ? {} : { 'last-event-id': lastEventId } }, key),
    async end() {
      await (await open({ method: 'DELETE' })).messages();
    },
  };
}

function streamOf(response: Response, gone: AbortController): OpenStream {
  const events = eventsOf(response);
  const stream: OpenStream = {
    status: response.status,
    next: async () => (await events.next()).value ?? undefined,
    async messages(count = Infinity) {
      const messages: WireMessage[] = [];
      while (messages.length < count) {
        const event = await stream.next();
        if (event === undefined) break;
        if (event.data !== '') messages.push(JSON.parse(event.data) as WireMessage);
      }
      return messages;
    },
    cut: () => gone.abort(),
  };
  return stream;
}
