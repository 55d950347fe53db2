import { describe, expect, it } from 'vitest';
import { shareGrants, sharePauses } from '../../../../../main/gateway/approvals/shared-decisions';
import { createSharedState } from '../../../../../main/gateway/shared-state/shared-state';
import type { Grant, Pause } from '../../../../../shared/model/approval';
import { openMemoryStore } from '../../../../support/memory-store';
import { recordingLogger } from '../../../../support/recording-logger';

function open() {
  const memory = openMemoryStore();
  const shared = createSharedState(recordingLogger([]));
  const state = { read: () => undefined, write: () => undefined };
  const pauses = new Map<string, Pause>();
  const grants = new Map<string, Grant>();
  const into =
    <T>(all: Map<string, T>) =>
    (id: string, item: T | undefined) =>
      void (item === undefined ? all.delete(id) : all.set(id, item));
  const needs = { shared, state };
  const pausesTable = sharePauses({ ...needs, apply: into(pauses) });
  const grantsTable = shareGrants({ ...needs, apply: into(grants) });
  shared.use(memory.store);
  memory.become('connected');
  return { ...memory, pauses, grants, pausesTable, grantsTable };
}

const PAUSE: Pause = { id: 'p', target: { kind: 'all' }, since: 1 };
const grantOf = (effect: 'allow' | 'deny') =>
  ({
    id: effect,
    effect,
    scope: 'day',
    configId: 'main',
    server: 's',
    method: 'tools/call',
    name: 't',
    keyId: 'k',
    direction: 'request',
    covers: [],
    createdAt: 1,
    by: 'ada',
    uses: 0,
  }) as unknown as Grant;

describe('a shared table', () => {
  it.each(['', 'null', '{', '[]', '{"from":1}', '{"from":"x","id":"p","item":{"id":"p"}}'])(
    'hears %j without harm',
    (message) => {
      const { hear, pauses } = open();
      expect(() => hear('pauses', message)).not.toThrow();
      expect(pauses.size).toBe(0);
    },
  );

  it('takes an item for what its name says it is', () => {
    const { hear, pauses } = open();
    hear('pauses', JSON.stringify({ from: 'x', id: 'other', item: PAUSE }));
    expect(pauses.size).toBe(0);
    hear('pauses', JSON.stringify({ from: 'x', id: 'p', item: PAUSE }));
    expect([...pauses.keys()]).toEqual(['p']);
  });

  it('settles everything else where one item is nonsense', async () => {
    const { kept, pauses, become } = open();
    kept.set('pauses:a', '{');
    kept.set('pauses:b', '[]');
    kept.set('pauses:p', JSON.stringify(PAUSE));
    become('lost');
    become('connected');
    await expect.poll(() => [...pauses.keys()]).toEqual(['p']);
  });

  it('keeps what forbids where a store merely lost it, and no permission', async () => {
    const { kept, become, pauses, grants, pausesTable, grantsTable } = open();
    await expect.poll(() => kept.size).toBe(2);
    pauses.set('p', PAUSE);
    for (const effect of ['allow', 'deny'] as const) grants.set(effect, grantOf(effect));
    pausesTable.reflect(pauses);
    grantsTable.reflect(grants);
    await expect.poll(() => kept.has('pauses:p') && kept.has('grants:allow') && kept.has('grants:deny')).toBe(true);
    // As a store does that has no room for everything.
    for (const key of ['pauses:p', 'grants:allow', 'grants:deny']) kept.delete(key);
    become('lost');
    become('connected');
    await expect.poll(() => [kept.has('pauses:p'), kept.has('grants:deny')]).toEqual([true, true]);
    expect([...pauses.keys(), ...grants.keys()]).toEqual(['p', 'deny']);
    expect(kept.has('grants:allow')).toBe(false);
  });

  it('takes away what it has to, whoever puts it back before everybody could be told', async () => {
    const { hear, kept, become, pauses, pausesTable } = open();
    pauses.set('p', PAUSE);
    pausesTable.reflect(pauses);
    await expect.poll(() => kept.has('pauses:p')).toBe(true);
    become('lost');
    pauses.delete('p');
    pausesTable.reflect(pauses);
    // Another gateway found the store again before this one did, and filled it from what it remembers.
    hear('pauses', JSON.stringify({ from: 'other', id: 'p', item: PAUSE }));
    pausesTable.reflect(pauses);
    expect(pauses.size).toBe(0);
    become('connected');
    await expect.poll(() => [kept.has('pauses:p'), kept.has('pauses-gone:p')]).toEqual([false, true]);
    expect(pauses.size).toBe(0);
  });
});
