import { describe, expect, it } from 'vitest';
import { continuedCall, createContinuations } from '../../../../../main/gateway/approvals/continuations';
import { grantQuestion } from '../../../../support/grant-questions';

const call = (over = {}, content = 'content-1') => continuedCall(grantQuestion(over), content);

describe('a call that goes on', () => {
  it('does so once, within ten minutes', async () => {
    let now = 1;
    const continuations = createContinuations(() => now);
    continuations.add('state', call());
    expect(continuations.take('other', call())).toBe(false);
    expect(continuations.take('state', call())).toBe(true);
    expect(continuations.take('state', call())).toBe(false);
    continuations.add('late', call());
    now += 10 * 60_000 + 1;
    // The clock is looked at once a millisecond.
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(continuations.take('late', call())).toBe(false);
  });

  it.each([
    { keyId: 'key-b' },
    { configId: 'other' },
    { server: 'other' },
    { method: 'prompts/get' },
    { name: 'wipe' },
    { definitionHash: 'definition-2' },
  ])('is no call with %j', (over) => {
    const continuations = createContinuations(() => 1);
    continuations.add('state', call());
    expect(continuations.take('state', call(over))).toBe(false);
    expect(continuations.take('state', call({}, 'content-2'))).toBe(false);
    expect(continuations.take('state', call({ contentHash: 'of the round', ruleIds: [] }))).toBe(true);
  });

  it('is forgotten where there are too many', () => {
    const continuations = createContinuations(() => 1);
    for (let index = 0; index <= 1_000; index += 1) continuations.add(`state-${index}`, call());
    expect(continuations.take('state-0', call())).toBe(false);
    expect(continuations.take('state-1000', call())).toBe(true);
  });
});
