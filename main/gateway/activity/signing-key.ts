import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { VaultRecords } from '../ports/secret-store';

const RECORD_ID = 'activity-signing-key';
const SUFFIX = '.public-key.pem';

/** Signs what the log says about itself (Ed25519, RFC 8032). */
export interface Signer {
  /** The first 128 bits of the SHA-256 of the public key. */
  readonly fingerprint: string;
  /** base64url. */
  sign(text: string): string;
}

/** Opens the key that lies in the vault, or makes one; the public half is left beside the log. */
export async function openSigner(records: VaultRecords, directory: string): Promise<Signer> {
  const known = await records.read(RECORD_ID);
  const key = known === undefined ? await makeKey(records) : privateKeyFrom(known);
  const { fingerprint, pem } = publicHalf(key);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await writeFileAtomic(join(directory, `${fingerprint}${SUFFIX}`), pem, { mode: 0o600 });
  return { fingerprint, sign: (text) => sign(null, Buffer.from(text), key).toString('base64url') };
}

async function makeKey(records: VaultRecords): Promise<KeyObject> {
  const { privateKey } = generateKeyPairSync('ed25519');
  await records.write(RECORD_ID, privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'));
  return privateKey;
}

const privateKeyFrom = (text: string): KeyObject =>
  createPrivateKey({ key: Buffer.from(text, 'base64'), type: 'pkcs8', format: 'der' });

function publicHalf(key: KeyObject): { readonly fingerprint: string; readonly pem: string } {
  const half = createPublicKey(key);
  return { fingerprint: fingerprintOf(half), pem: half.export({ type: 'spki', format: 'pem' }) as string };
}

function fingerprintOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 32);
}

/** The fingerprint of the key in the vault; `undefined` when there is none. */
export async function vaultFingerprint(records: VaultRecords): Promise<string | undefined> {
  const known = await records.read(RECORD_ID);
  return known === undefined ? undefined : publicHalf(privateKeyFrom(known)).fingerprint;
}

/** By fingerprint, which is worked out anew: a file may have any name. */
export type PublicKeys = ReadonlyMap<string, KeyObject>;

/** The public keys that lie beside a log. What is no key is left out. */
export async function readPublicKeys(directory: string): Promise<PublicKeys> {
  const names = (await readdir(directory).catch(() => [])).filter((name) => name.endsWith(SUFFIX));
  const keys = new Map<string, KeyObject>();
  for (const name of names) {
    try {
      const key = createPublicKey(await readFile(join(directory, name), 'utf8'));
      if (key.asymmetricKeyType === 'ed25519') keys.set(fingerprintOf(key), key);
    } catch {
      continue;
    }
  }
  return keys;
}

export function isSignedBy(key: KeyObject, text: string, signature: string): boolean {
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
}
