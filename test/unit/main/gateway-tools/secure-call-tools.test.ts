import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../shared/model/json-rpc';
import { type GatewayToolHouse, openGatewayToolHouse } from '../../../support/gateway-tool-house';
import { textOf } from '../../../support/test-house';

let opened: GatewayToolHouse;
const call: GatewayToolHouse['call'] = (name, args) => opened.call(name, args);

beforeAll(async () => {
  opened = await openGatewayToolHouse();
});
afterAll(() => opened.house.stop());

const secure = (calls: unknown, more: JsonObject = {}) =>
  call('enkrypt_secure_call_tools', { server_name: 'rec', tool_calls: calls, ...more });
const results = (data: JsonObject) => data['results'] as readonly JsonObject[];

describe('enkrypt_secure_call_tools', () => {
  it('calls in order and says how it went', async () => {
    const { data, isError } = await secure([{ name: 'say', args: { text: 'hi' } }, { name: 'pid' }]);
    expect(isError).toBe(false);
    expect(data).toMatchObject({
      server_name: 'rec',
      status: 'success',
      summary: { total_calls: 2, successful_calls: 2, blocked_calls: 0, failed_calls: 0, skipped_calls: 0 },
      guardrails_applied: { input_guardrails_enabled: true, pii_redaction_enabled: false },
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
      const result = await opened.client.callTool({
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
    const before = (await opened.house.activity()).length;
    await secure([{ name: 'say', args: { text: 'Axolotl' } }, { name: 'nothing' }]);
    const records = (await opened.house.activity()).slice(before);
    expect(records.map(({ transport, name }) => [transport, name])).toEqual([
      ['gateway-tool', 'say'],
      ['gateway-tool', undefined],
      ['http', 'enkrypt_secure_call_tools'],
    ]);
    expect(new Set(records.map(({ traceId }) => traceId)).size).toBe(1);
    // Of the client that asked for all of them.
    expect(records.map(({ clientName }) => clientName)).toEqual(Array(3).fill(records[2]?.clientName));
    expect(records[2]?.clientName).toBeDefined();
    expect(JSON.stringify(records)).not.toContain('Axolotl');
  });
});
