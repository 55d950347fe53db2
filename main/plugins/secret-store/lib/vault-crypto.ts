import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  scrypt,
  timingSafeEqual,
} from 'node:crypto';
import { z } from 'zod';

const base64url = (length: number) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/)
    .refine((text) => Buffer.from(text, 'base64url').length === length, `must hold ${length} bytes`);

/** A text that only the key opens, and only in its own place. */
export const SealedText = z.strictObject({
  iv: base64url(12),
  tag: base64url(16),
  text: z.string().regex(/^[A-Za-z0-9_-]*$/),
});
export type SealedText = z.output<typeof SealedText>;

/** Bounded, because the numbers come from a file: a huge cost would take all memory. */
export const Derivation = z.strictObject({
  name: z.literal('scrypt'),
  cost: z.number().int().min(1_024).max(1_048_576),
  blockSize: z.literal(8),
  parallelization: z.literal(1),
  salt: base64url(16),
});
export type Derivation = z.output<typeof Derivation>;

export const KEY_BYTES = 32;
const LABEL = 'secure-mcp-gateway vault 1';

export const newKey = (): Buffer => randomBytes(KEY_BYTES);

/** Names a key without saying anything about it. */
export const keyIdOf = (key: Buffer): string => derived(key, 'key id').subarray(0, 16).toString('base64url');

/** Encrypts a text for one place; every part of the place is needed to open it. */
export function sealText(key: Buffer, place: readonly (string | number)[], text: string): SealedText {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', derived(key, 'records'), iv, { authTagLength: 16 });
  cipher.setAAD(Buffer.from(JSON.stringify([LABEL, ...place])));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return {
    iv: iv.toString('base64url'),
    tag: cipher.getAuthTag().toString('base64url'),
    text: body.toString('base64url'),
  };
}

/** Throws when the key is another one, the place is another one, or a bit was changed. */
export function openText(key: Buffer, place: readonly (string | number)[], sealed: SealedText): string {
  const iv = Buffer.from(sealed.iv, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', derived(key, 'records'), iv, { authTagLength: 16 });
  decipher.setAAD(Buffer.from(JSON.stringify([LABEL, ...place])));
  decipher.setAuthTag(Buffer.from(sealed.tag, 'base64url'));
  return Buffer.concat([decipher.update(Buffer.from(sealed.text, 'base64url')), decipher.final()]).toString('utf8');
}

/** A mark that only the holder of the key can put on a value. The order of members does not matter. */
export function markOf(key: Buffer, value: unknown): string {
  return createHmac('sha256', derived(key, 'mark')).update(canonical(value)).digest('base64url');
}

export function isMarkOf(key: Buffer, value: unknown, mark: string): boolean {
  const [expected, given] = [Buffer.from(markOf(key, value)), Buffer.from(mark)];
  return expected.length === given.length && timingSafeEqual(expected, given);
}

export const newDerivation = (): Derivation => ({
  name: 'scrypt',
  cost: 131_072,
  blockSize: 8,
  parallelization: 1,
  salt: randomBytes(16).toString('base64url'),
});

/** Slow on purpose; takes 128 MiB for a moment, outside the event loop. */
export function deriveKey(passphrase: string, derivation: Derivation): Promise<Buffer> {
  const { cost, blockSize, parallelization, salt } = derivation;
  const options = { N: cost, r: blockSize, p: parallelization, maxmem: 256 * cost * blockSize };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), Buffer.from(salt, 'base64url'), KEY_BYTES, options, (failure, key) =>
      failure === null ? resolve(key) : reject(failure),
    );
  });
}

/** One key for each purpose, so that no use says anything about another. */
const derived = (key: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, '', `${LABEL} ${purpose}`, KEY_BYTES));

/** For what lies outside of the vault. */
export const purposeKey = (key: Buffer, purpose: string): Buffer => derived(key, `purpose ${purpose}`);

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
