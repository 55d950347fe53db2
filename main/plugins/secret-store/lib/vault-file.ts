import { open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { GatewayError } from '../../../../shared/errors/gateway-error';
import { RECORD_PREFIX, SECRET_NAME } from '../../../gateway/ports/secret-store';
import { secretsUnavailable } from './secrets-unavailable';
import { Derivation, isMarkOf, markOf, openText, SealedText, sealText } from './vault-crypto';

const KeyId = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

/** Which key opens the vault and who holds it; never the key. */
const KeyHeader = z.discriminatedUnion('source', [
  z.strictObject({ source: z.literal('keychain'), id: KeyId }),
  z.strictObject({ source: z.literal('passphrase'), id: KeyId, derivation: Derivation }),
  z.strictObject({ source: z.literal('key-file'), id: KeyId, path: z.string().min(1) }),
  z.strictObject({ source: z.literal('environment'), id: KeyId }),
]);
export type KeyHeader = z.output<typeof KeyHeader>;

const SecretRecord = z.strictObject({
  version: z.number().int().min(1),
  updatedAt: z.iso.datetime(),
  sealed: SealedText,
});
export type SecretRecord = z.output<typeof SecretRecord>;

/** That of a secret, or of a record of the gateway’s own. */
const RECORD_NAME = new RegExp(`^(?:${SECRET_NAME.source}|${RECORD_PREFIX}[A-Za-z0-9._-]{1,200})$`);

const VaultFile = z.strictObject({
  version: z.literal(1),
  key: KeyHeader,
  records: z.record(z.string().regex(RECORD_NAME), SecretRecord),
  /** Over all of the above, so that no record can be taken out, put back or exchanged unseen. */
  mark: z.string(),
});
export type VaultFile = z.output<typeof VaultFile>;
export type VaultContent = Omit<VaultFile, 'mark' | 'version'>;

/** Resolves `undefined` when there is no vault. Whatever else stands there is refused, never taken for an empty one. */
export async function readVaultFile(path: string): Promise<VaultFile | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT') return undefined;
    throw secretsUnavailable('failed', `${path} cannot be read (${String(code)})`, cause);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The cause would repeat a piece of the file.
    throw secretsUnavailable('damaged', `${path} is no JSON`);
  }
  const parsed = VaultFile.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw secretsUnavailable('damaged', `${path} is no vault that this version knows (${issue?.path.join('.') ?? ''})`);
}

/** In one piece, on the disk, for this user alone. */
export async function writeVaultFile(path: string, key: Buffer, content: VaultContent): Promise<void> {
  const body = { version: 1, ...content };
  const text = `${JSON.stringify({ ...body, mark: markOf(key, body) }, undefined, 2)}\n`;
  try {
    await writeFileAtomic(path, text, { mode: 0o600, fsync: true });
    await settle(dirname(path));
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown cause';
    throw new GatewayError('operation_failed', `${path} cannot be written (${code})`, { path }, { cause });
  }
}

// After a rotation the old key is taken away: by then the new name of the file must have reached the disk too.
async function settle(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Throws when somebody without the key has changed the file. */
export function requireUntouched(path: string, key: Buffer, { mark, ...body }: VaultFile): void {
  if (!isMarkOf(key, body, mark)) throw secretsUnavailable('damaged', `${path} was changed by something else`);
}

/** Bound to the key, its name and its version: no record opens in another's place. */
const placeOf = (header: KeyHeader, name: string, version: number) => [header.id, name, version];

export function sealRecord(
  key: Buffer,
  header: KeyHeader,
  secret: { readonly name: string; readonly value: string; readonly version: number; readonly updatedAt: string },
): SecretRecord {
  const { name, value, version, updatedAt } = secret;
  return { version, updatedAt, sealed: sealText(key, placeOf(header, name, version), value) };
}

export function openRecord(key: Buffer, header: KeyHeader, name: string, record: SecretRecord): string {
  try {
    return openText(key, placeOf(header, name, record.version), record.sealed);
  } catch (cause) {
    throw secretsUnavailable('damaged', `The secret "${name}" cannot be decrypted`, cause);
  }
}
