import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const ID_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const ID_LENGTH = 12;
const KEY = /^smg_([A-Za-z0-9]{12})_[A-Za-z0-9_-]{43}$/;
const ADMIN_KEY = /^smgadmin_([A-Za-z0-9]{12})_[A-Za-z0-9_-]{43}$/;
const HASH = /^sha256:([A-Za-z0-9_-]{22}):([A-Za-z0-9_-]{43})$/;

/** A new gateway key: its public id, the text that is shown once, and the hash that is stored. */
export interface NewGatewayKey {
  readonly id: string;
  readonly text: string;
  readonly hash: string;
}

/** Makes a key `smg_<id>_<secret>` whose secret is 32 random bytes. */
export function createGatewayKey(): NewGatewayKey {
  return createKey('smg');
}

/** The same for the admin API; begun otherwise, so that neither is taken for the other. */
export function createAdminKey(): NewGatewayKey {
  return createKey('smgadmin');
}

function createKey(prefix: string): NewGatewayKey {
  const id = randomId();
  const text = `${prefix}_${id}_${randomBytes(32).toString('base64url')}`;
  return { id, text, hash: hashGatewayKey(text) };
}

/** Reads the public id out of the text of an admin key; proves nothing. */
export function parseAdminKey(text: string): string | undefined {
  return ADMIN_KEY.exec(text)?.[1];
}

/**
 * Hashes a whole key text as `sha256:<salt>:<hash>`. One round suffices: a key carries 256 bits of entropy, so there
 * is nothing to guess, and a slow derivation would only cost time on every request.
 */
export function hashGatewayKey(text: string, salt: Uint8Array = randomBytes(16)): string {
  const digest = createHash('sha256').update(salt).update(text, 'utf8').digest('base64url');
  return `sha256:${Buffer.from(salt).toString('base64url')}:${digest}`;
}

/** Whether a text means to be a gateway key, by how it begins. No other credential does, and none of ours begins otherwise. */
export function isGatewayKey(text: string): boolean {
  return text.startsWith('smg_');
}

/** Reads the public id out of a key text; `undefined` when the text is not of our form. Proves nothing. */
export function parseGatewayKey(text: string): { readonly id: string } | undefined {
  const id = KEY.exec(text)?.[1];
  return id === undefined ? undefined : { id };
}

/** Whether `text` is the key that `hash` was made of, compared in constant time. */
export function matchesHash(text: string, hash: string): boolean {
  const [, salt, digest] = HASH.exec(hash) ?? [];
  if (salt === undefined || digest === undefined) return false;
  const actual = createHash('sha256').update(Buffer.from(salt, 'base64url')).update(text, 'utf8').digest();
  const expected = Buffer.from(digest, 'base64url');
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

function randomId(): string {
  const letters: string[] = [];
  while (letters.length < ID_LENGTH) {
    // Bytes from 248 on are thrown away: 248 is the largest multiple of 62, so every letter is equally likely.
    for (const byte of randomBytes(ID_LENGTH * 2)) {
      const letter = byte < 248 ? ID_LETTERS[byte % ID_LETTERS.length] : undefined;
      if (letter !== undefined && letters.length < ID_LENGTH) letters.push(letter);
    }
  }
  return letters.join('');
}
