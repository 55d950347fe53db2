import type { Adapter, AdapterPayload } from 'oidc-provider';

/** What an authorization server remembers, by kind (`AccessToken`, `RefreshToken`, …) and id. */
export interface AuthorizationStore {
  adapterFor(kind: string): Adapter;
  /** Forgets all of a kind, as a server does that lost its memory. */
  clear(kind: string): void;
}

export function createAuthorizationStore(): AuthorizationStore {
  const kinds = new Map<string, Map<string, AdapterPayload>>();
  const ofKind = (kind: string): Map<string, AdapterPayload> => {
    const known = kinds.get(kind) ?? new Map<string, AdapterPayload>();
    kinds.set(kind, known);
    return known;
  };
  return {
    adapterFor: (kind) => adapterOf(ofKind(kind), kinds),
    clear: (kind) => ofKind(kind).clear(),
  };
}

function adapterOf(
  entries: Map<string, AdapterPayload>,
  kinds: ReadonlyMap<string, Map<string, AdapterPayload>>,
): Adapter {
  const first = async (matches: (payload: AdapterPayload) => boolean) => [...entries.values()].find(matches);
  return {
    upsert: async (id, payload) => void entries.set(id, payload),
    find: async (id) => entries.get(id),
    findByUserCode: (userCode) => first((payload) => payload.userCode === userCode),
    findByUid: (uid) => first((payload) => payload.uid === uid),
    async consume(id) {
      const payload = entries.get(id);
      if (payload !== undefined) payload['consumed'] = Math.floor(Date.now() / 1_000);
    },
    destroy: async (id) => void entries.delete(id),
    async revokeByGrantId(grantId) {
      for (const kind of kinds.values()) {
        for (const [id, payload] of kind) if (payload.grantId === grantId) kind.delete(id);
      }
    },
  };
}
