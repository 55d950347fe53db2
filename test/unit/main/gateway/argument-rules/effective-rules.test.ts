import { describe, expect, it } from 'vitest';
import { Policy } from '../../../../../shared/config/policy';
import { mergeArgumentRules, rulesFor } from '../../../../../main/gateway/argument-rules/effective-rules';

const level = (origin: string, ...argumentRules: object[]) => ({ origin, policy: Policy.parse({ argumentRules }) });

describe('mergeArgumentRules', () => {
  const wide = { id: 'wide', argument: 'path', present: true };

  it('adds the rules of all levels up', () => {
    const rules = mergeArgumentRules([
      level('global', { argument: 'a', present: true }, { argument: 'b', present: true }),
      level('server files', { argument: 'a', present: true }),
    ]);
    expect(rules.map(({ id, origin }) => [id, origin])).toEqual([
      ['global#1', 'global'],
      ['global#2', 'global'],
      ['server files#1', 'server files'],
    ]);
  });

  it('lets a more specific level replace or end a rule that has a name', () => {
    const asked = level('server files', { ...wide, action: 'ask' });
    expect(mergeArgumentRules([level('global', wide), asked])).toMatchObject([
      { id: 'wide', action: 'ask', origin: 'server files' },
    ]);
    expect(mergeArgumentRules([level('global', wide), level('tool x', { id: 'wide', action: 'off' })])).toEqual([]);
  });

  it('chooses those that are about a tool', () => {
    const rules = mergeArgumentRules([level('global', { ...wide, tools: ['read_*', 'list'] })]);
    expect(['read_file', 'list', 'write_file'].map((tool) => rulesFor(rules, tool).length)).toEqual([1, 1, 0]);
  });
});
