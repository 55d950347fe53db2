import { z } from 'zod';
import type { Era } from '../../../shared/model/server';
import type { StateStore } from '../ports/state-store';

const SECTION = 'eras';
const VALID_MS = 24 * 60 * 60 * 1_000;

const Verdicts = z.record(z.string(), z.object({ era: z.enum(['legacy', 'modern']), at: z.number() }));

export interface EraMemory {
  recall(fingerprint: string): Era | undefined;
  remember(fingerprint: string, era: Era): void;
  forget(fingerprint: string): void;
}

/** What was found out about each server’s era, for a day. */
export function createEraMemory(state: StateStore, now: () => number): EraMemory {
  const read = () => {
    const parsed = Verdicts.safeParse(state.read(SECTION) ?? {});
    const verdicts = parsed.success ? Object.entries(parsed.data) : [];
    return new Map(verdicts.filter(([, { at }]) => now() - at < VALID_MS));
  };
  const write = (verdicts: ReturnType<typeof read>) => state.write(SECTION, Object.fromEntries(verdicts));
  return {
    recall: (fingerprint) => read().get(fingerprint)?.era,
    remember(fingerprint, era) {
      const verdicts = read();
      if (verdicts.get(fingerprint)?.era === era) return;
      write(verdicts.set(fingerprint, { era, at: now() }));
    },
    forget(fingerprint) {
      const verdicts = read();
      if (verdicts.delete(fingerprint)) write(verdicts);
    },
  };
}
