import { describe, expect, it } from 'vitest';
import { shareGrants, sharePauses } from '../../../../../main/gateway/approvals/shared-decisions';
import type { SharedStore, StoreHealth } from '../../../../../main/gateway/ports/shared-store';
import { createSharedState } from '../../../../../main/gateway/shared-state/shared-state';
import type { Grant, Pause } from '../../../../../shared/model/approval';
import { recordingLogger } from '../../../../support/recording-logger';

/** A store in memory that comes and goes as it is told. */
function openStore() {
  const kept = new Map<string, string>();
  const listeners = new Map<string, (message: string) => void>();
  let onHealth: (health: StoreHealth) => void = () => undefined;
  let health: StoreHealth = { state: 'lost', address: 'memory', since: 0 };
  const store: SharedStore = {
    read: async (key) => kept.get(key),
    write: async (key, value) => void kept.set(key, value),
    remove: async (keys) => keys.filter((key) => kept.delete(key)).length,
    keys: async (start) => [...kept.keys()].filter((key) => key.startsWith(start)),
    take: async () => 0,
    publish: async () => undefined,
    listen: (topic, listener) => (listeners.set(topic, listener), () => undefined),
    lock: async () => undefined,
    health: () => health,
    onHealth: (listener) => ((onHealth = listener), () => undefined),
  };
  const become = (state: StoreHealth['state']): void => {
    health = { ...health, state };
    onHealth(health);
  };
  return { kept, store, become, hear: (topic: string, message: string) => listeners.get(topic)?.(message) };
}

function open() {
  const memory = openStore();
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
});
