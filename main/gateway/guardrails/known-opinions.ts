import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { ServerName } from '../../../shared/model/server';
import type { Opinion } from '../../../shared/model/verdict';
import type { Inspection } from '../ports/guardrail';
import { readSealed } from '../ports/read-sealed';
import type { SharedState } from '../shared-state/shared-state';
import { OpinionSchema } from './read-opinion';
import type { SeatedGuardrail } from './select-guardrails';

/**
 * What guardrails that ask others said about definitions. Servers offer the same again and again, and a service wants
 * time and money for each word; whoever shares the store, or was started anew, need not ask again.
 */
export interface KnownOpinions {
  /** What was said about this very content, or what `ask` resolves with. What fails is asked again next time. */
  about(seated: SeatedGuardrail, inspection: Inspection, ask: () => Promise<Opinion>): Promise<Opinion>;
  /** Has what a server offers judged again. */
  forget(server: ServerName): void;
}

const MAX_OPINIONS = 10_000;

export function createKnownOpinions(shared: Pick<SharedState, 'reachable'>, ttlMs: () => number): KnownOpinions {
  const known = new LRUCache<string, Opinion>({ max: MAX_OPINIONS });

  async function recall(key: string): Promise<Opinion | undefined> {
    const text = await shared
      .reachable()
      ?.read(key)
      .catch(() => undefined);
    return readSealed(OpinionSchema, text) as Opinion | undefined;
  }

  return {
    async about(seated, inspection, ask) {
      const ttl = ttlMs();
      const { phase } = inspection;
      if (seated.guardrail.asksOthers !== true || (phase !== 'server' && phase !== 'listing') || ttl <= 0) return ask();
      const key = keyOf(seated, inspection);
      const before = known.get(key) ?? (await recall(key));
      const opinion = before ?? (await ask());
      // One that came from elsewhere is as old as it is there, so it is not kept here.
      if (before === undefined) {
        known.set(key, opinion, { ttl });
        shared
          .reachable()
          ?.write(key, JSON.stringify(opinion), ttl)
          .catch(() => undefined);
      }
      return opinion;
    },
    forget(server) {
      const prefix = prefixOf(server);
      for (const key of known.keys()) if (key.startsWith(prefix)) known.delete(key);
      const store = shared.reachable();
      store
        ?.keys(prefix)
        .then((keys) => store.remove(keys))
        .catch(() => undefined);
    },
  };
}

const prefixOf = (server: ServerName): string => `opinions:${digest(server)}:`;

/** All that an opinion depends on: who is asked, for what, and about what. */
function keyOf({ entry, wanted }: SeatedGuardrail, inspection: Inspection): string {
  const { phase, server, method, name, content, request } = inspection;
  const asked = wanted === undefined ? undefined : [...wanted].sort();
  const question = [entry.use, entry.options, asked, phase, method, name, content, request];
  return prefixOf(server) + digest(JSON.stringify(question));
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
