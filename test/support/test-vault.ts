import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { withFileLock } from '../../main/gateway/config/file-lock';
import type { AskPassphrase, SecretStore, SecretVault } from '../../main/gateway/ports/secret-store';
import { openVault } from '../../main/plugins/secret-store/lib/open-vault';
import type { VaultFile } from '../../main/plugins/secret-store/lib/vault-file';
import { memoryKeychain, type MemoryKeychain } from './memory-keychain';

export interface TestVault {
  readonly path: string;
  readonly memory: MemoryKeychain;
  /** As another process opens it: what one remembers, the next does not. */
  open(
    environment?: Record<string, string>,
    askPassphrase?: AskPassphrase,
  ): SecretStore & { readonly vault: SecretVault };
  content(): VaultFile;
  passTime(ms: number): void;
  /** Changes the file the way somebody without the key does. */
  tamper(change: (file: VaultFile) => unknown): void;
}

/** A vault in a directory of its own, with a keychain in memory. */
export function testVault(): TestVault {
  const folder = mkdtempSync(join(tmpdir(), 'smg-vault-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'vault.json');
  const memory = memoryKeychain();
  let now = 1_700_000_000_000;
  const content = (): VaultFile => JSON.parse(readFileSync(path, 'utf8')) as VaultFile;
  return {
    path,
    memory,
    content,
    passTime: (ms) => void (now += ms),
    open(environment = {}, askPassphrase) {
      const ask = askPassphrase === undefined ? {} : { askPassphrase };
      const custody = { environment, lockFile: withFileLock, ...ask };
      const store = openVault({ path, custody, keychain: memory.keychain, now: () => now });
      return { ...store, vault: store.vault! };
    },
    tamper(change) {
      const file = content();
      change(file);
      writeFileSync(path, JSON.stringify(file));
    },
  };
}
