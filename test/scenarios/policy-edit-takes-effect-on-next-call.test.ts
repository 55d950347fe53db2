import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { fixture, openTestHouse, textOf, type TestHouse } from '../support/test-house';

let house: TestHouse | undefined;

afterEach(async () => {
  await house?.stop();
  house = undefined;
});

const open = async () => (house = await openTestHouse({ servers: { rec: fixture('recording.mjs') } }));

describe('an edit of the configuration takes effect on the next call', () => {
  it('a guardrail that is switched on judges it, and the server keeps its process', async () => {
    const { legacyClient, edit } = await open();
    const client = await legacyClient();
    const pid = textOf(await client.callTool({ name: 'rec__pid' }));
    const say = () => client.callTool({ name: 'rec__say', arguments: { text: 'sesame' } });
    expect((await say()).isError).toBeUndefined();
    await edit((config) => {
      config.guardrails = [{ name: 'g', use: 'custom-keyword', options: { words: ['sesame'] } }];
    });
    expect((await say()).isError).toBe(true);
    expect(textOf(await client.callTool({ name: 'rec__pid' }))).toBe(pid);
    await edit((config) => {
      config.guardrails = [];
    });
    expect((await say()).isError).toBeUndefined();
  });

  it('a server that is removed is gone, and clients are told that the list changed', async () => {
    const { legacyClient, edit } = await open();
    const client = await legacyClient();
    let told = 0;
    client.fallbackNotificationHandler = async ({ method }) => {
      if (method === 'notifications/tools/list_changed') told += 1;
    };
    await client.callTool({ name: 'rec__pid' });
    await edit((config) => {
      config.configs = { main: { name: 'Main', servers: {} } as never };
    });
    await expect(client.callTool({ name: 'rec__pid' })).rejects.toThrow(/no tool "rec__pid"/);
    await expect.poll(() => told).toBeGreaterThan(0);
  });

  it('a broken edit changes nothing and is explained; the next good one is taken', async () => {
    const one = await open();
    const client = await one.legacyClient();
    const say = () => client.callTool({ name: 'rec__say', arguments: { text: 'sesame' } });
    for (const broken of ['{ "version": 1, ', '{ "version": 1, "guardrials": [] }']) {
      await writeFile(join(one.directory, 'config.json'), broken);
      expect((await say()).isError).toBeUndefined();
      expect(one.house.status().configProblems).toHaveLength(1);
    }
    expect(one.house.status().configProblems[0]).toMatch(/guardrials.*guardrails/);
  });

  it('a guardrail that nobody provides is refused as a whole edit', async () => {
    const one = await open();
    const client = await one.legacyClient();
    await one.edit((config) => {
      config.guardrails = [{ name: 'g', use: 'custom-keywords', options: { words: ['x'] } }];
    });
    expect((await client.callTool({ name: 'rec__pid' })).isError).toBeUndefined();
    expect(one.house.status().configProblems[0]).toMatch(
      /no guardrail provider "custom-keywords".*Did you mean "custom-keyword"/,
    );
  });
});
