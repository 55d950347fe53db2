/** Places for calls of clients that have no session, so that each call has a connection of its own. */
export interface SessionSlots {
  /** The lowest free place of this client; `release` frees it. */
  lease(client: string): { readonly place: number; readonly release: () => void };
}

/** Beyond this many calls at once they share the last place, where questions can no longer be told apart. */
const MAX_PLACES = 16;

export function createSessionSlots(): SessionSlots {
  const taken = new Map<string, Set<number>>();
  return {
    lease(client) {
      const places = taken.get(client) ?? new Set<number>();
      taken.set(client, places);
      let place = 0;
      while (places.has(place) && place < MAX_PLACES - 1) place += 1;
      places.add(place);
      return {
        place,
        release() {
          places.delete(place);
          if (places.size === 0) taken.delete(client);
        },
      };
    },
  };
}
