import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import {
  CreateMessageRequestSchema,
  ElicitRequestSchema,
  ListRootsRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { afterEach, describe, expect, it } from 'vitest';
import { createGatewayKey } from '../../main/gateway/ports/gateway-key';
import type { JsonObject } from '../../shared/model/json-rpc';
import { serverProgram } from '../support/real-servers';
import { modernRequest, openTestHouse, textOf, toolCall, type TestHouse } from '../support/test-house';

const FIXTURE = join(import.meta.dirname, '../conformance/fixture/stdio.mjs');
const server = (era: 'legacy' | 'modern', more = {}) => ({ command: process.execPath, args: [FIXTURE], era, ...more });
const SERVERS = {
  old: server('legacy', { share: 'session' }),
  shared: server('legacy'),
  new: server('modern'),
};
const CAPABILITIES = { sampling: {}, elicitation: {}, roots: {} };
let house: TestHouse | undefined;

afterEach(async () => {
  await house?.stop();
  house = undefined;
});

const open = async (config = {}) => (house = await openTestHouse({ servers: SERVERS, config }));

/** A legacy client that answers whatever it is asked, and notes it. */
async function askableClient({ url, key }: TestHouse, path: string) {
  const asked: string[] = [];
  const client = new Client({ name: 'askable', version: '1.0.0' }, { capabilities: CAPABILITIES });
  client.setRequestHandler(ElicitRequestSchema, ({ params }) => {
    asked.push(params.message);
    return {
      action: 'accept',
      content: { name: 'Ada', username: 'ada', email: 'ada@example.com', ok: true, color: 'green' },
    };
  });
  client.setRequestHandler(CreateMessageRequestSchema, () => {
    asked.push('sampling');
    return { role: 'assistant', model: 'test', content: { type: 'text', text: 'Paris' } };
  });
  client.setRequestHandler(ListRootsRequestSchema, () => ({ roots: [{ uri: 'file:///home/ada', name: 'home' }] }));
  const requestInit = { headers: { authorization: `Bearer ${key}` } };
  await client.connect(new StreamableHTTPClientTransport(new URL(url(path)), { requestInit }) as never);
  return { client, asked };
}

describe('what a server asks reaches the client of the call', () => {
  it.each(['/servers/old/mcp', '/servers/new/mcp'])('a legacy client is asked on %s', async (path) => {
    const { client, asked } = await askableClient(await open(), path);
    const names = (await client.listTools()).tools.map((tool) => tool.name);
    const elicit = path.includes('old') ? 'test_elicitation' : 'test_input_required_result_elicitation';
    expect(names).toContain(elicit);
    const result = await client.callTool({ name: elicit, arguments: { message: 'Who are you?' } });
    expect(result.isError).not.toBe(true);
    expect(asked).toHaveLength(1);
    await client.close();
  });

  it('a legacy client goes through several rounds of a modern server', async () => {
    const { client, asked } = await askableClient(await open(), '/servers/new/mcp');
    const result = await client.callTool({ name: 'test_input_required_result_multi_round', arguments: {} });
    expect(textOf(result)).toBe('Ada likes green.');
    expect(asked).toEqual(['Step 1: What is your name?', 'Step 2: What is your favorite color?']);
    await client.close();
  });

  it('over the aggregate too', async () => {
    const { client, asked } = await askableClient(await open(), '/mcp');
    const result = await client.callTool({ name: 'new__test_input_required_result_sampling', arguments: {} });
    expect(textOf(result)).toContain('Paris');
    expect(asked).toEqual(['sampling']);
    await client.close();
  });

  it('a client that opens its stream later than its server asks', async () => {
    const everything = { command: process.execPath, args: [serverProgram('everything'), 'stdio'], share: 'session' };
    const one = (house = await openTestHouse({ servers: { everything: everything as never } }));
    const path = '/servers/everything/mcp';
    const hello = {
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: {
        protocolVersion: '2025-11-25',
        capabilities: { roots: { listChanged: true } },
        clientInfo: { name: 'late', version: '1' },
      },
    };
    const session = (await one.post(hello, { path })).headers.get('mcp-session-id') ?? '';
    const headers = { 'mcp-session-id': session, 'mcp-protocol-version': '2025-11-25' };
    await one.post({ jsonrpc: '2.0', method: 'notifications/initialized' }, { path, headers });
    // The published server asks for the roots 350 ms after it has been initialized.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const stream = await fetch(one.url(path), {
      headers: { ...headers, authorization: `Bearer ${one.key}`, accept: 'text/event-stream' },
    });
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    while (!heard.includes('roots/list')) heard += (await reader.read()).value ?? '';
    await reader.cancel();
  });

  it('a server that everybody shares cannot ask anybody, and is told so', async () => {
    const { client, asked } = await askableClient(await open(), '/servers/shared/mcp');
    const result = await client.callTool({ name: 'test_elicitation', arguments: { message: 'Who?' } });
    expect(result.isError).toBe(true);
    expect(asked).toEqual([]);
    await client.close();
  });

  it('unless policy objects to the question: then it never reaches the client', async () => {
    const guardrails = [{ name: 'g', use: 'custom-keyword', options: { words: ['Who are you?'] }, phases: ['output'] }];
    const { client, asked } = await askableClient(await open({ guardrails }), '/servers/old/mcp');
    const result = await client.callTool({ name: 'test_elicitation', arguments: { message: 'Who are you?' } });
    expect(asked).toEqual([]);
    expect(result.isError).toBe(true);
    await client.close();
  });
});

describe('a modern client comes back with answers', () => {
  const ask = async (one: TestHouse, params: JsonObject, key = one.key, path = '/servers/new/mcp') => {
    const { body, headers } = modernRequest('tools/call', params);
    const meta = body.params._meta as Record<string, unknown>;
    meta['io.modelcontextprotocol/clientCapabilities'] = CAPABILITIES;
    return (await one.post(body, { path, headers: { ...headers, authorization: `Bearer ${key}` } })).body;
  };
  const NAME = 'test_input_required_result_request_state';
  const confirm = { confirm: { action: 'accept', content: { ok: true } } };

  it('to a modern server, with a state that nobody else can use and nobody can change', async () => {
    const other = createGatewayKey();
    const one = await open();
    await one.edit((config) => {
      config.keys[other.id] = { ...(config.keys[one.keyId] as { hash: string }), hash: other.hash };
    });
    const call = { name: NAME, arguments: {} };
    const { result } = await ask(one, call);
    expect(result).toMatchObject({ resultType: 'input_required' });
    const requestState = String(result?.['requestState']);
    const again = { ...call, inputResponses: confirm, requestState };
    expect((await ask(one, again, other.text)).error).toMatchObject({ code: -32_602 });
    expect((await ask(one, { ...again, arguments: { x: 1 } })).error).toMatchObject({ code: -32_602 });
    expect((await ask(one, { ...again, requestState: `${requestState}A` })).error).toMatchObject({ code: -32_602 });
    expect(textOf((await ask(one, again)).result)).toBe('state-ok');
  });

  it('to a legacy server, whose call waits for them and for nobody else', async () => {
    const one = await open();
    const path = '/servers/old/mcp';
    const call = { name: 'test_elicitation', arguments: { message: 'Who are you?' } };
    const { result } = await ask(one, call, one.key, path);
    expect(result).toMatchObject({ resultType: 'input_required' });
    const [key = ''] = Object.keys(result?.['inputRequests'] as JsonObject);
    const inputResponses = { [key]: { action: 'accept', content: { username: 'ada', email: 'ada@example.com' } } };
    const again = { ...call, inputResponses, requestState: result?.['requestState'] };
    const answer = (await ask(one, again, one.key, path)).result;
    expect(answer).toMatchObject({ resultType: 'complete' });
    expect(textOf(answer)).toContain('ada');
    // The state is used up: a call that has ended cannot be answered again.
    expect((await ask(one, again, one.key, path)).error).toMatchObject({ code: -32_602 });
  });
});

describe('a session', () => {
  it('of one key is unknown to another', async () => {
    const other = createGatewayKey();
    const one = await open();
    await one.edit((config) => {
      config.keys[other.id] = { ...(config.keys[one.keyId] as { hash: string }), hash: other.hash };
    });
    const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'x', version: '1' } };
    const opened = await one.post({ jsonrpc: '2.0', id: 1, method: 'initialize', params });
    const session = { 'mcp-session-id': String(opened.headers.get('mcp-session-id')) };
    const list = { jsonrpc: '2.0', id: 2, method: 'tools/list' };
    expect((await one.post(list, { headers: session })).status).toBe(200);
    const theirs = { ...session, authorization: `Bearer ${other.text}` };
    expect((await one.post(toolCall('echo'), { headers: theirs })).status).toBe(404);
    // Nor does it open another face to its own key.
    expect((await one.post(list, { headers: session, path: '/servers/new/mcp' })).status).toBe(404);
    const ended = await fetch(one.url(), {
      method: 'DELETE',
      headers: { ...session, authorization: `Bearer ${one.key}` },
    });
    expect(ended.status).toBe(204);
    expect((await one.post(list, { headers: session })).status).toBe(404);
  });
});
