import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JWTPayload } from 'jose';
import type { GatewayConfigInput } from '../../shared/config/gateway-config';
import { staffedOffice, write } from '../support/staffed-office';
import { connectClient, type McpClient } from '../support/mcp-clients';
import { modernRequest, textOf, type TestHouse } from '../support/test-house';
import { openTokenIssuer, type TokenIssuer } from '../support/token-issuer';

const staffed = staffedOffice();
const clients: McpClient[] = [];
let server: TokenIssuer;

beforeEach(async () => {
  server = await openTokenIssuer();
});

afterEach(async () => {
  for (const client of clients.splice(0)) await client.close().catch(() => undefined);
  await server.stop();
});

async function open(config: Partial<GatewayConfigInput> = {}) {
  const projects = { demo: { name: 'Demo', configId: 'main', userIds: ['ada', 'bob'] } };
  const users = { ada: { name: 'Ada' }, bob: { name: 'Bob' } };
  const options = { issuer: server.issuer, project: 'demo', audience: 'the-gateway', clockTolerance: 0 };
  return staffed.open({ projects, users, auth: [{ use: 'jwt', options }, { use: 'local-api-key' }], ...config });
}

let serial = 0;
/** No two are the same, as where a client gets another one every few minutes. */
const tokenOf = (sub: string, more: JWTPayload = {}) =>
  server.sign({ aud: 'the-gateway', sub, jti: String(++serial), ...more });

async function connect(one: TestHouse, sub: string, more: JWTPayload = {}): Promise<McpClient> {
  const client = await connectClient('legacy', { url: one.url(), key: await tokenOf(sub, more) });
  clients.push(client);
  return client;
}

async function call(one: TestHouse, sub: string): Promise<string> {
  const { body, headers } = modernRequest('tools/call', { name: 'office__read_note', arguments: {} });
  const answer = await one.post(body, { headers: { ...headers, authorization: `Bearer ${await tokenOf(sub)}` } });
  const { error, result } = answer.body;
  return error === undefined ? textOf(result) : JSON.stringify(error);
}

describe('who holds a token', () => {
  it('has a rate of their own, however many tokens they get', async () => {
    const { one } = await open({ limits: { keyRate: { perMinute: 1, burst: 3 } } });
    for (let i = 0; i < 3; i += 1) expect(await call(one, 'ada')).toBe('milk');
    expect(await call(one, 'ada')).toContain('LIMIT_001');
    expect(await call(one, 'bob')).toBe('milk');
  });

  it('goes on in a session with the next token, and gets into no session of others', async () => {
    const { one } = await open();
    const start = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'raw', version: '1' } };
    const say = async (sub: string, message: object, session: Record<string, string> = {}) =>
      one.post(
        { jsonrpc: '2.0', id: 1, ...message },
        { headers: { authorization: `Bearer ${await tokenOf(sub)}`, ...session } },
      );
    const { headers } = await say('ada', { method: 'initialize', params: start });
    const session = { 'mcp-session-id': headers.get('mcp-session-id') ?? '' };
    expect((await say('ada', { method: 'ping' }, session)).status).toBe(200);
    expect((await say('bob', { method: 'ping' }, session)).status).toBe(404);
    expect((await one.post({ jsonrpc: '2.0', id: 1, method: 'ping' }, { headers: session })).status).toBe(404);
  });

  it('is asked about by name, and what is allowed for a session is allowed to nobody else', async () => {
    const { one, reached } = await open();
    const ada = await connect(one, 'ada');
    const first = ada.call(write('milk').name, write('milk').arguments);
    const hold = await staffed.clerk.waiting();
    expect(hold.client.keyId).toMatch(/^jwt:[\w-]{12}:ada$/);
    expect(hold.scopes).toContain('session');
    await staffed.clerk.decide(hold, 'allow', 'session');
    expect(textOf(await first)).toBe('noted: milk');
    expect(textOf(await ada.call(write('eggs').name, write('eggs').arguments))).toBe('noted: eggs');
    const bob = await connect(one, 'bob');
    const other = bob.call(write('ham').name, write('ham').arguments);
    await staffed.clerk.answer('deny');
    expect(textOf(await other)).toContain('a person denied this call');
    expect(await reached()).toHaveLength(2);
  });

  it('is not let through by a person once the token has expired', async () => {
    const { one, reached } = await open();
    const ada = await connect(one, 'ada', { exp: Math.ceil(Date.now() / 1_000) + 1 });
    const held = ada.call(write('milk').name, write('milk').arguments);
    const hold = await staffed.clerk.waiting();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await staffed.clerk.decide(hold, 'allow');
    expect(textOf(await held)).toContain('AUTH_002');
    expect(await reached()).toEqual([]);
  });

  it('can be paused alone', async () => {
    const { one } = await open();
    expect(await call(one, 'ada')).toBe('milk');
    const keyId = (await one.activity()).find((record) => record.userId === 'ada')?.keyId ?? '';
    await one.house.approvals.pause({ target: { kind: 'client', keyId } });
    expect(await call(one, 'ada')).toContain('APPR_007');
    expect(await call(one, 'bob')).toBe('milk');
  });

  it('sees what the project may see', async () => {
    const curation = { office: { tools: { allow: ['read_note'] } } };
    const { one } = await open({
      projects: { demo: { name: 'Demo', configId: 'main', userIds: ['ada'], exposure: 'tools', curation } },
    });
    expect(await (await connect(one, 'ada')).toolNames()).toEqual(['office__read_note']);
  });

  it('is nobody’s gateway key, whatever the subject is called', async () => {
    const { one } = await open();
    await one.edit((config) => {
      config.projects['demo']!.userIds.push(one.keyId);
      Object.assign(config, {
        users: { ada: { name: 'Ada' }, bob: { name: 'Bob' }, [one.keyId]: { name: 'An imitator' } },
      });
    });
    expect(await call(one, one.keyId)).toBe('milk');
    const [record] = (await one.activity()).filter(({ method }) => method === 'tools/call');
    expect(record?.keyId).not.toBe(one.keyId);
  });
});
