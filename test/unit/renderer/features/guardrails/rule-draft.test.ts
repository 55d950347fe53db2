import { describe, expect, it } from 'vitest';
import { draftFrom, problemsOf, ruleOf } from '../../../../../renderer/features/guardrails/rule-draft';

describe('the beginning of a rule from a call', () => {
  it('leaves out the value that the call had', () => {
    expect(ruleOf(draftFrom({ argument: 'path', value: '/etc/hosts' }))).toEqual({
      argument: 'path',
      noneOf: ['/etc/hosts'],
    });
    expect(ruleOf(draftFrom({ argument: 'n', value: 5 }))).toEqual({ argument: 'n', noneOf: [5] });
    expect(ruleOf(draftFrom({ argument: 'n', value: ' 5\n' }))).toEqual({ argument: 'n', noneOf: [' 5\n'] });
  });

  it('leaves out the host that an address led to', () => {
    const rule = ruleOf(draftFrom({ argument: 'url', value: 'https://ada@Evil.example:8443/x?y' }));
    expect(rule).toEqual({ argument: 'url', url: { deny: ['evil.example'] } });
    expect(problemsOf(rule)).toEqual({});
  });

  it('asks for a condition where no value is known', () => {
    expect(problemsOf(ruleOf(draftFrom({ argument: 'path' })))).toHaveProperty('conditions');
  });
});
