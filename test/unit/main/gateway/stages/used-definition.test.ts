import { afterEach, describe, expect, it } from 'vitest';
import { ALLOW } from '../../../../../shared/model/verdict';
import { judgingPlugin, objecting } from '../../../../support/judging-plugin';
import { fixture, openTestHouse, type TestHouse } from '../../../../support/test-house';

let house: TestHouse | undefined;
afterEach(async () => {
  await house?.stop();
  house = undefined;
});

/** A house in which the definitions of these names are blocked. */
async function open(...names: string[]) {
  const judge = judgingPlugin('judge', ['listing'], ({ name }) =>
    names.includes(name ?? '') ? objecting('block') : (ALLOW as ReturnType<typeof objecting>),
  );
  house = await openTestHouse({
    servers: { rec: fixture('recording.mjs') },
    config: { guardrails: [{ name: 'judge', use: 'judge' }] },
    extraPlugins: [judge],
  });
  return await house.legacyClient('/servers/rec/mcp');
}
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (failure: Error) => failure.message,
  );

describe('what is used is judged by its definition', () => {
  it('a prompt that is blocked is neither listed nor given', async () => {
    const client = await open('greet');
    expect((await client.listPrompts()).prompts).toEqual([]);
    expect(await refusal(client.getPrompt({ name: 'greet', arguments: { who: 'Ada' } }))).toContain(
      'blocked this definition',
    );
  });

  it('a resource that is blocked is neither listed nor read', async () => {
    const client = await open('one', 'rec://one');
    expect((await client.listResources()).resources).toEqual([]);
    expect(await refusal(client.readResource({ uri: 'rec://one' }))).toContain('blocked this definition');
    expect(await refusal(client.readResource({ uri: 'rec://item/7' }))).toBe('done');
  });

  it('so is what a blocked template stands for', async () => {
    const client = await open('item', 'rec://item/{id}');
    expect(await refusal(client.readResource({ uri: 'rec://item/7' }))).toContain('blocked this definition');
    expect(await refusal(client.readResource({ uri: 'rec://one' }))).toBe('done');
  });
});

describe('what the configuration says about a server', () => {
  it('is judged like what the server says of itself', async () => {
    const judge = judgingPlugin('judge', ['server'], ({ content }) =>
      JSON.stringify(content).includes('Pelican') ? objecting('block') : (ALLOW as ReturnType<typeof objecting>),
    );
    house = await openTestHouse({
      servers: {
        rec: { ...fixture('recording.mjs'), description: 'Knows the Pelican.' },
        other: fixture('recording.mjs'),
      },
      config: { guardrails: [{ name: 'judge', use: 'judge' }] },
      extraPlugins: [judge],
    });
    const client = await house.legacyClient();
    // The first call makes both servers known.
    await client.callTool({ name: 'other__pid' });
    expect(JSON.stringify(await client.callTool({ name: 'rec__pid' }))).toContain('GUARD_002');
    const names = (await client.listTools()).tools.map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('rec__'))).toEqual([]);
    expect(names).toContain('other__pid');
    const listed = await client.callTool({ name: 'enkrypt_list_all_servers', arguments: { discover_tools: true } });
    expect(JSON.stringify(listed)).toContain('blocked this server');
    for (const discover_tools of [true, false]) {
      const shown = await client.callTool({ name: 'enkrypt_list_all_servers', arguments: { discover_tools } });
      expect(JSON.stringify(shown)).not.toContain('Pelican');
    }
  });
});
