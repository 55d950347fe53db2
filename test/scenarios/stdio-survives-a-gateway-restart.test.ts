import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { openHouse } from '../../main/open-house';
import { joinGateway } from '../../main/gateway/inbound/join-gateway';
import type { JsonObject } from '../../shared/model/json-rpc';
import { eventually, fixture, openTestHouse, type TestHouse } from '../support/test-house';

let house: TestHouse | undefined;

afterEach(async () => {
  await house?.stop();
  house = undefined;
});

/** A client on a pair of streams, as the program that starts the shim would be. */
function openClient() {
  const stdin = new PassThrough();
  const stdout = new PassThrough();
  const received: JsonObject[] = [];
  let rest = '';
  stdout.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    received.push(...lines.map((line) => JSON.parse(line) as JsonObject));
  });
  const say = (message: object) => stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const answer = async (id: number): Promise<JsonObject> => {
    await eventually(() => received.some((one) => one['id'] === id));
    return received.find((one) => one['id'] === id) as JsonObject;
  };
  return { stdin, stdout, received, say, answer };
}

const call = (id: number, name: string, args = {}) => ({
  id,
  method: 'tools/call',
  params: { name, arguments: args },
});

describe('a stdio client survives a restart of the gateway', () => {
  it('loses only what was under way, and goes on without a new handshake', async () => {
    house = await openTestHouse({ servers: { rec: fixture('recording.mjs') } });
    const { socket } = house.house.addresses;
    const client = openClient();
    const joined = joinGateway({
      path: socket,
      identity: { key: house.key },
      stdin: client.stdin,
      stdout: client.stdout,
    });
    const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'shimmed', version: '1' } };
    client.say({ id: 1, method: 'initialize', params });
    expect((await client.answer(1))['result']).toMatchObject({ protocolVersion: '2025-11-25' });
    client.say({ method: 'notifications/initialized' });
    client.say(call(2, 'rec__say', { text: 'before' }));
    expect(JSON.stringify(await client.answer(2))).toContain('You said: before');

    client.say(call(3, 'rec__nap', { ms: 60_000 }));
    await new Promise((resolve) => setTimeout(resolve, 100));
    await house.house.stop(200);
    expect(JSON.stringify(await client.answer(3))).toMatch(/TOOL_006/);
    client.say(call(4, 'rec__say', { text: 'meanwhile' }));
    const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
    const second = await openHouse({ dataDirectory: house.directory, env: process.env, mcpPort: 0, adminPort: 0, log });
    expect(JSON.stringify(await client.answer(4))).toContain('You said: meanwhile');
    expect(client.received.map((one) => one['method'])).toContain('notifications/tools/list_changed');
    expect(client.received.filter((one) => one['id'] === 1)).toHaveLength(1);
    client.stdin.end();
    expect(await joined).toBe('client-left');
    await second.stop(1_000);
  });

  it('is told when the gateway does not come back', async () => {
    house = await openTestHouse({ servers: { rec: fixture('recording.mjs') } });
    const { socket } = house.house.addresses;
    const client = openClient();
    const { stdin, stdout } = client;
    const joined = joinGateway({ path: socket, identity: { key: house.key }, stdin, stdout, patienceMs: 400 });
    client.say({ id: 1, method: 'ping' });
    await client.answer(1);
    await house.house.stop(200);
    client.say(call(2, 'rec__say', { text: 'hello?' }));
    expect((await client.answer(2))['error']).toMatchObject({ code: 50_305 });
    expect(await joined).toBe('gateway-left');
  });
});
