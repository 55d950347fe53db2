import { GatewayError } from '../../../../shared/errors/gateway-error';
import type { Custody } from '../../../gateway/ports/secret-store';
import type { MasterKey, MasterKeys } from './master-keys';
import {
  readVaultFile,
  requireUntouched,
  writeVaultFile,
  type KeyHeader,
  type SecretRecord,
  type VaultFile,
} from './vault-file';

/** A vault with the key that opens it. */
export interface OpenedVault extends MasterKey {
  readonly records: Readonly<Record<string, SecretRecord>>;
}

/** The file of a vault, and the key once it was needed. */
export interface VaultSession {
  readonly path: string;
  /** Without the key; `undefined` when there is no vault. */
  peek(): Promise<VaultFile | undefined>;
  unlock(file: VaultFile): Promise<OpenedVault>;
  /** Throws when there is no vault. */
  open(): Promise<OpenedVault>;
  /** Puts in place what `work` makes of the vault, or of its absence; nobody else changes the file meanwhile. */
  replace<T>(work: (opened: OpenedVault | undefined) => Promise<Replacement<T>>): Promise<T>;
}

export interface Replacement<T> {
  readonly vault: OpenedVault;
  readonly result: T;
  /** Runs once the vault is on the disk; its failure is no failure of the change. */
  readonly afterwards?: () => Promise<T>;
}

export interface VaultSessionNeeds {
  readonly path: string;
  readonly keys: MasterKeys;
  readonly custody: Custody;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** For so long a key that could not be had is not asked for again: a window may open, or memory be used, each time. */
const REST_MS = 5_000;

/** Reads the file anew each time, so that a change by another process is seen; asks for a key once. */
export function openVaultSession({ path, keys, custody, now }: VaultSessionNeeds): VaultSession {
  let known: MasterKey | undefined;
  let asked: { readonly id: string; readonly until: number; readonly key: Promise<Buffer> } | undefined;

  // Many servers start at once; they wait for the same answer.
  function load(header: KeyHeader): Promise<Buffer> {
    if (asked?.id !== header.id || now() >= asked.until) {
      const key = keys.load(header);
      asked = { id: header.id, until: Infinity, key };
      const rest = () => (asked = { id: header.id, until: now() + REST_MS, key });
      key.catch(rest);
    }
    return asked.key;
  }

  async function unlock(file: VaultFile): Promise<OpenedVault> {
    const key = known?.header.id === file.key.id ? known.key : await load(file.key);
    requireUntouched(path, key, file);
    known = { key, header: file.key };
    return { ...known, records: file.records };
  }

  return {
    path,
    peek: () => readVaultFile(path),
    unlock,
    async open() {
      const file = await readVaultFile(path);
      if (file === undefined) throw noVault(path);
      return unlock(file);
    },
    replace: (work) =>
      custody.lockFile(path, async (isHeld) => {
        const file = await readVaultFile(path);
        const { vault, result, afterwards } = await work(file === undefined ? undefined : await unlock(file));
        if (!isHeld()) throw lockLost(path);
        const { key, header, records } = vault;
        await writeVaultFile(path, key, { key: header, records });
        known = { key, header };
        return (await afterwards?.()) ?? result;
      }),
  };
}

export const noVault = (path: string): GatewayError =>
  new GatewayError('operation_failed', `There is no vault yet: ${path} does not exist`, { path });

const lockLost = (path: string): GatewayError =>
  new GatewayError('operation_failed', `The lock of ${path} was lost; nothing was written`, { path });
