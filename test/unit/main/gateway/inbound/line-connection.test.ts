import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject, RpcMessage } from '../../../../../shared/model/json-rpc';
import { LineConnection } from '../../../../../main/gateway/inbound/line-connection';
import { stdioCredentials } from '../../../../../main/gateway/inbound/stdio-credentials';
import { eventually, fixture, modernRequest, openTestHouse, type TestHouse } from '../../../../support/test-house';

let house: TestHouse;
const open: LineConnection[] = [];

beforeAll(async () => {
  house = await openTestHouse({ servers: { rec: fixture('recording.mjs') } });
});
afterAll(() => house.stop());
afterEach(() => {
  for (const connection of open.splice(0)) connection.close();
});

type Heard = RpcMessage & { readonly id?: unknown; readonly result?: JsonObject; readonly error?: JsonObject };

function connect(key: string | undefined = house.key) {
  const heard: Heard[] = [];
  const connection = new LineConnection({
    core: house.house.gateway,
    credentials: stdioCredentials({ key }),
    face: { kind: 'aggregate' },
    send: (message) => void heard.push(message as Heard),
  });
  open.push(connection);
  const say = (message: unknown) => connection.receive(typeof message === 'string' ? message : JSON.stringify(message));
  const ask = async (id: string | number, method: string, params: JsonObject = {}) => {
    await say({ jsonrpc: '2.0', id, method, params });
    return heard.find((message) => message.id === id);
  };
  return { connection, heard, say, ask };
}

const hello = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'lines', version: '1' } };
const modern = (method: string, params: JsonObject = {}, id: string | number = 1) =>
  modernRequest(method, params, id).body;

describe('LineConnection', () => {
  it('takes initialize, then everything', async () => {
    const { ask } = connect();
    expect(await ask(0, 'initialize', hello)).toMatchObject({ result: { protocolVersion: '2025-06-18' } });
    expect(await ask('', 'tools/call', { name: 'rec__pid' })).toMatchObject({ result: { content: [{}] } });
  });

  it('takes discover first and initialize later', async () => {
    const { ask, say, heard } = connect();
    await say(modern('server/discover', {}, 'd'));
    expect(heard[0]).toMatchObject({ id: 'd', result: { supportedVersions: ['2026-07-28'] } });
    expect(await ask(1, 'initialize', hello)).toMatchObject({ result: { protocolVersion: '2025-06-18' } });
    expect(await ask(2, 'tools/list')).toHaveProperty('result');
    await say(modern('tools/list', {}, 3));
    expect(heard.at(-1)).toMatchObject({ id: 3, result: { resultType: 'complete' } });
  });

  it('answers a bare discover as a server of the legacy era would', async () => {
    const { ask } = connect();
    expect(await ask(1, 'server/discover')).toMatchObject({ error: { code: -32_601 } });
    expect(await ask(2, 'ping')).toMatchObject({ result: {} });
    expect(await ask(3, 'tools/list')).toMatchObject({ error: { code: -32_000 } });
  });

  it.each([
    ['{', null, -32_700],
    ['[]', null, -32_600],
    ['[{"jsonrpc":"2.0","id":1,"method":"ping"}]', null, -32_600],
    ['"text"', null, -32_600],
    ['{"jsonrpc":"2.0","id":7,"method":"ping","params":[]}', 7, -32_600],
    ['{"jsonrpc":"1.0","id":0,"method":"ping"}', 0, -32_600],
  ])('answers %s with id %j and %i', async (line, id, code) => {
    const { say, heard } = connect();
    await say(line);
    expect(heard).toMatchObject([{ id, error: { code } }]);
  });

  it('admits every message anew', async () => {
    expect(await connect('').ask(1, 'ping')).toMatchObject({ error: { code: 40_101 } });
    const nobody = connect();
    expect(await nobody.ask(1, 'ping')).toHaveProperty('result');
  });

  it('takes back what is cancelled and says nothing more of it', async () => {
    const { ask, say, heard } = connect();
    await ask('i', 'initialize', hello);
    const nap = say({
      jsonrpc: '2.0',
      id: 0,
      method: 'tools/call',
      params: { name: 'rec__nap', arguments: { ms: 5_000 } },
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await say({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 0 } });
    await nap;
    expect(heard.filter(({ id }) => id === 0)).toEqual([]);
    const record = (await house.activity()).findLast(({ name }) => name === 'nap');
    expect(record).toMatchObject({ outcome: 'cancelled', error: 'RPC_007' });
    expect(await ask(0, 'ping')).toHaveProperty('result');
  });

  it('takes back everything when the client leaves, and begins nothing afterwards', async () => {
    const { connection, ask, say, heard } = connect();
    await ask('i', 'initialize', hello);
    const nap = say({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'rec__nap', arguments: { ms: 5_000 } },
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const before = heard.length;
    connection.close();
    await nap;
    const records = (await house.activity()).length;
    await ask(2, 'tools/call', { name: 'rec__pid' });
    expect(heard).toHaveLength(before);
    expect(await house.activity()).toHaveLength(records);
  });

  it('refuses an id that is under way', async () => {
    const { ask, say, heard } = connect();
    await ask('i', 'initialize', hello);
    const nap = say({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'rec__nap', arguments: { ms: 300 } },
    });
    await say({ jsonrpc: '2.0', id: 1, method: 'ping' });
    expect(heard.at(-1)).toMatchObject({ id: 1, error: { code: -32_600 } });
    await nap;
  });

  it('announces changes to a session once it is ready for them', async () => {
    const { ask, say, heard } = connect();
    await ask(1, 'initialize', hello);
    const { changes } = house.house.gateway;
    changes.announce({ configId: 'main', list: 'tools' });
    changes.announce({ configId: 'main', list: 'tools' });
    expect(heard).toHaveLength(1);
    await say({ jsonrpc: '2.0', method: 'notifications/initialized' });
    await eventually(() => heard.length === 2);
    expect(heard[1]).toMatchObject({ method: 'notifications/tools/list_changed' });
  });

  describe('subscriptions/listen', () => {
    const listen = (id: string | number, notifications: unknown) =>
      modern('subscriptions/listen', { notifications } as JsonObject, id);
    const META = 'io.modelcontextprotocol/subscriptionId';

    it('acknowledges what it honours, then announces that and nothing else', async () => {
      const { say, heard } = connect();
      await say(listen(0, { toolsListChanged: true, promptsListChanged: false, madeUp: true }));
      expect(heard[0]).toMatchObject({
        method: 'notifications/subscriptions/acknowledged',
        params: { notifications: { toolsListChanged: true }, _meta: { [META]: 0 } },
      });
      const { changes } = house.house.gateway;
      changes.announce({ configId: 'main', list: 'prompts' });
      changes.announce({ configId: 'other', list: 'tools' });
      changes.announce({ configId: 'main', list: 'tools' });
      expect(heard.slice(1)).toMatchObject([
        { method: 'notifications/tools/list_changed', params: { _meta: { [META]: 0 } } },
      ]);
    });

    it('ends when it is cancelled', async () => {
      const { say, heard } = connect();
      await say(listen('s', { toolsListChanged: true }));
      await say({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 's' } });
      house.house.gateway.changes.announce({ configId: 'main', list: 'tools' });
      expect(heard).toHaveLength(1);
    });

    it('takes each id once and not without end', async () => {
      const { say, heard } = connect();
      await say(listen(0, { toolsListChanged: true }));
      await say(listen(0, { toolsListChanged: true }));
      expect(heard[1]).toMatchObject({ id: 0, error: { code: -32_600 } });
      for (let id = 1; id < 70; id += 1) await say(listen(id, {}));
      expect(heard.at(-1)).toMatchObject({ id: 69, error: { code: 42_902 } });
      await say({ jsonrpc: '2.0', id: 'p', method: 'ping' });
      expect(heard.at(-1)).toMatchObject({ id: 'p', result: {} });
    });

    it('says what is missing', async () => {
      const { say, heard } = connect();
      await say(listen(1, 'all'));
      expect(heard).toMatchObject([{ id: 1, error: { code: -32_602 } }]);
    });
  });
});
