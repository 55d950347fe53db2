import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatewayTools } from '../../../../main/gateway-tools/gateway-tools';
import { type GatewayToolHouse, openGatewayToolHouse, PLANTED } from '../../../support/gateway-tool-house';
import { textOf } from '../../../support/test-house';

let opened: GatewayToolHouse;
const call: GatewayToolHouse['call'] = (name, args) => opened.call(name, args);

beforeAll(async () => {
  opened = await openGatewayToolHouse();
});
afterAll(() => opened.house.stop());

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
    const listed = (await opened.client.listTools()).tools.map(({ name }) => name);
    expect(listed.slice(0, 7)).toEqual(gatewayTools.map(({ definition }) => definition.name));
  });

  it('are refused with arguments that they do not know', async () => {
    const refused = await opened.client.callTool({ name: 'enkrypt_get_cache_status', arguments: { verbose: true } });
    expect(textOf(refused)).toContain('must not have "verbose"');
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
