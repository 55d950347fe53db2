import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { definePlugin } from '../../main/gateway/ports/plugin';
import { fixture, modernRequest, openTestHouse, type TestHouse } from '../support/test-house';

const FORBIDDEN = 'Nightingale';
let house: TestHouse | undefined;
const record = join(tmpdir(), `smg-record-${process.pid}.jsonl`);

afterEach(async () => {
  await house?.stop();
  house = undefined;
  await rm(record, { force: true });
});

async function callsSeen(): Promise<readonly string[]> {
  const text = await readFile(record, 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line.includes('"tools/call"'));
}

const judge = (name: string, inspect: () => never | Promise<never>) =>
  definePlugin({
    kind: 'guardrail',
    name,
    title: name,
    options: z.strictObject({}),
    create: () => ({ phases: new Set(['input'] as const), inspect }),
  });

const open = async (guardrail: Record<string, unknown>, extraPlugins = {}) => {
  house = await openTestHouse({
    servers: { rec: fixture('recording.mjs', { RECORD: record }) },
    config: { guardrails: [{ name: 'gate', phases: ['input'], ...guardrail } as never] },
    ...extraPlugins,
  });
  return house;
};

const keyword = { use: 'custom-keyword', options: { words: [FORBIDDEN], action: 'block' } };

describe('blocked input never reaches the upstream', () => {
  it.each([
    ['a plain argument', 'rec__say', { text: `about ${FORBIDDEN}` }],
    ['the last nested field', 'rec__deep', { a: 1, list: [{}, { deeper: { deepest: FORBIDDEN } }] }],
    ['the name of a field', 'rec__deep', { [FORBIDDEN]: true }],
  ])('in %s', async (_, name, args) => {
    const { legacyClient } = await open(keyword);
    const client = await legacyClient();
    const result = await client.callTool({ name, arguments: args });
    expect(result.isError).toBe(true);
    expect(JSON.stringify(result.content)).toContain('GUARD_004');
    expect(JSON.stringify(result)).not.toContain(FORBIDDEN);
    expect(await callsSeen()).toEqual([]);
  });

  it('through a gateway tool either, and the batch says so', async () => {
    const { legacyClient } = await open(keyword);
    const client = await legacyClient();
    const result = await client.callTool({
      name: 'enkrypt_secure_call_tools',
      arguments: {
        server_name: 'rec',
        tool_calls: [
          { name: 'say', args: { text: 'fine' } },
          { tool: 'say', parameters: { text: FORBIDDEN } },
          { name: 'say', args: { text: 'also fine' } },
        ],
      },
    });
    // The outer call carries the forbidden word itself, so it is stopped before any inner one.
    expect(result.isError).toBe(true);
    expect(await callsSeen()).toEqual([]);
  });

  it('over the modern era, for prompts and resources as well', async () => {
    const { post } = await open(keyword);
    const prompt = modernRequest('prompts/get', { name: 'rec__greet', arguments: { who: FORBIDDEN } });
    const refused = await post(prompt.body, { headers: prompt.headers });
    expect(refused.body.error).toMatchObject({ code: 40_304 });
    const seen = await readFile(record, 'utf8').catch(() => '');
    expect(seen).not.toContain('prompts/get');
  });

  it('when the guardrail throws', async () => {
    const broken = judge('broken', () => {
      throw new Error('out of order');
    });
    const { legacyClient } = await open({ use: 'broken' }, { extraPlugins: [broken] });
    const result = await (await legacyClient()).callTool({ name: 'rec__say', arguments: { text: 'fine' } });
    expect(result.isError).toBe(true);
    expect(JSON.stringify(result)).toContain('GUARD_006');
    expect(JSON.stringify(result)).not.toContain('out of order');
    expect(await callsSeen()).toEqual([]);
  });

  it('when the guardrail never answers', async () => {
    const silent = judge('silent', () => new Promise<never>(() => undefined));
    const { legacyClient } = await open({ use: 'silent', timeout: 0.2 }, { extraPlugins: [silent] });
    const result = await (await legacyClient()).callTool({ name: 'rec__say', arguments: { text: 'fine' } });
    expect(result.isError).toBe(true);
    expect(JSON.stringify(result)).toContain('GUARD_005');
    expect(await callsSeen()).toEqual([]);
  });

  it('when the guardrail answers nonsense', async () => {
    const odd = judge('odd', (() => ({ action: 'perhaps' })) as never);
    const { legacyClient } = await open({ use: 'odd' }, { extraPlugins: [odd] });
    const result = await (await legacyClient()).callTool({ name: 'rec__say', arguments: { text: 'fine' } });
    expect(result.isError).toBe(true);
    expect(await callsSeen()).toEqual([]);
  });

  it('but passes when the policy says open, and the record says so', async () => {
    const broken = judge('broken', () => {
      throw new Error('out of order');
    });
    const { legacyClient, activity } = await open({ use: 'broken', onFailure: 'open' }, { extraPlugins: [broken] });
    const result = await (await legacyClient()).callTool({ name: 'rec__say', arguments: { text: 'fine' } });
    expect(result.isError).toBeUndefined();
    expect(await callsSeen()).toHaveLength(1);
    const record = (await activity()).find((one) => one.method === 'tools/call');
    expect(record?.judgements).toMatchObject([{ guardrail: 'gate', action: 'failed-open' }]);
  });
});
