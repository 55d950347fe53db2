import { randomBytes } from 'node:crypto';
import type { Limits } from '../../../shared/config/limits';
import type { ServerName } from '../../../shared/model/server';
import type { Counters } from '../limits/counters';
import type { PagedText } from './paged-text';

/** Who may read a kept result. */
export interface ResultOwner {
  readonly keyId: string;
  /** Of a client that has one. */
  readonly sessionId?: string | undefined;
}

/** What a server answered, as far as it was too large to be handed out at once. It has passed the judges. */
export interface KeptContent {
  readonly paged: PagedText;
  readonly bytes: number;
  readonly mimeType: string;
  /** Base64, whose pages can be read one by one too. */
  readonly isBinary: boolean;
}

export interface KeptResult extends KeptContent {
  /** `gateway` for the gateway’s own tools. */
  readonly server: ServerName;
  readonly tool: string;
}

/** Large results, kept for a while to be read page by page by whoever caused them, and by nobody else. */
export interface ResultStore {
  /** The id under which it can be read; `undefined` when it is larger than one key’s share. */
  keep(result: KeptResult, owner: ResultOwner, limits: Limits['results']): string | undefined;
  /** `undefined` for what is unknown, over, or somebody else’s: nobody can tell these apart. */
  find(id: string, owner: ResultOwner): KeptResult | undefined;
  endSession(sessionId: string): void;
  /** Forgets everything: what was judged under other rules is not handed out under these. */
  clear(): void;
  readonly size: number;
  readonly bytes: number;
}

interface Entry {
  readonly result: KeptResult;
  readonly owner: ResultOwner;
  readonly expiresAt: number;
}

interface Share {
  count: number;
  bytes: number;
}

export function createResultStore({
  counters,
  now,
}: {
  readonly counters: Counters;
  readonly now: () => number;
}): ResultStore {
  /** The first is the one that was not used for longest. */
  const entries = new Map<string, Entry>();
  const shares = new Map<string, Share>();
  const all: Share = { count: 0, bytes: 0 };
  let timer: NodeJS.Timeout | undefined;

  function forget(id: string): void {
    const entry = entries.get(id);
    if (entry === undefined) return;
    entries.delete(id);
    const { keyId } = entry.owner;
    const share = shares.get(keyId);
    for (const one of share === undefined ? [all] : [all, share]) {
      one.count -= 1;
      one.bytes -= entry.result.bytes;
    }
    if (share?.count === 0) shares.delete(keyId);
  }

  function push(out: string | undefined): void {
    if (out === undefined) return;
    counters.count('result_forgotten');
    forget(out);
  }

  const oldestOf = (keyId: string) => [...entries].find(([, { owner }]) => owner.keyId === keyId)?.[0];

  /** The key that has most loses first, so that no key can push out the results of another. */
  function greediest(): string {
    let most = ['', 0] as [string, number];
    for (const [keyId, { bytes }] of shares) if (bytes >= most[1]) most = [keyId, bytes];
    return most[0];
  }

  function expire(): void {
    for (const [id, { expiresAt }] of entries) if (now() >= expiresAt) forget(id);
    clearTimeout(timer);
    timer = undefined;
    if (entries.size === 0) return;
    const next = Math.min(...[...entries.values()].map(({ expiresAt }) => expiresAt));
    timer = setTimeout(expire, Math.max(1_000, Math.min(next - now(), 60_000)));
    timer.unref();
  }

  return {
    keep(result, owner, limits) {
      const { bytes } = result;
      if (bytes > Math.min(limits.bytesPerKey, limits.totalBytes)) return undefined;
      const share = shares.get(owner.keyId) ?? { count: 0, bytes: 0 };
      while (share.count > 0 && (share.count >= limits.perKey || share.bytes + bytes > limits.bytesPerKey)) {
        push(oldestOf(owner.keyId));
      }
      while (all.count > 0 && (all.count >= limits.total || all.bytes + bytes > limits.totalBytes)) {
        push(oldestOf(greediest()));
      }
      const id = randomBytes(16).toString('base64url');
      entries.set(id, { result, owner, expiresAt: now() + limits.seconds * 1_000 });
      shares.set(owner.keyId, share);
      for (const one of [all, share]) {
        one.count += 1;
        one.bytes += bytes;
      }
      if (timer === undefined) expire();
      return id;
    },
    find(id, owner) {
      const entry = entries.get(id);
      if (entry === undefined || entry.owner.keyId !== owner.keyId) return undefined;
      if (entry.owner.sessionId !== owner.sessionId) return undefined;
      if (now() >= entry.expiresAt) {
        forget(id);
        return undefined;
      }
      entries.delete(id);
      entries.set(id, entry);
      return entry.result;
    },
    endSession(sessionId) {
      for (const [id, { owner }] of entries) if (owner.sessionId === sessionId) forget(id);
    },
    clear() {
      for (const id of [...entries.keys()]) forget(id);
      clearTimeout(timer);
      timer = undefined;
    },
    get size() {
      return all.count;
    },
    get bytes() {
      return all.bytes;
    },
  };
}
