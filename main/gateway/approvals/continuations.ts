import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { GrantQuestion } from './grants';

/**
 * Calls that a person allowed and that their server answered with a question: the client comes back with the answer
 * in a new request (MCP 2026-07-28, `input_required`), which is still the call that was allowed. Each opens once, and
 * no other call: the state alone says nothing about whose it is.
 */
export interface Continuations {
  add(requestState: string, call: string): void;
  /** Whether this state was given to this very call, which was allowed, and was not used yet. */
  take(requestState: string, call: string): boolean;
}

const WITHIN_MS = 10 * 60_000;
const MAX_OPEN = 1_000;

export function createContinuations(now: () => number): Continuations {
  const open = new LRUCache<string, true>({ max: MAX_OPEN, ttl: WITHIN_MS, perf: { now } });
  // States may be long; their servers choose them.
  const keyOf = (...parts: readonly string[]) => createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
  return {
    add: (requestState, call) => void open.set(keyOf(requestState, call), true),
    take(requestState, call) {
      const key = keyOf(requestState, call);
      // One that is too old is there until it is looked at.
      return open.has(key) && open.delete(key);
    },
  };
}

/** What a later round must be equal in. */
export function continuedCall(about: GrantQuestion, allowedContent: string): string {
  const { configId, keyId, server, method, name, definitionHash } = about;
  return JSON.stringify([configId, keyId, server, method, name, definitionHash, allowedContent]);
}
