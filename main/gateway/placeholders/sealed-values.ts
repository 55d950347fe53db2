import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** Keeps values where a memory dump of the process does not show them at once, and finds them again by what they are. */
export interface SealedValues {
  /** The same for the same value, and says nothing about it. */
  fingerprint(value: string): string;
  seal(value: string): Buffer;
  open(sealed: Buffer): string;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM under a key of this process alone (NIST SP 800-38D: a fresh random nonce of 96 bits each time). */
export function createSealedValues(key: Buffer = randomBytes(32)): SealedValues {
  const indexKey = createHmac('sha256', key).update('index').digest();
  return {
    fingerprint: (value) => createHmac('sha256', indexKey).update(value).digest('base64url'),
    seal(value) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const text = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), text]);
    },
    open(sealed) {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      const text = Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
      return text.toString('utf8');
    },
  };
}
