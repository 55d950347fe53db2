import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixture, openTestHouse, type TestHouse, textOf } from '../../../../support/test-house';

let house: TestHouse;
let call: (name: string, args?: unknown) => Promise<string>;

beforeAll(async () => {
  house = await openTestHouse({ servers: { rec: fixture('recording.mjs') } });
  const hello = { jsonrpc: '2.0', id: 0, method: 'initialize', params: { protocolVersion: '2025-11-25' } };
  const headers = { 'mcp-session-id': (await house.post(hello)).headers.get('mcp-session-id') ?? '' };
  call = async (name, args) => {
    const params = { name, ...(args === undefined ? {} : { arguments: args }) };
    const { body } = await house.post({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }, { headers });
    return textOf(body.result);
  };
});
afterAll(() => house.stop());

describe('checkArguments', () => {
  it.each([
    ['rec__say', { text: 7 }, 'rec · say: arguments.text must be string'],
    ['rec__say', {}, "must have required property 'text'"],
    ['rec__say', undefined, "must have required property 'text'"],
    ['rec__say', { text: 'x', more: 1 }, 'must not have "more"'],
    ['rec__say', ['x'], '"arguments" of rec · say must be an object'],
    ['rec__say', 'x', '"arguments" of rec · say must be an object'],
    ['rec__nap', { ms: 'soon' }, 'arguments.ms must be number'],
    ['enkrypt_get_server_info', {}, "must have required property 'server_name'"],
  ])('refuses %s with %j', async (name, args, hint) => {
    const text = await call(name, args);
    expect(text).toContain(hint);
    expect(text).toContain('TOOL_003');
  });

  it('lets through what fits', async () => {
    expect(await call('rec__say', { text: '' })).toBe('You said: ');
    expect(await call('rec__deep', { anything: [null] })).toBe('taken');
    expect(await call('rec__pid')).toMatch(/^\d+$/);
  });
});
