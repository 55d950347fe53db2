import type { JsonObject } from '../../shared/model/json-rpc';
import type { Era } from '../../shared/model/server';
import { eventsOf } from './event-stream';
import type { WireMessage } from './mcp-clients';
import { shimTransport } from './shim-client';
import { modernRequest, type TestHouse } from './test-house';

/** A client without an SDK: what it sends and hears is exactly what passes. */
export interface RawClient {
  /** All that came, in order. */
  readonly heard: readonly WireMessage[];
  /** What it answers when it is asked: `{ result }` or `{ error }`. */
  answer: (question: WireMessage) => JsonObject;
  /** Resolves with the whole answer. */
  request(method: string, params?: JsonObject): Promise<WireMessage>;
  notify(method: string, params?: JsonObject): Promise<void>;
  close(): Promise<void>;
}

export const DOORS = ['http', 'stdio'] as const;
export type Door = (typeof DOORS)[number];

const CAPABILITIES = { sampling: {}, elicitation: {}, roots: {} };
const HELLO = {
  protocolVersion: '2025-11-25',
  capabilities: CAPABILITIES,
  clientInfo: { name: 'raw', version: '1.0.0' },
};

/** Connects to a server’s own face. */
export async function connectRaw(house: TestHouse, server: string, era: Era, door: Door): Promise<RawClient> {
  const client = door === 'http' ? overHttp(house, server, era) : overLines(house, server, era);
  if (era === 'legacy') {
    await client.request('initialize', HELLO);
    await client.notify('notifications/initialized');
  }
  return client;
}

/** The parameters with the envelope that the era wants, and the headers that go with them. */
function dressed(era: Era, method: string, params: JsonObject) {
  if (era === 'legacy') return { params, headers: {} };
  const { body, headers } = modernRequest(method, params);
  const envelope = { ...body.params._meta, 'io.modelcontextprotocol/clientCapabilities': CAPABILITIES };
  return { params: { ...params, _meta: { ...(params['_meta'] as JsonObject | undefined), ...envelope } }, headers };
}

function overLines({ house, key }: TestHouse, server: string, era: Era): RawClient {
  const transport = shimTransport({ path: house.addresses.socket, key, server });
  const heard: WireMessage[] = [];
  const waiting = new Map<unknown, (answer: WireMessage) => void>();
  let lastId = -1;
  const send = (message: JsonObject) => transport.send({ jsonrpc: '2.0', ...message } as never);
  transport.onmessage = (came) => {
    const message = came as WireMessage;
    heard.push(message);
    if (message.method === undefined) waiting.get(message.id)?.(message);
    else if (message.id !== undefined) void send({ id: message.id, ...client.answer(message) });
  };
  const client: RawClient = {
    heard,
    answer: () => ({ result: {} }),
    request(method, params = {}) {
      const id = ++lastId;
      const answered = new Promise<WireMessage>((resolve) => waiting.set(id, resolve));
      void send({ id, method, params: dressed(era, method, params).params });
      return answered;
    },
    notify: (method, params = {}) => send({ method, params }),
    close: () => transport.close(),
  };
  return client;
}

function overHttp(house: TestHouse, server: string, era: Era): RawClient {
  const heard: WireMessage[] = [];
  const gone = new AbortController();
  let session: Record<string, string> = {};
  let lastId = -1;

  async function exchange(message: JsonObject, more: Record<string, string> = {}): Promise<Response> {
    const accept = 'application/json, text/event-stream';
    const headers = { authorization: `Bearer ${house.key}`, 'content-type': 'application/json', accept };
    return fetch(house.url(`/servers/${server}/mcp`), {
      method: 'POST',
      headers: { ...headers, ...session, ...more },
      body: JSON.stringify({ jsonrpc: '2.0', ...message }),
      signal: gone.signal,
    });
  }

  async function read(response: Response): Promise<void> {
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
    if (!isStream) {
      const text = await response.text();
      return text === '' ? undefined : void heard.push(JSON.parse(text) as WireMessage);
    }
    for await (const { data } of eventsOf(response)) {
      if (data === '') continue;
      const message = JSON.parse(data) as WireMessage;
      heard.push(message);
      if (message.method !== undefined && message.id !== undefined)
        await (await exchange({ id: message.id, ...client.answer(message) })).text();
    }
  }

  async function openOwnStream(): Promise<void> {
    const headers = { authorization: `Bearer ${house.key}`, accept: 'text/event-stream', ...session };
    const response = await fetch(house.url(`/servers/${server}/mcp`), { headers, signal: gone.signal });
    void read(response).catch(() => undefined);
  }

  const client: RawClient = {
    heard,
    answer: () => ({ result: {} }),
    async request(method, params = {}) {
      const id = ++lastId;
      const { params: sent, headers } = dressed(era, method, params);
      const response = await exchange({ id, method, params: sent }, headers);
      const sessionId = response.headers.get('mcp-session-id');
      if (method === 'initialize' && sessionId !== null)
        session = { 'mcp-session-id': sessionId, 'mcp-protocol-version': HELLO.protocolVersion };
      await read(response);
      return heard.find((message) => message.id === id && message.method === undefined)!;
    },
    async notify(method, params = {}) {
      await (await exchange({ method, params })).text();
      if (method === 'notifications/initialized') await openOwnStream();
    },
    async close() {
      const headers = { authorization: `Bearer ${house.key}`, ...session };
      if (era === 'legacy') await fetch(house.url(`/servers/${server}/mcp`), { method: 'DELETE', headers });
      gone.abort();
    },
  };
  return client;
}
