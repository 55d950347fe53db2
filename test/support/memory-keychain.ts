import { openKeychain, type Keychain, type OpenEntry } from '../../main/plugins/secret-store/lib/keychain';

export interface MemoryKeychain {
  readonly keychain: Keychain;
  readonly entries: Map<string, string>;
  /** What the next requests throw, until it is taken away. */
  failure: Error | undefined;
}

/** A keychain that forgets everything with the test. */
export function memoryKeychain(): MemoryKeychain {
  const entries = new Map<string, string>();
  const openEntry: OpenEntry = (_service, account) => {
    if (memory.failure !== undefined) return Promise.reject(memory.failure);
    return Promise.resolve({
      getPassword: () => Promise.resolve(entries.get(account) ?? null),
      setPassword: (text) => Promise.resolve(void entries.set(account, text)),
      deletePassword: () => Promise.resolve(entries.delete(account)),
    });
  };
  const memory: MemoryKeychain = { keychain: openKeychain(openEntry), entries, failure: undefined };
  return memory;
}
