import { describe, expect, it } from 'vitest';
import { createListChanges } from '../../../../../main/gateway/catalog/list-changes';
import type { GatewayCore } from '../../../../../main/gateway/core';
import { LegacySession } from '../../../../../main/gateway/inbound/legacy-session';
import { createCounters } from '../../../../../main/gateway/limits/counters';
import { createSessionStore } from '../../../../../main/gateway/inbound/session-store';
import type { Visitor } from '../../../../../main/gateway/stages/request-states';

const visitor = (keyId: string, face: Visitor['face'] = { kind: 'aggregate' }) =>
  ({
    principal: { provider: 'p', keyId, projectId: 'demo', userId: 'ada' },
    face,
    profile: { configId: 'main', servers: new Set(), exposure: 'both' },
  }) as unknown as Visitor;
const LIMITS = { idleMs: 1_000, maxSessions: 2 };

function open() {
  const clock = { now: 0 };
  const ended: string[] = [];
  const changes = createListChanges();
  const core = {
    changes,
    endSession: (id: string) => void ended.push(id),
    counters: createCounters(),
  } as unknown as GatewayCore;
  const store = createSessionStore(core, () => clock.now);
  const add = (who = visitor('a')) => {
    const facts = { visitor: who, transport: 'http', protocolVersion: '2025-11-25', params: {}, core } as const;
    const session = new LegacySession({ ...facts, now: clock.now });
    store.add(session, LIMITS);
    return session;
  };
  return { store, add, clock, ended, changes };
}

describe('createSessionStore', () => {
  it('gives a session to the key and the face that made it, and to nobody else', () => {
    const { store, add } = open();
    const session = add(visitor('a', { kind: 'server', server: 's' }));
    expect(store.find(session.id, visitor('a', { kind: 'server', server: 's' }))).toBe(session);
    for (const other of [
      visitor('b', { kind: 'server', server: 's' }),
      visitor('a', { kind: 'server', server: 't' }),
      visitor('a'),
    ]) {
      expect(() => store.find(session.id, other)).toThrow(
        expect.objectContaining({ code: 'unknown_session' }) as never,
      );
    }
    expect(() => store.find('constructor', visitor('a'))).toThrow();
  });

  it('ends sessions that nobody uses, but none with a request under way', () => {
    const { store, add, clock, ended } = open();
    const [idle, busy] = [add(), add()];
    const signal = busy.begin(0);
    clock.now = 1_001;
    store.sweep(LIMITS.idleMs);
    expect(ended).toEqual([idle.id]);
    expect(signal.aborted).toBe(false);
    busy.finish(0);
    store.sweep(LIMITS.idleMs);
    expect(store.size).toBe(0);
  });

  it('makes room by ending the one that was idle longest; refuses when all are busy', () => {
    const { store, add, clock, ended } = open();
    const first = add();
    clock.now = 1;
    const second = add();
    store.find(first.id, visitor('a')).lastUsedAt = 2;
    const third = add();
    expect(ended).toEqual([second.id]);
    first.begin(1);
    third.begin(1);
    expect(() => add()).toThrow(expect.objectContaining({ code: 'resource_exhausted' }) as never);
    expect(store.size).toBe(2);
  });

  it('takes back what an ended session had under way', () => {
    const { store, add } = open();
    const session = add();
    const signal = session.begin('x');
    store.end(session);
    expect(signal.aborted).toBe(true);
    expect(() => store.find(session.id, visitor('a'))).toThrow();
  });

  it('tells sessions of changes that they can see, until it is disposed', () => {
    const { store, add, changes } = open();
    const heard: unknown[] = [];
    add(visitor('a', { kind: 'server', server: 's' })).open((message) => heard.push(message));
    changes.announce({ configId: 'main', server: 's', list: 'tools' });
    changes.announce({ configId: 'main', server: 't', list: 'tools' });
    changes.announce({ configId: 'other', server: 's', list: 'tools' });
    changes.announce({ configId: 'main', list: 'resourceTemplates' });
    expect(heard).toMatchObject([
      { method: 'notifications/tools/list_changed' },
      { method: 'notifications/resources/list_changed' },
    ]);
    store.dispose();
    changes.announce({ configId: 'main', list: 'tools' });
    expect(heard).toHaveLength(2);
  });
});

describe('LegacySession', () => {
  it('refuses an id that is still under way, also the id 0, and takes it again afterwards', () => {
    const session = open().add();
    session.begin(0);
    expect(() => session.begin(0)).toThrow(expect.objectContaining({ code: 'invalid_request' }) as never);
    expect(() => session.begin('0')).not.toThrow();
    session.finish(0);
    expect(() => session.begin(0)).not.toThrow();
  });

  it('takes back the request that the client names', () => {
    const session = open().add();
    const [zero, one] = [session.begin(0), session.begin('1')];
    session.hear({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } });
    session.hear({ jsonrpc: '2.0', method: 'notifications/cancelled' });
    expect([zero.aborted, one.aborted]).toEqual([false, false]);
    session.hear({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 0 } });
    expect([zero.aborted, one.aborted]).toEqual([true, false]);
  });

  it('keeps what came before the stream was open, once each and not without end', () => {
    const session = open().add();
    for (let i = 0; i < 5; i += 1) session.announce({ configId: 'main', list: 'tools' });
    for (let i = 0; i < 200; i += 1) session.tell({ jsonrpc: '2.0', method: 'notifications/message', params: { i } });
    const heard: unknown[] = [];
    session.open((message) => heard.push(message));
    expect(heard).toHaveLength(64);
    expect(heard[0]).toMatchObject({ method: 'notifications/tools/list_changed' });
  });
});
