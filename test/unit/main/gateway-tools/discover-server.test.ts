import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../shared/model/json-rpc';
import { type GatewayToolHouse, openGatewayToolHouse } from '../../../support/gateway-tool-house';

let opened: GatewayToolHouse;
const call: GatewayToolHouse['call'] = (name, args) => opened.call(name, args);

beforeAll(async () => {
  opened = await openGatewayToolHouse();
});
afterAll(() => opened.house.stop());

describe('enkrypt_list_all_servers', () => {
  it('asks every server, and says who did not answer', async () => {
    const { data, isError } = await call('enkrypt_list_all_servers');
    expect(isError).toBe(true);
    expect(data).toMatchObject({
      status: 'error',
      message: 'Tools discovery tried for all servers',
      discovery_success_servers: ['rec', 'some'],
      discovery_failed_servers: ['args', 'web'],
      available_servers: { rec: { status: 'success', tools: expect.any(Array) }, args: { status: 'error' } },
    });
    expect(Object.keys(data['available_servers'] as JsonObject)).toEqual(['rec', 'some', 'args', 'web']);
  });

  it('asks nobody when told so', async () => {
    const { data, isError } = await call('enkrypt_list_all_servers', { discover_tools: false });
    expect(isError).toBe(false);
    const { rec, args } = data['available_servers'] as Record<string, JsonObject>;
    expect(rec).toMatchObject({
      server_name: 'rec',
      description: 'Records.',
      config: { env: { API_KEY: '****' } },
      has_cached_tools: true,
      tools_source: 'cache',
      enable_server_info_validation: true,
      input_guardrails_policy: { enabled: true, guardrails: ['local'], detectors: { limits: 'block' } },
    });
    expect(args).toMatchObject({ tools: [], tools_source: 'needs_discovery' });
    expect(data['servers_needing_discovery']).toEqual(['args', 'web']);
  });
});

describe('enkrypt_get_server_info', () => {
  it('describes one server', async () => {
    const { data } = await call('enkrypt_get_server_info', { server_name: 'rec' });
    expect(data).toMatchObject({ status: 'success', server_name: 'rec', server_info: { tools: expect.any(Array) } });
    const dead = await call('enkrypt_get_server_info', { server_name: 'args' });
    expect(dead.data).toMatchObject({ server_info: { tools: [], discovery_error: { code: expect.any(String) } } });
  });

  it.each(['nope', 'off', 'constructor', ''])('knows no server %j', async (server_name) => {
    const { data, isError } = await call('enkrypt_get_server_info', { server_name });
    expect(isError).toBe(true);
    expect(data).toMatchObject({
      status: 'error',
      error: { code: 'DISC_002', message: expect.stringContaining('rec, some') },
    });
  });
});

describe('enkrypt_discover_all_tools', () => {
  it('gives one shape from every source', async () => {
    await call('enkrypt_clear_cache');
    const shape = {
      status: 'success',
      server_name: 'rec',
      tools: expect.any(Array) as unknown,
      blocked_tools: [],
      blocked_count: 0,
      blocked_reasons: [],
    };
    const first = await call('enkrypt_discover_all_tools', { server_name: 'rec' });
    expect(first.data).toMatchObject({ ...shape, source: 'discovery' });
    const second = await call('enkrypt_discover_all_tools', { server_name: 'rec' });
    expect(second.data).toMatchObject({ ...shape, source: 'cache', tools: first.data['tools'] });
    const listed = await call('enkrypt_discover_all_tools', { server_name: 'some' });
    expect(listed.data).toMatchObject({ source: 'config', tools: [{ name: 'say' }] });
  });

  it.each([undefined, null, 'null', ''])('asks all servers when the name is %j', async (server_name) => {
    const { data } = await call('enkrypt_discover_all_tools', server_name === undefined ? {} : { server_name });
    expect(data).toMatchObject({
      discovery_success_servers: ['rec', 'some'],
      discovery_failed_servers: ['args', 'web'],
    });
  });
});
