import { rm, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Hold } from '../../../../../shared/model/approval';
import { fixture, openTestHouse, type TestHouse, textOf } from '../../../../support/test-house';

const record = join(tmpdir(), `smg-guard-input-${process.pid}.jsonl`);
let house: TestHouse | undefined;

afterEach(async () => {
  await house?.stop();
  house = undefined;
  await rm(record, { force: true });
});

const open = async (options: object, more: object = {}, entry: object = {}) => {
  const guardrail = { name: 'words', use: 'custom-keyword', phases: ['input' as const], options, ...entry };
  house = await openTestHouse({
    servers: { rec: fixture('recording.mjs', { RECORD: record }), other: fixture('recording.mjs') },
    config: { guardrails: [guardrail] },
    ...more,
  });
  return house;
};
const sent = async () => readFile(record, 'utf8').catch(() => '');

describe('guardInput', () => {
  it('sends what is left after redaction, and nothing of the rest', async () => {
    const { legacyClient } = await open({ words: ['hush'], action: 'redact', replacement: '#' });
    const client = await legacyClient();
    const said = await client.callTool({ name: 'rec__say', arguments: { text: 'a HUSH b hush' } });
    expect(textOf(said)).toBe('You said: a # b #');
    expect(await sent()).not.toMatch(/hush/i);
  });

  it('judges _meta of the client as well, but not the envelope, which does not travel', async () => {
    const { legacyClient, modernClient } = await open({ words: ['hush', 'modern-test'] });
    const client = await legacyClient();
    const refused = await client.callTool({ name: 'rec__pid', _meta: { 'x/y': 'hush' } });
    expect(textOf(refused)).toContain('GUARD_004');
    expect(JSON.stringify(await (await modernClient()).callTool({ name: 'rec__pid' }))).not.toContain('GUARD');
  });

  it('never lets a redaction change who is called', async () => {
    const { legacyClient } = await open({ words: ['pid'], action: 'redact', replacement: 'crash' });
    const refused = await (await legacyClient()).callTool({ name: 'rec__pid' });
    expect(textOf(refused)).toContain('objects to the name');
    expect(await sent()).not.toContain('tools/call');
  });

  it('looks only where the policy says', async () => {
    const { legacyClient } = await open({ words: ['hush'] }, {}, { servers: ['rec'] });
    const client = await legacyClient();
    expect((await client.callTool({ name: 'rec__say', arguments: { text: 'hush' } })).isError).toBe(true);
    expect((await client.callTool({ name: 'other__say', arguments: { text: 'hush' } })).isError).toBeUndefined();
    const inner = await client.callTool({
      name: 'enkrypt_secure_call_tools',
      arguments: { server_name: 'rec', tool_calls: [{ name: 'say', args: { text: 'hush' } }] },
    });
    expect(inner.structuredContent).toMatchObject({ summary: { blocked_calls: 1 } });
    expect(await sent()).not.toContain('hush');
  });

  it('asks a person, shows them the whole request, and does what they say', async () => {
    const asked: Hold[] = [];
    let verdict: 'allow' | 'deny' = 'deny';
    const nobody = { name: 'nobody', ask: () => Promise.resolve('nobody-there' as const) };
    const ada = {
      name: 'ada',
      ask: (question: Hold) => {
        asked.push(question);
        return Promise.resolve({ verdict, by: 'Ada' });
      },
    };
    const { legacyClient, activity } = await open(
      { words: ['hush'], action: 'ask' },
      { approvalChannels: [nobody, ada] },
    );
    const client = await legacyClient();
    const ask = () => client.callTool({ name: 'rec__say', arguments: { text: 'hush' } });
    expect(textOf(await ask())).toContain('a person denied this call');
    expect(await sent()).not.toContain('tools/call');
    verdict = 'allow';
    expect(textOf(await ask())).toBe('You said: hush');
    expect(asked[0]).toMatchObject({
      server: 'rec',
      method: 'tools/call',
      tool: { name: 'say' },
      content: { name: 'say', arguments: { text: 'hush' } },
      reasons: [{ ruleId: 'custom-keyword', evidence: [{ path: '/arguments/text' }] }],
    });
    const outcomes = (await activity()).filter(({ method }) => method === 'tools/call').map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['denied', 'ok']);
  });
});
