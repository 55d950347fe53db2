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
let asked: WireMessage[] = [];

beforeAll(async () => {
  server = await openRemoteServer();
  server.answer = (message): Answer => {
    asked.push(message);
    const result = ANSWERS[message.method ?? ''];
    return result === undefined ? { error: { code: -32_601, message: 'Method not found' } } : { result };
  };
  house = await openTestHouse({ servers: { oven: { ...server.config, era: 'modern' } } });
});

afterAll(async () => {
  await house?.stop();
  await server?.stop();
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
});
