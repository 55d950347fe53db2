import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { definePlugin } from '../../../../main/gateway/ports/plugin';
import { createRegistry } from '../../../../main/plugins/registry';
import { pluginContext } from '../../../support/plugin-context';

const context = pluginContext();
const plugin = (name: string) =>
  definePlugin({
    kind: 'guardrail',
    name,
    title: name,
    options: z.strictObject({ level: z.number().max(3).default(1) }),
    create: ({ level }) =>
      ({ phases: new Set(['input'] as const), inspect: () => ({ action: 'allow' }), level }) as never,
  });
const create = (use: string, options?: unknown) =>
  createRegistry([plugin('custom-keyword'), plugin('other')]).create('guardrail', { use, options }, context);

describe('createRegistry', () => {
  it('creates by name, with the options as their schema reads them', async () => {
    expect(await create('other')).toMatchObject({ level: 1 });
    expect(await create('other', { level: 3 })).toMatchObject({ level: 3 });
  });

  it('names what there is, and what was probably meant', async () => {
    await expect(create('custom-keywrod')).rejects.toMatchObject({
      code: 'unknown_provider',
      message:
        'There is no guardrail provider "custom-keywrod". Did you mean "custom-keyword"? Known: custom-keyword, other',
    });
    await expect(create('nothing-alike')).rejects.toThrow(/^There is no guardrail provider "nothing-alike"\. Known:/);
  });

  it('does not take one kind for another', async () => {
    const registry = createRegistry([plugin('other')]);
    await expect(registry.create('auth', { use: 'other' }, context)).rejects.toMatchObject({
      code: 'unknown_provider',
    });
  });

  it.each([
    [{ level: 'high' }, 'level'],
    [{ level: 4 }, 'level'],
    [{ levle: 1 }, 'levle'],
    ['high', 'expected object'],
  ])('refuses the options %j, naming what and where', async (options, hint) => {
    const refused = create('other', options);
    await expect(refused).rejects.toMatchObject({ code: 'config_invalid' });
    await expect(refused).rejects.toThrow(hint);
    await expect(refused).rejects.toThrow('guardrail provider "other"');
  });

  it('refuses two of one name at once', () => {
    expect(() => createRegistry([plugin('x'), plugin('x')])).toThrow('Two guardrail plugins are called "x"');
  });
});
