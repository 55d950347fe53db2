import { describe, expect, it } from 'vitest';
import { createFingerprints } from '../../../../../main/gateway/approvals/fingerprints';
import { createGrants, type GrantQuestion, type GrantTerms } from '../../../../../main/gateway/approvals/grants';
import { grantQuestion, memoryState } from '../../../../support/grant-questions';

const fingerprints = createFingerprints(Buffer.alloc(32, 7));
const allow = (scope: GrantTerms['scope'], more: Partial<GrantTerms> = {}): GrantTerms => ({
  effect: 'allow',
  scope,
  by: 'test',
  ...more,
});

function open(state = memoryState()) {
  let time = 1_000_000;
  const grants = createGrants({ state, fingerprints, now: () => time });
  return { grants, state, pass: (ms: number) => (time += ms) };
}

describe('a grant', () => {
  const others: readonly [string, Partial<GrantQuestion>][] = [
    ['another key', { keyId: 'key-b' }],
    ['another config', { configId: 'other' }],
    ['another server', { server: 'home' }],
    ['another tool', { name: 'wipe' }],
    ['another method', { method: 'prompts/get' }],
    ['another definition', { definitionHash: 'definition-2' }],
    ['a result', { direction: 'response' }],
    ['a reason that had not spoken', { ruleIds: ['write-tool', 'prompt-injection'] }],
  ];
  it.each(others)('is not for %s', (_, over) => {
    for (const scope of ['session', 'day', 'always', 'always-these-arguments', 'next-call'] as const) {
      const { grants } = open();
      grants.add(grantQuestion(), allow(scope));
      expect(grants.find(grantQuestion())?.scope).toBe(scope);
      expect(grants.find(grantQuestion(over))).toBeUndefined();
    }
  });

  it('of a session ends with it, and is not for another', () => {
    const { grants, pass } = open();
    grants.add(grantQuestion(), allow('session'));
    expect(grants.find(grantQuestion({ sessionId: 'session-2' }))).toBeUndefined();
    expect(grants.find(grantQuestion({ sessionId: undefined }))).toBeUndefined();
    pass(8 * 3_600_000);
    expect(grants.find(grantQuestion())).toBeUndefined();
    grants.add(grantQuestion(), allow('session'));
    grants.endSession('session-1');
    expect(grants.find(grantQuestion())).toBeUndefined();
  });

  it('for the next call is for the same content, once, for ten minutes', () => {
    const { grants, pass } = open();
    grants.add(grantQuestion(), allow('next-call'));
    expect(grants.find(grantQuestion({ contentHash: 'content-2' }))).toBeUndefined();
    grants.use(grants.find(grantQuestion())!);
    expect(grants.find(grantQuestion())).toBeUndefined();
    grants.add(grantQuestion(), allow('next-call'));
    pass(10 * 60_000);
    expect(grants.find(grantQuestion())).toBeUndefined();
  });

  it('for a day ends after one', () => {
    const { grants, pass } = open();
    grants.add(grantQuestion(), allow('day'));
    pass(24 * 3_600_000 - 1);
    expect(grants.find(grantQuestion())).toBeDefined();
    pass(1);
    expect(grants.find(grantQuestion())).toBeUndefined();
    expect(grants.list()).toEqual([]);
  });

  it('survives a restart, but for what belongs to a session', () => {
    const { grants, state } = open();
    grants.add(grantQuestion(), allow('always'));
    grants.add(grantQuestion(), allow('session'));
    grants.add(grantQuestion({ name: 'wipe' }), { effect: 'deny', scope: 'always-deny', by: 'test' });
    const after = open(state).grants;
    expect(after.list().map(({ scope }) => scope)).toEqual(['always', 'always-deny']);
    expect(after.hasDenials).toBe(true);
  });

  it('keeps no argument that is exact', () => {
    const { grants, state } = open();
    const args = { path: '/notes/a', text: 'very secret words' };
    grants.add(
      grantQuestion({ args }),
      allow('always-these-arguments', { arguments: { path: { prefix: '/notes/' }, text: 'exact' } }),
    );
    expect(JSON.stringify(state.read('grants'))).not.toContain('very secret');
    const find = (given: Record<string, unknown>) => grants.find(grantQuestion({ args: given }));
    expect(find({ path: '/notes/b', text: 'very secret words' })).toBeDefined();
    expect(find({ path: '/notes/b', text: 'other' })).toBeUndefined();
    expect(find({ path: ['/notes/b'], text: 'very secret words' })).toBeUndefined();
    expect(find({ path: '/notes/b', text: 'very secret words', more: null })).toBeUndefined();
    expect(find({ path: '/notes/.%2E/b', text: 'very secret words' })).toBeUndefined();
  });

  it('that denies goes before one that allows, and is for everybody', () => {
    const { grants } = open();
    grants.add(grantQuestion(), allow('always'));
    const { id } = grants.add(grantQuestion({ keyId: 'key-c' }), { effect: 'deny', scope: 'always-deny', by: 'test' });
    expect(grants.find(grantQuestion({ definitionHash: 'definition-9', ruleIds: ['new'] }))?.effect).toBe('deny');
    expect(grants.find(grantQuestion())?.effect).toBe('deny');
    expect(grants.revoke(id)).toBe(true);
    expect(grants.revoke(id)).toBe(false);
    expect(grants.find(grantQuestion())?.effect).toBe('allow');
  });

  it('counts how often it was used', () => {
    const { grants, pass } = open();
    grants.add(grantQuestion(), allow('always'));
    grants.use(grants.find(grantQuestion())!);
    pass(5);
    grants.use(grants.find(grantQuestion())!);
    expect(grants.list()).toMatchObject([{ uses: 2, lastUsedAt: 1_000_005 }]);
  });
});
