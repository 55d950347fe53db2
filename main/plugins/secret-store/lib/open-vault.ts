import { GatewayError } from '../../../../shared/errors/gateway-error';
import {
  RECORD_PREFIX,
  type Custody,
  type KeyChoice,
  type Rotation,
  type SecretFacts,
  type SecretStore,
  type SecretStoreStatus,
  type SecretVault,
} from '../../../gateway/ports/secret-store';
import { longEnough } from './given-keys';
import type { Keychain } from './keychain';
import { createMasterKeys, type MasterKeys } from './master-keys';
import { packSecrets, unpackSecrets } from './secret-archive';
import { purposeKey } from './vault-crypto';
import { openRecord, sealRecord, type KeyHeader, type SecretRecord } from './vault-file';
import { noVault, openVaultSession, type OpenedVault, type VaultSession } from './vault-session';

export interface VaultNeeds {
  readonly path: string;
  readonly custody: Custody;
  readonly keychain: Keychain;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Secrets in one file, each encrypted with a key that is held elsewhere. */
export function openVault({ path, custody, keychain, now }: VaultNeeds): SecretStore {
  const keys = createMasterKeys(custody, keychain);
  const session = openVaultSession({ path, keys, custody, now });
  return {
    vault: createVault(session, keys, now),
    read: (name) => readRecord(session, name),
    status: () => statusOf(session, keys, keychain),
  };
}

async function readRecord(session: VaultSession, name: string): Promise<string | undefined> {
  const file = await session.peek();
  const record = file === undefined ? undefined : recordOf(file.records, name);
  if (file === undefined || record === undefined) return undefined;
  const { key, header } = await session.unlock(file);
  return openRecord(key, header, name, record);
}

function createVault(session: VaultSession, keys: MasterKeys, now: () => number): SecretVault {
  /** Makes the vault that is not there yet. */
  const orNew = async (opened: OpenedVault | undefined): Promise<OpenedVault> =>
    opened ?? { ...(await keys.make(undefined)), records: {} };

  const write = (name: string, value: string): Promise<SecretFacts> =>
    session.replace(async (before) => {
      const vault = put(await orNew(before), { [name]: value }, now());
      return { vault, result: factsOf(name, vault.records[name]!) };
    });

  const remove = async (name: string): Promise<boolean> => {
    // Nothing is made, asked for or written because of a name that is not there.
    if (recordOf((await session.peek())?.records ?? {}, name) === undefined) return false;
    return session.replace(async (before) => {
      const opened = await orNew(before);
      const { [name]: gone, ...records } = opened.records;
      return { vault: { ...opened, records }, result: gone !== undefined };
    });
  };

  return {
    create: (choice) =>
      session.replace(async (opened) => {
        if (opened !== undefined) throw vaultExists(session.path);
        const made = await keys.make(choice);
        return { vault: { ...made, records: {} }, result: made.header.source };
      }),
    records: {
      async ids() {
        const names = Object.keys((await session.peek())?.records ?? {});
        return names.filter((name) => !isSecret(name)).map((name) => name.slice(RECORD_PREFIX.length));
      },
      read: (id) => readRecord(session, RECORD_PREFIX + id),
      write: async (id, text) => void (await write(RECORD_PREFIX + id, text)),
      remove: (id) => remove(RECORD_PREFIX + id),
    },
    async list() {
      const records = Object.entries((await session.peek())?.records ?? {}).filter(([name]) => isSecret(name));
      return records.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, record]) => factsOf(name, record));
    },
    write,
    remove,
    async deriveKey(purpose) {
      const file = await session.peek();
      const { key } =
        file === undefined
          ? await session.replace(async (before) => {
              const vault = await orNew(before);
              return { vault, result: vault };
            })
          : await session.unlock(file);
      return purposeKey(key, purpose);
    },
    rotate: (choice) => session.replace((opened) => rotated(opened ?? refuse(noVault(session.path)), keys, choice)),
    async export(passphrase) {
      const opened = await session.open();
      const secrets = Object.entries(openAll(opened)).filter(([name]) => isSecret(name));
      return packSecrets(Object.fromEntries(secrets), longEnough(passphrase));
    },
    async import(text, passphrase, { replace }) {
      const secrets = await unpackSecrets(text, passphrase);
      const names = Object.keys(secrets).sort();
      return session.replace(async (before) => {
        const opened = await orNew(before);
        const taken = names.filter((name) => recordOf(opened.records, name) !== undefined);
        if (!replace && taken.length > 0) throw namesTaken(taken);
        return { vault: put(opened, secrets, now()), result: names };
      });
    },
  };
}

function put(opened: OpenedVault, secrets: Readonly<Record<string, string>>, now: number): OpenedVault {
  const updatedAt = new Date(now).toISOString();
  const entries = Object.entries(secrets).map(([name, value]) => {
    const version = (recordOf(opened.records, name)?.version ?? 0) + 1;
    return [name, sealRecord(opened.key, opened.header, { name, value, version, updatedAt })] as const;
  });
  return { ...opened, records: { ...opened.records, ...Object.fromEntries(entries) } };
}

function openAll({ key, header, records }: OpenedVault): Record<string, string> {
  return Object.fromEntries(
    Object.entries(records).map(([name, record]) => [name, openRecord(key, header, name, record)] as const),
  );
}

async function rotated(opened: OpenedVault, keys: MasterKeys, choice: KeyChoice | undefined) {
  const { header: before } = opened;
  requireNewFile(before, choice);
  const next = await keys.make(choice, before);
  const values = openAll(opened);
  const records = Object.entries(opened.records).map(([name, { version, updatedAt }]) => {
    const secret = { name, value: values[name] ?? '', version, updatedAt };
    return [name, sealRecord(next.key, next.header, secret)] as const;
  });
  const secrets = records.filter(([name]) => isSecret(name)).length;
  const result: Rotation = { secrets, source: next.header.source, oldKeyRemains: true };
  return {
    vault: { ...next, records: Object.fromEntries(records) },
    result,
    // Only now: until the vault is on the disk, the old key is the one that opens it.
    afterwards: async () => ({ ...result, oldKeyRemains: !(await keys.forget(before)) }),
  };
}

/** Written over before the vault is, the old key would be gone although it is still needed. */
function requireNewFile(before: KeyHeader, choice: KeyChoice | undefined): void {
  if (before.source !== 'key-file' || (choice ?? before).source !== 'key-file') return;
  if (choice?.path !== undefined && choice.path !== before.path) return;
  const message = `The next key needs a file of its own: ${before.path} holds the present one`;
  throw new GatewayError('invalid_params', message);
}

async function statusOf(session: VaultSession, keys: MasterKeys, keychain: Keychain): Promise<SecretStoreStatus> {
  let facts: Pick<SecretStoreStatus, 'keySource' | 'secrets'> = {};
  try {
    const file = await session.peek();
    facts = { secrets: Object.keys(file?.records ?? {}).filter(isSecret).length };
    facts = { ...facts, keySource: await keys.sourceOf(file?.key) };
    if (facts.keySource === 'keychain') await keychain.probe();
    if (file !== undefined) await session.unlock(file);
    return { store: 'vault', ok: true, place: session.path, ...facts };
  } catch (failure) {
    if (!(failure instanceof GatewayError)) throw failure;
    const { reason = 'failed', explanation: detail = failure.message, fix } = failure.detail;
    return { store: 'vault', ok: false, place: session.path, ...facts, ...({ reason, detail, fix } as object) };
  }
}

const isSecret = (name: string): boolean => !name.startsWith(RECORD_PREFIX);

const recordOf = (records: OpenedVault['records'], name: string): SecretRecord | undefined =>
  Object.hasOwn(records, name) ? records[name] : undefined;

const factsOf = (name: string, { version, updatedAt }: SecretRecord): SecretFacts => ({ name, version, updatedAt });

const vaultExists = (path: string): GatewayError =>
  new GatewayError('operation_failed', `There is a vault already: ${path}. To change its key, rotate it`, { path });

const namesTaken = (names: readonly string[]): GatewayError =>
  new GatewayError('operation_failed', `The vault has ${names.join(', ')} already; nothing was imported`, { names });

function refuse(error: GatewayError): never {
  throw error;
}
