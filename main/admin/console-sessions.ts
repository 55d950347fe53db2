import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { ADMIN_SCOPES, type AdminScope, type Caller } from '../../shared/contract/define';
import type { StateStore } from '../gateway/ports/state-store';

/** A link is for whoever asked for it, who opens it now. */
const LINK_MS = 10 * 60_000;
/** A browser that is not used for so long must be let in anew. */
const IDLE_MS = 7 * 24 * 60 * 60_000;
/** How exactly the last use is remembered. */
const TOUCH_MS = 60_000;
/** Of one caller: nobody pushes out what another has. */
const MAX_LINKS = 16;
const MAX_SESSIONS = 32;

export interface ConsoleLink {
  /** Opens one session, once. */
  readonly code: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** Browsers that were let in: each has a secret in a cookie, of which only the hash is kept. */
export interface ConsoleSessions {
  /** A link for a browser that may then do what the caller may. */
  link(caller: Caller): ConsoleLink;
  /** The secret of a new session; `undefined` for a code that was never given out, was used, or is too old. */
  open(code: string): string | undefined;
  /** A session without a link, for a browser whose person has just shown a credential. */
  begin(caller: Caller): string;
  find(secret: string): Caller | undefined;
  end(secret: string): boolean;
}

interface Session {
  readonly hash: string;
  readonly by: string;
  readonly scopes: readonly AdminScope[];
  readonly usedAt: number;
}

interface Link extends Omit<Session, 'usedAt'> {
  readonly expiresAt: number;
}

const SECTION = 'consoleSessions';

/** Sessions outlive a restart; links do not. */
export function createConsoleSessions(state: StateStore, now: () => number): ConsoleSessions {
  let links: readonly Link[] = [];
  let sessions: readonly Session[] = readSessions(state.read(SECTION));

  const keep = (all: readonly Session[]): void => {
    const used = all.filter(({ usedAt }) => now() - usedAt < IDLE_MS);
    sessions = newestOfEach(used, MAX_SESSIONS);
    state.write(SECTION, sessions);
  };
  const begin = (by: string, scopes: readonly AdminScope[]): string => {
    const secret = newSecret();
    keep([...sessions, { hash: hashOf(secret), by, scopes, usedAt: now() }]);
    return secret;
  };

  return {
    link({ id, scopes }) {
      const code = newSecret();
      const expiresAt = now() + LINK_MS;
      const open = links.filter((one) => one.expiresAt > now());
      links = newestOfEach([...open, { hash: hashOf(code), by: id, scopes: [...scopes], expiresAt }], MAX_LINKS);
      return { code, expiresAt };
    },
    open(code) {
      const link = byHash(links, code);
      links = links.filter((one) => one !== link);
      return link === undefined || link.expiresAt <= now() ? undefined : begin(link.by, link.scopes);
    },
    begin: ({ id, scopes }) => begin(id, [...scopes]),
    find(secret) {
      const session = byHash(sessions, secret);
      if (session === undefined || now() - session.usedAt >= IDLE_MS) return undefined;
      if (now() - session.usedAt >= TOUCH_MS) {
        keep([...sessions.filter((one) => one !== session), { ...session, usedAt: now() }]);
      }
      return { id: session.by, scopes: new Set(session.scopes) };
    },
    end(secret) {
      const session = byHash(sessions, secret);
      if (session !== undefined) keep(sessions.filter((one) => one !== session));
      return session !== undefined;
    },
  };
}

const newSecret = (): string => randomBytes(32).toString('base64url');
const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

function byHash<T extends { readonly hash: string }>(all: readonly T[], secret: string): T | undefined {
  const wanted = Buffer.from(hashOf(secret));
  return all.find(({ hash }) => hash.length === wanted.length && timingSafeEqual(Buffer.from(hash), wanted));
}

/** In their order, the newest last. */
function newestOfEach<T extends { readonly by: string }>(all: readonly T[], most: number): readonly T[] {
  return all.filter(({ by }, index) => all.slice(index + 1).filter((later) => later.by === by).length < most);
}

/** The file is ours, but anybody may have edited it. */
function readSessions(kept: unknown): readonly Session[] {
  if (!Array.isArray(kept)) return [];
  return (kept as readonly Partial<Session>[]).filter(
    (one): one is Session =>
      typeof one?.hash === 'string' &&
      typeof one.by === 'string' &&
      typeof one.usedAt === 'number' &&
      Array.isArray(one.scopes) &&
      one.scopes.every((scope) => ADMIN_SCOPES.includes(scope)),
  );
}
