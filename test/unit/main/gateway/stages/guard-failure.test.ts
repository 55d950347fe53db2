import { afterEach, describe, expect, it } from 'vitest';
import { judgingPlugin, objecting } from '../../../../support/judging-plugin';
import { fixture, openTestHouse, type TestHouse, textOf } from '../../../../support/test-house';

const FORBIDDEN = 'Nightingale';
let house: TestHouse | undefined;

afterEach(async () => {
  await house?.stop();
  house = undefined;
});

const falling = {
  command: process.execPath,
  args: ['-e', `process.stderr.write('${FORBIDDEN} was here\\n'); process.exit(2)`],
  era: 'legacy' as const,
};

async function open(action: 'block' | 'redact', more = {}) {
  house = await openTestHouse({
    servers: { rec: fixture('recording.mjs'), falling },
    config: {
      guardrails: [
        { name: 'words', use: 'custom-keyword', phases: ['output'], options: { words: [FORBIDDEN], action } },
      ],
    },
    ...more,
  });
  return house;
}

const initialize = { jsonrpc: '2.0', id: 0, method: 'initialize', params: { protocolVersion: '2025-11-25' } };

describe('guardFailure', () => {
  it('withholds a JSON-RPC error of a server that says what may not be said', async () => {
    const { post } = await open('block');
    const path = '/servers/rec/mcp';
    const session = (await post(initialize, { path })).headers.get('mcp-session-id') ?? '';
    const headers = { 'mcp-session-id': session };
    const odd = await post({ jsonrpc: '2.0', id: 1, method: `odd/${FORBIDDEN}` }, { path, headers });
    expect(odd.body.error).toMatchObject({ code: 40_304 });
    expect(JSON.stringify(odd.body)).not.toContain(FORBIDDEN);
    const plain = await post({ jsonrpc: '2.0', id: 2, method: 'odd/plain' }, { path, headers });
    expect(plain.body.error).toEqual({ code: -32_601, message: 'No method odd/plain' });
  });

  it('redacts it where the policy says so, and leaves the code', async () => {
    const { post } = await open('redact');
    const path = '/servers/rec/mcp';
    const session = (await post(initialize, { path })).headers.get('mcp-session-id') ?? '';
    const odd = await post(
      { jsonrpc: '2.0', id: 1, method: `odd/${FORBIDDEN}` },
      { path, headers: { 'mcp-session-id': session } },
    );
    expect(odd.body.error).toEqual({ code: -32_601, message: 'No method odd/[REDACTED]' });
  });

  it('withholds the last words of a server that fell, from calls and from gateway tools', async () => {
    const { legacyClient } = await open('block');
    const client = await legacyClient();
    const called = await client.callTool({ name: 'falling__x' });
    expect(called.isError).toBe(true);
    const discovered = await client.callTool({
      name: 'enkrypt_discover_all_tools',
      arguments: { server_name: 'falling' },
    });
    expect(discovered.isError).toBe(true);
    expect(JSON.stringify([called, discovered])).not.toContain(FORBIDDEN);
  });

  it('quotes them where nobody objects', async () => {
    house = await openTestHouse({ servers: { falling } });
    const client = await house.legacyClient();
    expect(textOf(await client.callTool({ name: 'falling__x' }))).toContain(FORBIDDEN);
  });

  it('does not pass on what a judge that is out of order could not judge', async () => {
    const judge = judgingPlugin('judge', ['output'], () => {
      throw new Error('out of order');
    });
    const { post } = await open('block', {
      config: { guardrails: [{ name: 'judge', use: 'judge' }] },
      extraPlugins: [judge],
    });
    const path = '/servers/rec/mcp';
    const session = (await post(initialize, { path })).headers.get('mcp-session-id') ?? '';
    const odd = await post(
      { jsonrpc: '2.0', id: 1, method: `odd/${FORBIDDEN}` },
      { path, headers: { 'mcp-session-id': session } },
    );
    expect(odd.body.error).toMatchObject({ code: 50_303 });
    expect(JSON.stringify(odd.body)).not.toContain(FORBIDDEN);
  });

  it('gives every request the id of its own record, also when several met the same error', async () => {
    const { post, activity } = await open('block', {
      config: { guardrails: [{ name: 'judge', use: 'judge', phases: ['listing'] }] },
      extraPlugins: [judgingPlugin('judge', ['listing'], () => objecting('block'))],
    });
    const session = (await post(initialize)).headers.get('mcp-session-id') ?? '';
    const ask = (id: number) =>
      post(
        { jsonrpc: '2.0', id, method: 'tools/call', params: { name: 'rec__pid' } },
        { headers: { 'mcp-session-id': session } },
      );
    const answers = [await ask(1), await ask(2)];
    const records = (await activity()).filter(({ method }) => method === 'tools/call');
    const ids = answers.map(({ body }) => {
      const meta = body.result?.['_meta'] as Record<string, { correlation_id: string }>;
      return meta['secure-mcp-gateway/error']?.correlation_id;
    });
    expect(ids).toEqual(records.map(({ correlationId }) => correlationId));
    expect(new Set(ids).size).toBe(2);
  });
});
