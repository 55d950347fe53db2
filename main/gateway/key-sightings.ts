import { LRUCache } from 'lru-cache';
import type { StateStore } from './ports/state-store';

/** When each key was last admitted. Cheap enough for every request; kept across restarts, a few seconds coarse. */
export interface KeySightings {
  saw(keyId: string): void;
  /** Epoch milliseconds by key id. */
  all(): Readonly<Record<string, number>>;
}

/** The section of the state that others may read while no gateway runs. */
export const SIGHTINGS_SECTION = 'keySightings';

const MOST_KEYS = 10_000;
/** What is written to the disk is at most so old. */
const WRITE_EVERY_MS = 10_000;

export function createKeySightings(state: StateStore, now: () => number): KeySightings {
  const seen = new LRUCache<string, number>({ max: MOST_KEYS });
  for (const [id, at] of Object.entries(readSightings(state.read(SIGHTINGS_SECTION)))) seen.set(id, at);
  const written = new LRUCache<string, number>({ max: MOST_KEYS });
  const all = () => Object.fromEntries(seen.entries());
  return {
    saw(keyId) {
      const at = now();
      seen.set(keyId, at);
      if (at - (written.get(keyId) ?? -WRITE_EVERY_MS) < WRITE_EVERY_MS) return;
      written.set(keyId, at);
      state.write(SIGHTINGS_SECTION, all());
    },
    all,
  };
}

/** What a state file says, which may say anything. */
export function readSightings(section: unknown): Readonly<Record<string, number>> {
  if (typeof section !== 'object' || section === null) return {};
  return Object.fromEntries(Object.entries(section).filter(([, at]) => typeof at === 'number'));
}
