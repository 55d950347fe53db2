import { LRUCache } from 'lru-cache';
import type { RequestClient } from '../stages/request-client';
import { createPlaceholderBook, type PlaceholderBook } from './placeholder-book';
import { createSealedValues } from './sealed-values';

/** The books of all sessions. They live in memory alone and end with the process. */
export interface Placeholders {
  /** The book of a client’s session; of its key, where clients have no session. */
  bookOf(client: Pick<RequestClient, 'connecting'>): PlaceholderBook;
}

const MAX_SESSIONS = 1_000;
const FORGOTTEN_AFTER_MS = 24 * 60 * 60 * 1_000;

export function createPlaceholders(): Placeholders {
  const sealed = createSealedValues();
  const books = new LRUCache<string, PlaceholderBook>({
    max: MAX_SESSIONS,
    ttl: FORGOTTEN_AFTER_MS,
    updateAgeOnGet: true,
  });
  return {
    bookOf({ connecting: { keyId, sessionId } }) {
      const session = `${keyId} ${sessionId ?? ''}`;
      const known = books.get(session);
      if (known !== undefined) return known;
      const book = createPlaceholderBook(sealed);
      books.set(session, book);
      return book;
    },
  };
}
