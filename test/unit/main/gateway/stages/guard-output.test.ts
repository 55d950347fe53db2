import { afterEach, describe, expect, it } from 'vitest';
import { fixture, openTestHouse, type TestHouse, textOf } from '../../../../support/test-house';

let house: TestHouse | undefined;

afterEach(async () => {
  await house?.stop();
  house = undefined;
});

const open = async (phase: 'output' | 'listing' | 'server', options: object) => {
  house = await openTestHouse({
    servers: { rec: fixture('recording.mjs', { LEAK: 'hush', POISON: 'hush now' }) },
    config: { guardrails: [{ name: 'words', use: 'custom-keyword', phases: [phase], options }] },
  });
  return house;
};
const redact = { words: ['hush'], action: 'redact', replacement: '#' };

describe('guardOutput', () => {
  it('redacts a result at any depth and leaves the rest alone', async () => {
    const { legacyClient } = await open('output', redact);
    const result = await (await legacyClient()).callTool({ name: 'rec__leak' });
    expect(result).toMatchObject({
      content: [{ text: 'nothing here' }, { resource: { uri: 'x://y', text: 'deep down: #' } }],
      structuredContent: { list: [{ inner: '#' }] },
    });
  });

  it('withholds a result that a person would have to see first', async () => {
    const { legacyClient } = await open('output', { words: ['hush'], action: 'ask' });
    const refused = await (await legacyClient()).callTool({ name: 'rec__leak' });
    expect(textOf(refused)).toContain('APPR_003');
    expect(JSON.stringify(refused)).not.toContain('hush');
  });

  it('does not tell where in a withheld result something was found', async () => {
    const { legacyClient } = await open('output', { words: ['hush'] });
    expect(JSON.stringify(await (await legacyClient()).callTool({ name: 'rec__leak' }))).not.toMatch(
      /hush|\/content|\/list/,
    );
  });

  it('redacts a definition and keeps the name that the aggregate gave it', async () => {
    const { legacyClient } = await open('listing', redact);
    const { tools } = await (await legacyClient()).listTools();
    expect(tools.find(({ name }) => name === 'rec__poisoned')).toMatchObject({ description: '# now' });
    expect(tools.length).toBe(14);
  });

  it('leaves a blocked definition out, of pages of one server too, whose cursors go on', async () => {
    const { legacyClient } = await open('listing', { words: ['hush'] });
    const client = await legacyClient('/servers/rec/mcp');
    const first = await client.listTools();
    expect(first.nextCursor).toBe('4');
    const second = await client.listTools({ cursor: '4' });
    expect([...first.tools, ...second.tools].map(({ name }) => name)).not.toContain('poisoned');
    expect(second.tools).toHaveLength(2);
  });

  it('offers nothing of a server whose description is blocked', async () => {
    const { legacyClient } = await open('server', { words: ['Recorded'] });
    const { tools } = await (await legacyClient()).listTools();
    expect(tools.map(({ name }) => name).filter((name) => name.startsWith('rec__'))).toEqual([]);
    expect(tools).toHaveLength(7);
  });
});
