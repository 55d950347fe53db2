import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  carriedAt,
  type CarriedState,
  createRequestStates,
} from '../../../../../main/gateway/input-required/request-state';

const owner = { keyId: 'mine', server: 'files', method: 'tools/call', params: { name: 'find', arguments: { a: 1 } } };
const states = createRequestStates(randomBytes(32), (id) => `${id}-gateway7`);

const KEPT: readonly CarriedState[] = [
  { kind: 'parked', id: 'p1' },
  { kind: 'approval', id: 'a1' },
  { kind: 'server', state: 'round 2', here: true },
];
const LOOSE: readonly CarriedState[] = [{ kind: 'again' }, { kind: 'server', state: 'round 2', here: false }];

describe('request states', () => {
  it.each([...KEPT, ...LOOSE])('carry %j for the same request of the same key', (carried) => {
    const sealed = states.seal(carried, owner);
    const again = { ...owner, params: { ...owner.params, requestState: sealed, inputResponses: {}, _meta: {} } };
    expect(states.open(sealed, again)).toMatchObject(carried);
  });

  it.each(KEPT)('say which gateway alone can go on with %j', (carried) => {
    expect(carriedAt(states.seal(carried, owner))).toBe(`${carried.kind}-gateway7`);
  });

  it.each(LOOSE)('let any gateway go on with %j', (carried) => {
    expect(carriedAt(states.seal(carried, owner))).toBeUndefined();
  });

  it.each([
    ['another key', { ...owner, keyId: 'theirs' }],
    ['another server', { ...owner, server: 'mail' }],
    ['another method', { ...owner, method: 'prompts/get' }],
    ['other arguments', { ...owner, params: { ...owner.params, arguments: { a: 2 } } }],
  ])('open nothing for %s', (_, other) => {
    const sealed = states.seal({ kind: 'again' }, owner);
    expect(() => states.open(sealed, other)).toThrow('was not given for this request');
  });

  it.each(['', 'x', '.', 'e30.AAAA', `${'A'.repeat(10_000)}.x`])('take %j for no state', (text) => {
    expect(() => states.open(text, owner)).toThrow('was not given for this request');
    expect(carriedAt(text)).toBeUndefined();
  });
});
