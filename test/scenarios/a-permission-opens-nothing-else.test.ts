import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { GatewayConfigInput } from '../../shared/config/gateway-config';
import { type Clerk, seatClerk } from '../support/clerk';
import { type Office, openOffice } from '../support/office';
import { modernRequest, openTestHouse, textOf, type TestHouse } from '../support/test-house';

const ASKING = join(import.meta.dirname, '../conformance/fixture/stdio.mjs');

let house: TestHouse | undefined;
let office: Office | undefined;
let clerk: Clerk | undefined;
afterEach(async () => {
  clerk?.leave();
  await house?.stop();
  await office?.close();
  [house, office] = [undefined, undefined];
});

describe('a call that was allowed and whose server asked something in between', () => {
  const NAME = 'test_input_required_result_request_state';

  async function open(config: Partial<GatewayConfigInput> = {}) {
    house = await openTestHouse({
      servers: { new: { command: process.execPath, args: [ASKING], era: 'modern' } },
      config: { policy: { approvals: { ask: 'everything' } }, approvals: { deadline: 1 }, ...config },
    });
    clerk = seatClerk(house);
    return house;
  }

  async function round(one: TestHouse, params: object): Promise<Record<string, unknown>> {
    const { body, headers } = modernRequest('tools/call', { name: NAME, arguments: {}, ...params });
    (body.params._meta as Record<string, unknown>)['io.modelcontextprotocol/clientCapabilities'] = { elicitation: {} };
    const { body: said } = await one.post(body, {
      path: '/servers/new/mcp',
      headers: headers as Record<string, string>,
    });
    return said.result ?? { error: said.error };
  }

  async function allowedUntilItAsks(one: TestHouse): Promise<string> {
    const asked = round(one, {});
    await clerk!.answer('allow');
    expect(await asked).toMatchObject({ resultType: 'input_required' });
    return String((await asked)['requestState']);
  }

  it('goes on, once', async () => {
    const one = await open();
    const requestState = await allowedUntilItAsks(one);
    const inputResponses = { confirm: { action: 'accept', content: { ok: true } } };
    expect(textOf(await round(one, { requestState, inputResponses }))).toBe('state-ok');
    expect(textOf(await round(one, { requestState, inputResponses }))).toContain('timed out');
  });

  it('opens no other call, not even to a client of the other era', async () => {
    const one = await open();
    const requestState = await allowedUntilItAsks(one);
    const legacy = await one.legacyClient('/servers/new/mcp');
    const other = await legacy.callTool({ name: 'test_simple_text', arguments: {}, requestState } as never);
    expect(textOf(other)).toContain('timed out');
  });

  it('is asked about again where the answer holds what nobody was asked about, and shows it', async () => {
    const one = await open({
      guardrails: [{ name: 'words', use: 'custom-keyword', options: { words: ['hush'], action: 'ask' } }],
    });
    const requestState = await allowedUntilItAsks(one);
    const inputResponses = { confirm: { action: 'accept', content: { ok: true, note: 'hush' } } };
    const asked = round(one, { requestState, inputResponses });
    const hold = await clerk!.waiting();
    expect(hold.content).toMatchObject({ inputResponses });
    await clerk!.decide(hold, 'allow');
    expect(textOf(await asked)).toBe('state-ok');
  });
});

describe('a call that waits while the world changes', () => {
  const write = { name: 'office__write_note', arguments: { path: '/notes/a', text: 'milk' } };

  async function open(config: Partial<GatewayConfigInput> = {}) {
    office = await openOffice(config);
    clerk = seatClerk(office.one);
    return office;
  }

  it.each([
    ['its key is disabled', ({ keys }, keyId) => (keys[keyId]!.disabledAt = '2026-01-02T00:00:00Z'), 'AUTH'],
    ['its key expires', ({ keys }, keyId) => (keys[keyId]!.expiresAt = '2026-01-02T00:00:00Z'), 'AUTH'],
    ['its key is deleted', ({ keys }, keyId) => delete keys[keyId], 'AUTH'],
    ['its user leaves the project', ({ projects }) => (projects['demo']!.userIds = []), 'AUTH'],
    ['its server is switched off', ({ configs }) => disable(configs['main']!.servers), 'office'],
    ['its server becomes another', ({ configs }) => replace(configs['main']!.servers), 'office'],
  ] satisfies [string, (config: Edited, keyId: string) => unknown, string][])(
    'is not sent once %s, whoever allows it',
    async (_, change, expected) => {
      const { one, reached } = await open();
      const call = (await one.legacyClient()).callTool(write);
      const hold = await clerk!.waiting();
      await one.edit((config) => void change(config, one.keyId));
      await clerk!.decide(hold, 'allow');
      const refused = await call;
      expect(refused.isError).toBe(true);
      expect(textOf(refused)).toContain(expected);
      expect(await reached()).toEqual([]);
    },
  );

  it('is not sent once its tool has another definition', async () => {
    const { one, reached, definition } = await open();
    const call = (await one.legacyClient()).callTool(write);
    const hold = await clerk!.waiting();
    await writeFile(definition, 'Writes a note, and more.');
    await new Promise((resolve) => setTimeout(resolve, 500));
    await clerk!.decide(hold, 'allow');
    expect(textOf(await call)).toMatch(/definition.*APPR_006/);
    expect(await reached()).toEqual([]);
  });

  it('is not sent once its tool is denied for good', async () => {
    const { one, reached } = await open();
    const client = await one.legacyClient();
    const calls = [client.callTool(write), client.callTool(write)];
    await clerk!.waiting();
    while (one.house.gateway.approvals.desk.list().length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    const [first, second] = one.house.gateway.approvals.desk.list();
    await clerk!.decide(first!, 'deny', 'always-deny');
    await clerk!.decide(second!, 'allow');
    expect((await Promise.all(calls)).map(textOf).join(' ')).toContain('for good');
    expect(await reached()).toEqual([]);
  });

  it('has no result for a key that was disabled meanwhile', async () => {
    const { one } = await open({ policy: { approvals: { ask: 'nothing', results: 'everything' } } });
    const call = (await one.legacyClient()).callTool({ name: 'office__report' });
    const hold = await clerk!.waiting();
    await one.edit(({ keys }) => (keys[one.keyId]!.disabledAt = '2026-01-02T00:00:00Z'));
    await clerk!.decide(hold, 'allow');
    expect(JSON.stringify(await call)).not.toContain('all is well');
  });
});

type Edited = Parameters<Parameters<TestHouse['edit']>[0]>[0];

function disable(servers: Record<string, unknown>): void {
  servers['office'] = { ...(servers['office'] as object), enabled: false };
}

function replace(servers: Record<string, unknown>): void {
  servers['office'] = { ...(servers['office'] as object), env: { ELSEWHERE: '1' } };
}
