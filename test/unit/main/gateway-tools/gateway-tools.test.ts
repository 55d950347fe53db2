import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { JsonObject } from '../../../../shared/model/json-rpc';
import { gatewayTools } from '../../../../main/gateway-tools/gateway-tools';
import { fixture, openTestHouse, type TestHouse, textOf } from '../../../support/test-house';

const PLANTED = 'Wolpertinger7';
let house: TestHouse;
let client: Client;

beforeAll(async () => {
  house = await openTestHouse({
    servers: {
      rec: { ...fixture('recording.mjs', { API_KEY: `${PLANTED}-env` }), description: 'Records.' },
      some: { ...fixture('recording.mjs'), tools: ['say', 'no-such-tool'] },
      args: {
        command: process.execPath,
        args: [
          '-e',
          'process.exit(1)',
          '--',
          `--token=${PLANTED}`,
          '--api-key',
          `-${PLANTED}`,
          '--header',
          `X-Custom: ${PLANTED}`,
          '-H',
          `Authorization: Bearer ${PLANTED}`,
          `--headers=X-Custom: ${PLANTED}`,
          `DB_PASSWORD=${PLANTED}`,
          `postgres://ada:${PLANTED}@db/x`,
          `https://host/x?k=${PLANTED}&v=${PLANTED}`,
          `${PLANTED}${PLANTED}`,
          '--verbose',
        ],
        env: { TOKEN: PLANTED },
      },
      web: {
        url: `http://ada:${PLANTED}@127.0.0.1:9/s/${PLANTED}${PLANTED}/mcp?key=${PLANTED}#${PLANTED}`,
        headers: { 'X-Secret': PLANTED, Authorization: `Bearer ${PLANTED}` },
      },
      off: { ...fixture('recording.mjs'), enabled: false },
    },
  });
  client = await house.legacyClient();
});
afterAll(() => house.stop());

async function call(name: string, args: JsonObject = {}) {
  const result = await client.callTool({ name, arguments: args });
  const data = JSON.parse(textOf(result)) as JsonObject;
  if (result.structuredContent !== undefined) expect(result.structuredContent).toEqual(data);
  return { data, isError: result.isError === true };
}
const secure = (calls: unknown, more: JsonObject = {}) =>
  call('enkrypt_secure_call_tools', { server_name: 'rec', tool_calls: calls, ...more });
const results = (data: JsonObject) => data['results'] as readonly JsonObject[];

describe('definitions', () => {
  const text = { type: ['string', 'null'], default: null };
  it.each([
    [
      'enkrypt_list_all_servers',
      'List Available Servers',
      true,
      { discover_tools: { type: 'boolean', default: true } },
      undefined,
    ],
    ['enkrypt_get_server_info', 'Get Server Info', true, { server_name: { type: 'string' } }, ['server_name']],
    ['enkrypt_discover_all_tools', 'Discover Server Tools', true, { server_name: text }, undefined],
    [
      'enkrypt_secure_call_tools',
      'Securely Call Tools',
      false,
      { server_name: { type: 'string' }, tool_calls: { type: 'array', default: [] } },
      ['server_name'],
    ],
    ['enkrypt_get_cache_status', 'Get Cache Status', true, {}, undefined],
    ['enkrypt_clear_cache', 'Clear Cache', false, { id: text, server_name: text, cache_type: text }, undefined],
    ['enkrypt_get_timeout_metrics', 'Get Timeout Metrics', true, {}, undefined],
  ])('%s', (name, title, looksOnly, properties, required) => {
    const definition = gatewayTools.find((tool) => tool.definition.name === name)?.definition;
    expect(definition).toMatchObject({
      title,
      annotations: {
        title,
        readOnlyHint: looksOnly,
        destructiveHint: !looksOnly,
        idempotentHint: looksOnly,
        openWorldHint: !looksOnly,
      },
      inputSchema: { type: 'object', properties, additionalProperties: false },
    });
    expect(definition?.inputSchema['required']).toEqual(required);
  });

  it('are seven, in the order in which they are listed', async () => {
    expect(gatewayTools).toHaveLength(7);
    const listed = (await client.listTools()).tools.map(({ name }) => name);
    expect(listed.slice(0, 7)).toEqual(gatewayTools.map(({ definition }) => definition.name));
  });

  it('are refused with arguments that they do not know', async () => {
    const refused = await client.callTool({ name: 'enkrypt_get_cache_status', arguments: { verbose: true } });
    expect(textOf(refused)).toContain('must not have "verbose"');
  });
});

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
      enable_server_info_validation: false,
      input_guardrails_policy: { enabled: false, guardrails: [] },
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

describe('enkrypt_secure_call_tools', () => {
  it('calls in order and says how it went', async () => {
    const { data, isError } = await secure([{ name: 'say', args: { text: 'hi' } }, { name: 'pid' }]);
    expect(isError).toBe(false);
    expect(data).toMatchObject({
      server_name: 'rec',
      status: 'success',
      summary: { total_calls: 2, successful_calls: 2, blocked_calls: 0, failed_calls: 0, skipped_calls: 0 },
      guardrails_applied: { input_guardrails_enabled: false, pii_redaction_enabled: false },
    });
    expect(results(data)[0]).toMatchObject({
      status: 'success',
      message: 'Request processed successfully',
      response: 'You said: hi',
      content: [{ type: 'text', text: 'You said: hi' }],
      enkrypt_mcp_data: { call_index: 0, server_name: 'rec', tool_name: 'say', args: { text: 'hi' } },
      enkrypt_policy_detections: { input_guardrail_response: { is_safe: true } },
    });
  });

  it.each([
    [{ tool_name: 'say', arguments: { text: 'x' } }],
    [{ tool: 'say', tool_arguments: { text: 'x' } }],
    [{ function: 'say', tool_input_arguments: { text: 'x' } }],
    [{ function_name: 'say', tool_args: { text: 'x' } }],
    [{ function_id: 'say', tool_input_args: { text: 'x' } }],
    [{ name: 'say', parameters: { text: 'x' } }],
    [{ name: 'say', input: { text: 'x' } }],
    [{ name: 'say', params: { text: 'x' }, env: { IGNORED: '1' } }],
    [{ name: 'say', tool: 'say', args: { text: 'x' }, params: { text: 'x' } }],
  ])('understands %j', async (entry) => {
    expect(results((await secure([entry])).data)[0]).toMatchObject({ response: 'You said: x' });
  });

  it.each([
    [{ name: 'say', tool: 'pid', args: { text: 'x' } }, 'name and tool say different things'],
    [{ name: 'say', args: { text: 'x' }, params: { text: 'y' } }, 'args and params say different things'],
    [{ args: {} }, 'No tool_name provided'],
    [{ name: '' }, 'No tool_name provided'],
    [{ name: 'nothing' }, 'There is no tool "nothing"'],
    [{ name: 'say' }, 'text'],
    [{ name: 'say', args: { text: 7 } }, 'text must be string'],
  ])('refuses %j', async (entry, hint) => {
    const { data, isError } = await secure([entry]);
    expect(isError).toBe(true);
    expect(results(data)[0]).toMatchObject({ status: 'error', response: '', message: expect.stringContaining(hint) });
  });

  it('refuses entries of another shape before anything runs', async () => {
    for (const calls of ['say', ['say'], [{ name: 7 }], Array.from({ length: 101 }, () => ({ name: 'pid' }))]) {
      const result = await client.callTool({
        name: 'enkrypt_secure_call_tools',
        arguments: { server_name: 'rec', tool_calls: calls },
      });
      expect(textOf(result)).toContain('TOOL_003');
    }
  });

  it('skips what follows a failure, or does not', async () => {
    const calls = [{ name: 'pid' }, { name: 'nothing' }, { name: 'pid' }];
    const stopped = await secure(calls);
    expect(results(stopped.data).map(({ status }) => status)).toEqual(['success', 'error', 'skipped']);
    expect(stopped.data).toMatchObject({ status: 'error', summary: { failed_calls: 1, skipped_calls: 1 } });
    const went = await secure(calls, { stop_on_failure: false });
    expect(results(went.data).map(({ status }) => status)).toEqual(['success', 'error', 'success']);
  });

  it('lists the tools when there is nothing to call', async () => {
    const { data } = await call('enkrypt_secure_call_tools', { server_name: 'rec' });
    expect(data).toMatchObject({ status: 'success', source: expect.any(String), tools: expect.any(Array) });
    expect((await secure([])).data['tools']).toEqual(data['tools']);
  });

  it('leaves a record of every call, under one trace', async () => {
    const before = (await house.activity()).length;
    await secure([{ name: 'say', args: { text: 'Axolotl' } }, { name: 'nothing' }]);
    const records = (await house.activity()).slice(before);
    expect(records.map(({ transport, name }) => [transport, name])).toEqual([
      ['gateway-tool', 'say'],
      ['gateway-tool', undefined],
      ['http', 'enkrypt_secure_call_tools'],
    ]);
    expect(new Set(records.map(({ traceId }) => traceId)).size).toBe(1);
    expect(JSON.stringify(records)).not.toContain('Axolotl');
  });
});

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

describe('enkrypt_get_timeout_metrics', () => {
  it('shows counts and limits', async () => {
    const { data } = await call('enkrypt_get_timeout_metrics');
    expect(data).toMatchObject({
      timeout_metrics: {
        successful_operations: expect.any(Number),
        timeout_operations: 0,
        escalation_counts: { normal: expect.any(Number), warn: 0, timeout: 0, fail: 0 },
      },
      active_operations: {},
      timeout_config: { tool_execution_timeout: 60, connectivity_timeout: 2 },
    });
  });
});

describe('no gateway tool', () => {
  it('shows a secret of any server', async () => {
    const servers = ['rec', 'some', 'args', 'web'];
    const shown = await Promise.all([
      call('enkrypt_list_all_servers'),
      call('enkrypt_list_all_servers', { discover_tools: false }),
      call('enkrypt_discover_all_tools'),
      call('enkrypt_get_cache_status'),
      call('enkrypt_get_timeout_metrics'),
      call('enkrypt_clear_cache', { cache_type: 'gateway' }),
      ...servers.map((server_name) => call('enkrypt_get_server_info', { server_name })),
      ...servers.map((server_name) => call('enkrypt_secure_call_tools', { server_name, tool_calls: [{ name: 'x' }] })),
      ...servers.map((server_name) => call('enkrypt_secure_call_tools', { server_name })),
    ]);
    for (const { data } of shown) expect(JSON.stringify(data)).not.toContain(PLANTED);
    const info = JSON.stringify((await call('enkrypt_get_server_info', { server_name: 'args' })).data);
    for (const kept of ['--verbose', '--header', 'X-Custom', '--token=****', 'TOKEN']) expect(info).toContain(kept);
  });
});
