import { createHash } from 'node:crypto';

/** What was found out about credentials, for a short time. It holds hashes of them, never themselves. */
export interface BriefMemory<T> {
  find(credential: string): T | undefined;
  /** `until` is in epoch milliseconds. */
  keep(credential: string, value: T, until: number): void;
  clear(): void;
}

const MAX_ENTRIES = 2_000;

export function createBriefMemory<T>(now: () => number): BriefMemory<T> {
  const entries = new Map<string, { readonly value: T; readonly until: number }>();
  return {
    find(credential) {
      const name = hashOf(credential);
      const entry = entries.get(name);
      if (entry === undefined || entry.until > now()) return entry?.value;
      entries.delete(name);
      return undefined;
    },
    keep(credential, value, until) {
      if (until <= now()) return;
      const [oldest] = entries.keys();
      if (entries.size >= MAX_ENTRIES && oldest !== undefined) entries.delete(oldest);
      entries.set(hashOf(credential), { value, until });
    },
    clear: () => entries.clear(),
  };
}

/** SHA-256 in base64url, 43 letters. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('base64url');
}
