import { GatewayError } from '../../../shared/errors/gateway-error';
import type { GatewayCore } from '../core';
import type { Visitor } from '../stages/request-states';
import type { LegacySession } from './legacy-session';

export interface SessionLimits {
  /** Milliseconds without a request after which a session ends. */
  readonly idleMs: number;
  readonly maxSessions: number;
}

/** Legacy-era HTTP sessions: bounded in number, ended when idle, since most clients never end theirs. */
export interface SessionStore {
  readonly size: number;
  /** Those that are open, the one used last first. */
  list(): readonly LegacySession[];
  add(session: LegacySession, limits: SessionLimits): void;
  /** Throws `unknown_session` for an id that is unknown, ended, or somebody else’s. */
  find(id: string, visitor: Visitor): LegacySession;
  has(id: string): boolean;
  end(session: LegacySession): void;
  /** Ends those that were idle too long. */
  sweep(idleMs: number): void;
  dispose(): void;
}

export function createSessionStore(
  core: Pick<GatewayCore, 'changes' | 'endSession' | 'counters'>,
  now: () => number,
): SessionStore {
  const sessions = new Map<string, LegacySession>();
  const stopListening = core.changes.on((change) => {
    for (const session of sessions.values()) session.announce(change);
  });

  const store: SessionStore = {
    get size() {
      return sessions.size;
    },
    list: () => [...sessions.values()].sort((a, b) => b.lastUsedAt - a.lastUsedAt),
    add(session, limits) {
      store.sweep(limits.idleMs);
      if (sessions.size >= limits.maxSessions) evictIdlest();
      sessions.set(session.id, session);
    },
    find(id, visitor) {
      const session = sessions.get(id);
      if (session === undefined || !session.belongsTo(visitor)) {
        throw new GatewayError('unknown_session', 'This session does not exist or has ended');
      }
      session.lastUsedAt = now();
      return session;
    },
    has: (id) => sessions.has(id),
    end(session) {
      sessions.delete(session.id);
      session.end();
      core.endSession(session.id);
    },
    sweep(idleMs) {
      for (const session of sessions.values()) {
        if (!session.isIdle || now() - session.lastUsedAt <= idleMs) continue;
        core.counters.count('session_expired');
        store.end(session);
      }
    },
    dispose() {
      stopListening();
      for (const session of sessions.values()) session.end();
      sessions.clear();
    },
  };

  /** From the key that has the most, so that no key can push out the sessions of another. */
  function evictIdlest(): void {
    const counts = new Map<string, number>();
    for (const { keyId } of sessions.values()) counts.set(keyId, (counts.get(keyId) ?? 0) + 1);
    const idle = [...sessions.values()].filter((session) => session.isIdle);
    const countOf = ({ keyId }: LegacySession) => counts.get(keyId) ?? 0;
    const [idlest] = idle.sort((a, b) => countOf(b) - countOf(a) || a.lastUsedAt - b.lastUsedAt);
    if (idlest === undefined)
      throw new GatewayError('resource_exhausted', `All ${sessions.size} sessions are busy`, {
        retry_after_seconds: 1,
      });
    core.counters.count('session_evicted');
    store.end(idlest);
  }

  return store;
}
