import { describe, expect, it } from 'vitest';
import { createConsoleSessions } from '../../../../main/admin/console-sessions';
import type { Caller } from '../../../../shared/contract/define';

const OWNER: Caller = { id: 'token', scopes: new Set(['read', 'write'] as const) };
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

function open() {
  const kept = new Map<string, unknown>();
  const clock = { at: 1_000 };
  const state = {
    read: <T>(section: string) => kept.get(section) as T | undefined,
    write: (section: string, value: unknown) => void kept.set(section, JSON.parse(JSON.stringify(value))),
  };
  return { kept, clock, begin: () => createConsoleSessions(state, () => clock.at) };
}

describe('console sessions', () => {
  it('are opened by a link once, within ten minutes', () => {
    const { clock, begin } = open();
    const sessions = begin();
    const [early, late] = [sessions.link(OWNER), sessions.link(OWNER)];
    const secret = sessions.open(early.code);
    expect(sessions.find(secret ?? '')).toEqual(OWNER);
    expect(sessions.open(early.code)).toBeUndefined();
    clock.at += 10 * MINUTE;
    expect(sessions.open(late.code)).toBeUndefined();
  });

  it('outlive a restart, and end when nobody uses them for a week', () => {
    const { kept, clock, begin } = open();
    const secret = begin().begin(OWNER);
    expect(JSON.stringify([...kept])).not.toContain(secret);
    clock.at += 6 * DAY;
    expect(begin().find(secret)).toEqual(OWNER);
    clock.at += 6 * DAY;
    expect(begin().find(secret)).toEqual(OWNER);
    clock.at += 7 * DAY;
    expect(begin().find(secret)).toBeUndefined();
  });

  it('are no more than 32; the one used longest ago goes', () => {
    const { clock, begin } = open();
    const sessions = begin();
    const secrets = Array.from({ length: 32 }, () => ((clock.at += MINUTE), sessions.begin(OWNER)));
    clock.at += MINUTE;
    expect(sessions.find(secrets[0]!)).toEqual(OWNER);
    sessions.begin(OWNER);
    expect(sessions.find(secrets[0]!)).toEqual(OWNER);
    expect(sessions.find(secrets[1]!)).toBeUndefined();
  });

  it('and links are pushed out by nobody else, however many they open', () => {
    const sessions = open().begin();
    const viewer: Caller = { id: 'viewer', scopes: new Set(['read'] as const) };
    const [secret, link] = [sessions.begin(OWNER), sessions.link(OWNER)];
    for (let count = 0; count < 100; count += 1) {
      sessions.begin(viewer);
      sessions.link(viewer);
    }
    expect(sessions.find(secret)).toEqual(OWNER);
    expect(sessions.open(link.code)).toBeDefined();
  });

  it('are ended once', () => {
    const sessions = open().begin();
    const secret = sessions.begin(OWNER);
    expect(sessions.end(secret)).toBe(true);
    expect(sessions.end(secret)).toBe(false);
    expect(sessions.find(secret)).toBeUndefined();
  });

  it.each([null, 'x', [{}], [{ hash: 1 }], [{ hash: 'a', by: 'b', usedAt: 1, scopes: ['everything'] }]])(
    'begin anew where the state says %j',
    (damaged) => {
      const { kept, begin } = open();
      kept.set('consoleSessions', damaged);
      expect(begin().find('x')).toBeUndefined();
    },
  );
});
