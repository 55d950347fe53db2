import { describe, expect, it } from 'vitest';
import {
  definitionsOf,
  partsOfDefinitions,
} from '../../../../../../../main/plugins/guardrail/lib/definitions/definition-strings';

const TOOL = { name: 'read/it', annotations: { note: 'x' }, inputSchema: { enum: ['a', 'b'] } };

const told = (content: unknown) =>
  partsOfDefinitions(content).map((parts) =>
    [...parts].map((part) => {
      if (part === undefined) return 'a pause';
      const { text, place, isKey, isAnnotation, offset } = part;
      return [isKey ? 'name' : 'value', text, place?.at ?? '', ...(isAnnotation ? ['annotation'] : []), offset];
    }),
  );

describe('the strings of definitions', () => {
  it('are those of each thing that a listing holds, with their places', () => {
    expect(told({ tools: [TOOL], prompts: [{ name: 'p' }] })).toEqual([
      [
        ['name', 'inputSchema', '/tools/0/inputSchema', 0],
        ['name', 'annotations', '/tools/0/annotations', 0],
        ['name', 'name', '/tools/0/name', 0],
        ['value', 'read/it', '/tools/0/name', 0],
        ['name', 'note', '/tools/0/annotations/note', 'annotation', 0],
        ['value', 'x', '/tools/0/annotations/note', 'annotation', 0],
        ['name', 'enum', '/tools/0/inputSchema/enum', 0],
        ['value', 'a', '/tools/0/inputSchema/enum/0', 0],
        ['value', 'b', '/tools/0/inputSchema/enum/1', 0],
      ],
      [
        ['name', 'name', '/prompts/0/name', 0],
        ['value', 'p', '/prompts/0/name', 0],
      ],
    ]);
  });

  it('are those of the content where it lists nothing', () => {
    expect(told('just a text')).toEqual([[['value', 'just a text', '', 0]]]);
    expect(told(undefined)).toEqual([[]]);
    expect(definitionsOf({ name: 'x' })).toEqual([{ value: { name: 'x' }, place: undefined }]);
  });

  it('come in parts when they are long, with a pause after each', () => {
    const [parts] = told({ description: 'word '.repeat(4_000) });
    expect(parts!.map((part) => (part === 'a pause' ? part : part.at(-1)))).toEqual([
      0,
      0,
      'a pause',
      12_288,
      'a pause',
    ]);
  });

  it('pause now and then, and may be walked again, however many they are', () => {
    for (const many of [300, 30_000]) {
      const [parts] = partsOfDefinitions({ tools: [{ enum: Array.from({ length: many }, (_, at) => `value ${at}`) }] });
      const [first, again] = [[...parts!], [...parts!]];
      expect(first.filter((part) => part === undefined)).toHaveLength(Math.floor((many + 1) / 256));
      expect(again).toHaveLength(first.length);
    }
  });
});
