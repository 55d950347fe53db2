import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/model/json-rpc';
import type { WireMessage } from '../support/mcp-clients';
import { connectRaw, DOORS } from '../support/raw-clients';
import { type Answer, openRemoteServer, type RemoteServer } from '../support/remote-server';
import { modernRequest, openTestHouse, type TestHouse } from '../support/test-house';

const EXTENSION = 'io.modelcontextprotocol/tasks';
const STARTED = { resultType: 'task', taskId: 'task-1', status: 'working', ttlMs: 60_000, pollIntervalMs: 5 };
const DONE = {
  resultType: 'complete',
  taskId: 'task-1',
  status: 'completed',
  result: { content: [{ type: 'text', text: 'baked' }] },
};
const ANSWERS: Readonly<Record<string, JsonObject>> = {
  'server/discover': {
    resultType: 'complete',
    supportedVersions: ['2026-07-28'],
    capabilities: { tools: {}, extensions: { [EXTENSION]: {} } },
  },
  'tools/list': { resultType: 'complete', tools: [{ name: 'bake', inputSchema: { type: 'object' } }] },
  'tools/call': STARTED,
  'tasks/get': DONE,
  'tasks/update': { resultType: 'complete' },
  'tasks/cancel': { resultType: 'complete' },
};
const METHODS = ['tasks/get', 'tasks/update', 'tasks/cancel'] as const;

let house: TestHouse;
let server: RemoteServer;
let remote: Server;
let asked: WireMessage[] = [];
const named: [method: string, name: unknown][] = [];

function answerTo(message: WireMessage): Answer {
  asked.push(message);
  const result = ANSWERS[message.method ?? ''];
  return result === undefined ? { error: { code: -32_601, message: 'Method not found' } } : { result };
}

/** The same server over HTTP: it also keeps what the headers say. */
async function openOverHttp(): Promise<Server> {
  const http = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    void answerOverHttp(request).then((text) => response.end(text));
  });
  async function answerOverHttp(request: IncomingMessage): Promise<string> {
    const message = (await json(request)) as WireMessage;
    named.push([message.method ?? '', request.headers['mcp-name']]);
    return JSON.stringify({ jsonrpc: '2.0', id: message.id, ...answerTo(message) });
  }
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return http;
}

beforeAll(async () => {
  server = await openRemoteServer();
  server.answer = answerTo;
  remote = await openOverHttp();
  const url = `http://127.0.0.1:${(remote.address() as AddressInfo).port}/mcp`;
  house = await openTestHouse({
    servers: { oven: { ...server.config, era: 'modern' }, far: { url, transport: 'streamable-http', era: 'modern' } },
  });
});

afterAll(async () => {
  await house?.stop();
  await server?.stop();
  remote?.close();
});

/** Starts a task and does with it all that the extension knows; each answer must be the server's own. */
async function walk(tool: string, request: (method: string, params: JsonObject) => Promise<unknown>): Promise<void> {
  asked = [];
  expect(await request('tools/call', { name: tool, arguments: {} })).toMatchObject(STARTED);
  for (const method of METHODS) {
    expect(await request(method, { taskId: 'task-1', inputResponses: {} })).toMatchObject(ANSWERS[method]!);
    expect(asked.at(-1)).toMatchObject({ method, params: { taskId: 'task-1' } });
  }
  const before = asked.length;
  expect(await request('tasks/get', { taskId: 'task-of-nobody' })).toBeUndefined();
  expect(asked).toHaveLength(before);
}

describe('the tasks extension of 2026-07-28, between a modern client and a modern server', () => {
  it.each(DOORS)('passes whole on the server’s own face, over %s', async (door) => {
    const client = await connectRaw(house, 'oven', 'modern', door);
    try {
      const { result } = await client.request('server/discover');
      expect(result).toMatchObject({ capabilities: { extensions: { [EXTENSION]: {} } } });
      await walk('bake', async (method, params) => (await client.request(method, params)).result);
    } finally {
      await client.close();
    }
  });

  it('finds the server of a task on the aggregate face', async () => {
    await walk('oven__bake', async (method, params) => {
      const { body, headers } = modernRequest(method, params);
      return (await house.post(body, { path: '/mcp', headers })).body['result'];
    });
  });
  it('tells a server over HTTP in a header which task is meant', async () => {
    const client = await connectRaw(house, 'far', 'modern', 'stdio');
    try {
      await walk('bake', async (method, params) => (await client.request(method, params)).result);
    } finally {
      await client.close();
    }
    expect(named).toContainEqual(['tools/call', 'bake']);
    for (const method of METHODS) expect(named).toContainEqual([method, 'task-1']);
  });
});
