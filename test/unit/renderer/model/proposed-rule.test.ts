import { describe, expect, it } from 'vitest';
import type { RequestEntry } from '../../../../shared/model/activity-line';
import type { Hold } from '../../../../shared/model/approval';
import { proposedFromHold, proposedFromLine, ruleArgument } from '../../../../renderer/model/proposed-rule';

const hold = (args: unknown, over: Partial<Hold> = {}): Hold =>
  ({ content: { name: 'write', arguments: args }, masked: [], reasons: [], ...over }) as unknown as Hold;

describe('a rule that is made from a call', () => {
  it('names arguments as rules do', () => {
    expect(ruleArgument('/arguments/path')).toBe('path');
    expect(ruleArgument('/arguments/a~1b~0c')).toBe('a/b~c');
    expect(ruleArgument('/arguments/~1etc')).toBe('/~1etc');
    expect(ruleArgument('/arguments/edits/0/path')).toBe('/edits/*/path');
    expect(ruleArgument('/name')).toBeUndefined();
  });

  it('may be about each argument, first about those in which something was found', () => {
    const args = { path: '/a', edits: [{ text: 'x' }, { text: 'y' }], count: 2, force: true, none: null };
    const lookAlikes = [{ path: '/arguments/edits/1/text', kind: 'letters' as const, text: 'y' }];
    expect(proposedFromHold(hold(args, { lookAlikes }))).toEqual([
      { argument: '/edits/*/text', value: 'y' },
      { argument: 'path', value: '/a' },
      { argument: 'count', value: 2 },
      { argument: 'force', value: true },
      { argument: 'none' },
    ]);
  });

  it('has no value that is masked, or too long for a list', () => {
    const args = { token: '••••', text: 'x'.repeat(201) };
    expect(proposedFromHold(hold(args, { masked: ['/arguments/token'] }))).toEqual([
      { argument: 'token' },
      { argument: 'text' },
    ]);
    expect(proposedFromHold(hold({}))).toEqual([]);
    expect(proposedFromHold(hold({}, { content: undefined }))).toEqual([]);
  });

  it('is, of a recorded call, about what was found and about what the tool takes', () => {
    const judgement = (phase: string, at?: string) => ({ phase, findings: at === undefined ? undefined : [{ at }] });
    const judgements = [
      judgement('input', '/arguments/text'),
      judgement('output', '/content/0/text'),
      judgement('input'),
    ];
    const line = { judgements } as unknown as RequestEntry;
    const schema = { properties: { path: {}, text: {} } };
    expect(proposedFromLine(line, schema).map(({ argument }) => argument)).toEqual(['text', 'path']);
    expect(proposedFromLine(line, undefined)).toEqual([{ argument: 'text' }]);
  });
});
