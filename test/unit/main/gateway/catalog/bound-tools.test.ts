import { describe, expect, it } from 'vitest';
import { boundTools } from '../../../../../main/gateway/catalog/bound-tools';
import type { ServerList } from '../../../../../main/gateway/catalog/list-cache';

const tool = (name: string, more: object = {}) => ({ name, inputSchema: { type: 'object' }, ...more });

function listOf(...pages: readonly (readonly ReturnType<typeof tool>[])[]): ServerList {
  const items = pages.flat();
  return {
    pages: pages.map((tools, nr) => ({ cursor: nr === 0 ? undefined : String(nr), result: { tools, kept: true } })),
    items,
    byKey: new Map(items.map((one) => [one.name, one])),
  };
}

describe('boundTools', () => {
  it('changes nothing where all fits', () => {
    const list = listOf([tool('a'), tool('b')]);
    expect(boundTools(list, { toolsPerServer: 2, schemaSize: 1_000 })).toEqual({ list, notes: [], leftOut: 0 });
  });

  it('leaves out what is too many, on every page, and says what', () => {
    const { list, notes, leftOut } = boundTools(listOf([tool('a'), tool('b')], [tool('c'), tool('d')]), {
      toolsPerServer: 3,
      schemaSize: 1_000,
    });
    expect(list.items.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(list.pages[1]?.result).toEqual({ tools: [tool('c')], kept: true });
    expect(list.byKey.has('d')).toBe(false);
    expect(notes).toEqual(['More than 3 tools: d']);
    expect(leftOut).toBe(1);
  });

  it('leaves out a tool with a large schema, whichever it is, and counts only the others', () => {
    const large = { description: 'x'.repeat(1_000) };
    const given = listOf([tool('a', { inputSchema: large }), tool('b', { outputSchema: large }), tool('c'), tool('d')]);
    const { list, notes, leftOut } = boundTools(given, { toolsPerServer: 2, schemaSize: 1_000 });
    expect(list.items.map(({ name }) => name)).toEqual(['c', 'd']);
    expect(notes).toEqual(['A schema of over 1000 characters: a, b']);
    expect(leftOut).toBe(2);
  });
});
