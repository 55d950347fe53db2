import { describe, expect, it } from 'vitest';
import { createTokenHistory } from '../../../../../main/gateway/oauth/token-history';
import { memoryState } from '../../../../support/grant-questions';

const PLACE = { configId: 'main', server: 'mail', user: 'ada' };

function open(state = memoryState()) {
  let at = 0;
  const history = createTokenHistory({ state, now: () => (at += 1_000) });
  return { state, history, types: () => history.of(PLACE).map(({ type }) => type) };
}

describe('the history of a token', () => {
  it('has the newest first, with its time and reason', () => {
    const { history } = open();
    history.note(PLACE, 'connected');
    history.note(PLACE, 'failed', 'The issuer does not answer');
    expect(history.of(PLACE)).toEqual([
      { type: 'failed', at: 2_000, reason: 'The issuer does not answer' },
      { type: 'connected', at: 1_000 },
    ]);
    expect(history.of({ ...PLACE, user: 'bob' })).toEqual([]);
  });

  it('keeps the last twenty of a token, and of five hundred tokens', () => {
    const { history } = open();
    for (let count = 0; count < 50; count += 1) history.note(PLACE, 'refreshed');
    expect(history.of(PLACE)).toHaveLength(20);
    for (let count = 0; count < 500; count += 1) history.note({ ...PLACE, server: `s${count}` }, 'connected');
    expect(history.of(PLACE)).toEqual([]);
  });

  it('counts what happens again and again, and tells renewals apart', () => {
    const { history } = open();
    for (let count = 0; count < 3; count += 1) history.note(PLACE, 'sign-in-needed', 'It ended');
    history.note(PLACE, 'sign-in-needed', 'A call needed more');
    for (let count = 0; count < 2; count += 1) history.note(PLACE, 'refreshed');
    expect(history.of(PLACE)).toMatchObject([
      { type: 'refreshed', at: 6_000 },
      { type: 'refreshed', at: 5_000 },
      { reason: 'A call needed more' },
      { reason: 'It ended', times: 3, at: 3_000 },
    ]);
  });

  it('says once that a token has ended, until there is another', () => {
    const { history, types } = open();
    expect(history.note(PLACE, 'connected')).toBe(true);
    expect(history.note(PLACE, 'expired')).toBe(true);
    expect(history.note(PLACE, 'expired')).toBe(false);
    history.note(PLACE, 'failed', 'x');
    expect(history.note(PLACE, 'expired')).toBe(false);
    history.note(PLACE, 'refreshed');
    expect(history.note(PLACE, 'expired')).toBe(true);
    expect(types()).toEqual(['expired', 'refreshed', 'failed', 'expired', 'connected']);
  });

  it('has the end of a token after what went wrong before it', () => {
    const { history, types } = open();
    history.note(PLACE, 'connected');
    history.note(PLACE, 'failed', 'The issuer does not answer');
    expect(history.note(PLACE, 'expired')).toBe(true);
    expect(types()).toEqual(['expired', 'failed', 'connected']);
  });

  it('outlives its process, whatever else lies where it is kept, and holds no secret', () => {
    const { state, history } = open();
    const token = ['ghp', 'q8w7e6r5t4y3u2i1o0p9a8s7d6f5g4h3j2k1'].join('_');
    history.note(PLACE, 'failed', `It was refused: ${token} ${'x'.repeat(2_000)}`);
    const [kept] = open(state).history.of(PLACE);
    expect(kept?.reason).toHaveLength(500);
    expect(JSON.stringify(state.read('tokenHistory'))).not.toContain(token);
    state.write('tokenHistory', { a: [{ type: 'other' }] });
    expect(open(state).history.of(PLACE)).toEqual([]);
  });
});
