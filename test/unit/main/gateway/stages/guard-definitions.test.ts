import { rm, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ALLOW } from '../../../../../shared/model/verdict';
import type { ApprovalChannel } from '../../../../../main/gateway/ports/approval-channel';
import type { Inspection, Phase } from '../../../../../main/gateway/ports/guardrail';
import { judgingPlugin, objecting } from '../../../../support/judging-plugin';
import { fixture, openTestHouse, type TestHouse, textOf } from '../../../../support/test-house';

const record = join(tmpdir(), `smg-definitions-${process.pid}.jsonl`);
let house: TestHouse | undefined;

afterEach(async () => {
  await house?.stop();
  house = undefined;
  await rm(record, { force: true });
});

async function open(phase: Phase, inspect: (inspection: Inspection) => ReturnType<typeof objecting>, more = {}) {
  house = await openTestHouse({
    servers: { rec: fixture('recording.mjs', { RECORD: record, POISON: 'Pelican' }) },
    config: { guardrails: [{ name: 'judge', use: 'judge', phases: [phase] }] },
    extraPlugins: [judgingPlugin('judge', [phase], inspect)],
    ...more,
  });
  return house;
}

const onlyPid = (action: 'ask' | 'block') => (inspection: Inspection) =>
  inspection.name === 'pid' ? objecting(action) : (ALLOW as ReturnType<typeof objecting>);
const calls = async () =>
  (await readFile(record, 'utf8').catch(() => '')).split('\n').filter((line) => line.includes('"tools/call"')).length;

describe('guardDefinitions', () => {
  it('needs a person for a tool whose definition needs one, although it is on no list', async () => {
    const { legacyClient } = await open('listing', onlyPid('ask'));
    const client = await legacyClient();
    expect((await client.listTools()).tools.map(({ name }) => name)).not.toContain('rec__pid');
    const refused = await client.callTool({ name: 'rec__pid' });
    expect(refused.isError).toBe(true);
    expect(textOf(refused)).toContain('APPR_003');
    expect(await calls()).toBe(0);
  });

  it('lets the call through when the person agrees', async () => {
    const yes: ApprovalChannel = { name: 'yes', ask: () => Promise.resolve({ verdict: 'allow', by: 'Ada' }) };
    const { legacyClient } = await open('listing', onlyPid('ask'), { approvalChannels: [yes] });
    expect((await (await legacyClient()).callTool({ name: 'rec__pid' })).isError).toBeUndefined();
    expect(await calls()).toBe(1);
  });

  it('needs a person for a server whose description needs one, and does not show its tools', async () => {
    const { legacyClient, post } = await open('server', () => objecting('ask'));
    const client = await legacyClient();
    expect((await client.listTools()).tools.filter(({ name }) => name.startsWith('rec__'))).toEqual([]);
    expect(textOf(await client.callTool({ name: 'rec__pid' }))).toContain('APPR_003');
    const hello = { jsonrpc: '2.0', id: 1, method: 'initialize', params: { protocolVersion: '2025-11-25' } };
    expect((await post(hello, { path: '/servers/rec/mcp' })).body.error).toMatchObject({ code: 40_308 });
    expect(await calls()).toBe(0);
  });

  it('tells nothing of a blocked definition while it says which arguments do not fit', async () => {
    const { modernClient } = await open('listing', () => objecting('block', 'no'));
    const client = await modernClient();
    const refused = await client.callTool({ name: 'rec__say', arguments: { wrong: 1 } });
    expect(JSON.stringify(refused)).toContain('DISC_003');
    expect(JSON.stringify(refused)).not.toMatch(/required|"wrong"/);
  });

  it('asks a judge again that could not judge, also where its failure lets things pass', async () => {
    let isBroken = true;
    const judge = judgingPlugin('judge', ['listing'], ({ name }) => {
      if (isBroken) throw new Error('out of order');
      return name === 'pid' ? objecting('block') : ALLOW;
    });
    house = await openTestHouse({
      servers: { rec: fixture('recording.mjs', { RECORD: record }) },
      config: { guardrails: [{ name: 'judge', use: 'judge', onFailure: 'open' }] },
      extraPlugins: [judge],
    });
    const client = await house.legacyClient();
    expect((await client.callTool({ name: 'rec__pid' })).isError).toBeUndefined();
    isBroken = false;
    expect(textOf(await client.callTool({ name: 'rec__pid' }))).toContain('DISC_003');
  });
});
