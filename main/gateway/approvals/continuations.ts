import { LRUCache } from 'lru-cache';

/**
 * Calls that a person allowed and that their server answered with a question: the client comes back with the answer
 * in a new request (MCP 2026-07-28, `input_required`), which is still the call that was allowed. Each opens once.
 */
export interface Continuations {
  add(requestState: string): void;
  /** Whether this state was given to a call that was allowed and was not used yet. */
  take(requestState: string): boolean;
}

const WITHIN_MS = 10 * 60_000;
const MAX_OPEN = 1_000;

export function createContinuations(now: () => number): Continuations {
  const open = new LRUCache<string, true>({ max: MAX_OPEN, ttl: WITHIN_MS, perf: { now } });
  return {
    add: (requestState) => void open.set(requestState, true),
    take: (requestState) => open.has(requestState) && open.delete(requestState),
  };
}
