import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../shared/model/json-rpc';
import { type GatewayToolHouse, openGatewayToolHouse } from '../../../support/gateway-tool-house';

let opened: GatewayToolHouse;
const call: GatewayToolHouse['call'] = (name, args) => opened.call(name, args);

beforeAll(async () => {
  opened = await openGatewayToolHouse();
});
afterAll(() => opened.house.stop());

describe('enkrypt_get_cache_status and enkrypt_clear_cache', () => {
  const cached = async () => {
    const { data } = await call('enkrypt_get_cache_status');
    const status = data['cache_status'] as Record<string, Record<string, Record<string, Record<string, JsonObject>>>>;
    return status['gateway_specific']?.['tools']?.['servers'] ?? {};
  };
  const warm = () =>
    Promise.all(['rec', 'some'].map((server_name) => call('enkrypt_discover_all_tools', { server_name })));

  it('say what is remembered, and until when in UTC', async () => {
    await warm();
    await call('enkrypt_discover_all_tools', { server_name: 'args' });
    const { data } = await call('enkrypt_get_cache_status');
    expect(data).toMatchObject({
      status: 'success',
      cache_status: {
        gateway_specific: { config: { exists: true, is_expired: false }, tools: { server_count: 4 } },
        global: {
          total_gateways: 1,
          total_tool_caches: 2,
          tool_cache_expiration_hours: 4,
          config_cache_expiration_hours: 24,
          cache_type: 'local',
        },
      },
    });
    const { rec, some, args } = await cached();
    expect(rec).toMatchObject({ exists: true, tool_count: 6, needs_discovery: false, expires_in_hours: 4 });
    expect(rec?.['expires_at']).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(some).toMatchObject({ are_tools_explicitly_defined: true });
    expect(args).toMatchObject({ exists: false, expires_at: null, error: expect.any(String) });
  });

  const exists = async () => {
    const { rec, some } = await cached();
    return [rec?.['exists'], some?.['exists']];
  };

  it.each<[JsonObject, string, boolean[]]>([
    [{ server_name: 'rec' }, 'Cache cleared for server: rec', [false, true]],
    [{ server_name: 'rec', cache_type: 'all' }, 'Cache cleared for server: rec', [false, true]],
    [{ cache_type: 'tools' }, 'Cache cleared for all servers (2 servers)', [false, false]],
    [{}, 'Cache cleared for all servers (2 servers) and gateway config (cleared)', [false, false]],
    [{ id: 'ada_demo_main', cache_type: 'gateway' }, 'Gateway config cache cleared for ada_demo_main', [true, true]],
    [{ cache_type: 'gateway_config' }, 'Gateway config cache cleared for ada_demo_main', [true, true]],
    [
      { server_name: 'null', cache_type: 'null' },
      'Cache cleared for all servers (2 servers) and gateway config',
      [false, false],
    ],
  ])('%j: %s', async (args, message, left) => {
    await warm();
    const { data, isError } = await call('enkrypt_clear_cache', args);
    expect(isError).toBe(false);
    expect(data).toMatchObject({ status: 'success', message: expect.stringContaining(message) });
    expect(await exists()).toEqual(left);
  });

  it('says when there was nothing', async () => {
    await call('enkrypt_clear_cache', { server_name: 'rec' });
    const { data } = await call('enkrypt_clear_cache', { server_name: 'rec' });
    expect(data).toEqual({ status: 'info', message: 'Nothing was cached for server: rec' });
  });

  it.each<[JsonObject, string]>([
    [{ cache_type: 'tolls' }, 'TOOL_003'],
    [{ server_name: 'nope' }, 'DISC_002'],
    [{ id: 'bob_demo_main' }, 'AUTH_003'],
  ])('refuses %j and clears nothing', async (args, code) => {
    await warm();
    const { data, isError } = await call('enkrypt_clear_cache', args);
    expect(isError).toBe(true);
    expect(data).toMatchObject({ error: { code } });
    expect(await exists()).toEqual([true, true]);
  });
});
