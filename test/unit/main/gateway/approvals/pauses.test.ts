import { describe, expect, it, vi } from 'vitest';
import { concerns, createPauses } from '../../../../../main/gateway/approvals/pauses';
import { memoryState } from '../../../../support/grant-questions';

function open(state = memoryState()) {
  const clock = { now: 1_000 };
  const onChange = vi.fn();
  return { clock, onChange, state, pauses: createPauses({ state, now: () => clock.now, onChange }) };
}
const request = { keyId: 'key-a', server: 'office' };

describe('a pause', () => {
  it.each([
    [{ kind: 'all' }, true, 'All calls are paused'],
    [{ kind: 'client', keyId: 'key-a' }, true, 'Calls of this client are paused'],
    [{ kind: 'client', keyId: 'key-b' }, false, ''],
    [{ kind: 'server', server: 'office' }, true, 'Calls to this server are paused'],
    [{ kind: 'server', server: 'other' }, false, ''],
  ] as const)('of %j concerns this request: %s', (target, isConcerned, words) => {
    const { pauses } = open();
    expect(() => pauses.check(request)).not.toThrow();
    pauses.add(target);
    expect(concerns(target, request)).toBe(isConcerned);
    if (isConcerned) expect(() => pauses.check(request)).toThrow(words);
    else expect(() => pauses.check(request)).not.toThrow();
  });

  it('ends by itself, to the millisecond, and says when and why', () => {
    const { pauses, clock, onChange } = open();
    pauses.add({ kind: 'all' }, { forMs: 90_000, reason: 'lunch' });
    expect(() => pauses.check(request)).toThrow('for another 90 s (lunch); nothing was called');
    clock.now += 89_999;
    expect(() => pauses.check(request)).toThrow('for another 1 s');
    clock.now += 1;
    expect(() => pauses.check(request)).not.toThrow();
    expect(pauses.list()).toEqual([]);
    expect(onChange).toHaveBeenCalledTimes(2);
  });

  it('is ended by its id, once', () => {
    const { pauses } = open();
    const { id } = pauses.add({ kind: 'all' });
    expect(() => pauses.check(request)).toThrow('until a person resumes them');
    expect([pauses.resume('none'), pauses.resume(id), pauses.resume(id)]).toEqual([false, true, false]);
    expect(() => pauses.check(request)).not.toThrow();
  });

  it('of the same target takes the place of the former one', () => {
    const { pauses } = open();
    pauses.add({ kind: 'client', keyId: 'key-a' });
    pauses.add({ kind: 'client', keyId: 'key-b' });
    pauses.add({ kind: 'client', keyId: 'key-a' }, { forMs: 5_000 });
    expect(pauses.list()).toHaveLength(2);
    expect(pauses.list().find(({ until }) => until === 6_000)?.target).toEqual({ kind: 'client', keyId: 'key-a' });
  });

  it('holds after the next start, if its time is not over', () => {
    const { pauses, state } = open();
    pauses.add({ kind: 'server', server: 'office' }, { forMs: 10_000 });
    pauses.add({ kind: 'client', keyId: 'key-a' });
    expect(open(state).pauses.list()).toHaveLength(2);
  });
});
