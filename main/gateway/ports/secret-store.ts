/** A name that a secret can have; it also is a file name and fits between the braces of a reference. */
export const SECRET_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/** Before the id of a record of the gateway’s own; no name of a secret begins like this. */
export const RECORD_PREFIX = '_';

/** Gives secrets to those who name them. */
export interface SecretStore {
  /** Resolves `undefined` when there is none of this name; throws `secrets_unavailable` when that cannot be known. */
  read(name: string): Promise<string | undefined>;
  /** Tries out whether secrets could be read now; throws nothing. */
  status(): Promise<SecretStoreStatus>;
  /** Absent: what the store holds is changed elsewhere. */
  readonly vault?: SecretVault;
}

export interface SecretStoreStatus {
  readonly store: string;
  readonly ok: boolean;
  /** Where it keeps secrets, and how the key to them is held. */
  readonly place?: string;
  readonly keySource?: KeySource;
  readonly secrets?: number;
  /** Why secrets cannot be read, and what helps. */
  readonly reason?: SecretsProblem;
  readonly detail?: string;
  readonly fix?: string;
}

/** Why secrets cannot be read. */
export type SecretsProblem =
  | 'no-module'
  | 'no-bus'
  | 'no-service'
  | 'no-keyring'
  | 'locked'
  | 'timed-out'
  | 'denied'
  | 'key-missing'
  | 'key-not-given'
  | 'wrong-key'
  | 'damaged'
  | 'not-found'
  | 'failed';

/** Who holds the key that all secrets are encrypted with. */
export type KeySource = 'keychain' | 'passphrase' | 'key-file' | 'environment';
export const KEY_SOURCES: readonly KeySource[] = ['keychain', 'passphrase', 'key-file', 'environment'];

export interface KeyChoice {
  readonly source: KeySource;
  /** Of the source `key-file`. */
  readonly path?: string;
}

/** What is known of a secret without opening it. */
export interface SecretFacts {
  readonly name: string;
  /** How often it was set. */
  readonly version: number;
  /** ISO 8601. */
  readonly updatedAt: string;
}

/** A store that the gateway keeps itself. */
export interface SecretVault {
  /** Makes an empty vault; throws `operation_failed` when there is one. */
  create(choice?: KeyChoice): Promise<KeySource>;
  /** By name; does not need the key. */
  list(): Promise<readonly SecretFacts[]>;
  write(name: string, value: string): Promise<SecretFacts>;
  /** False when there was none. */
  remove(name: string): Promise<boolean>;
  /** Encrypts everything anew with another key. Absent: held as before. */
  rotate(choice?: KeyChoice): Promise<Rotation>;
  /** All secrets as a text that the passphrase opens. */
  export(passphrase: string): Promise<string>;
  /** Takes in what was exported; throws `operation_failed` and changes nothing when a name is taken and not to be replaced. */
  import(text: string, passphrase: string, options: { readonly replace: boolean }): Promise<readonly string[]>;
  /** A key for a purpose, made of the key that opens the vault: whoever holds that can make it too. */
  deriveKey(purpose: string): Promise<Buffer>;
  /** What the gateway itself keeps here, such as tokens: no secret that can be named, listed or exported. */
  readonly records: VaultRecords;
}

/** Texts of the gateway’s own, sealed like secrets. An id is made of letters, digits, `.`, `_` and `-`. */
export interface VaultRecords {
  /** Does not need the key. */
  ids(): Promise<readonly string[]>;
  read(id: string): Promise<string | undefined>;
  write(id: string, text: string): Promise<void>;
  /** False when there was none. */
  remove(id: string): Promise<boolean>;
}

export interface Rotation {
  readonly secrets: number;
  readonly source: KeySource;
  /** The old key could not be removed from where it is held; it opens nothing any more. */
  readonly oldKeyRemains: boolean;
}

/** How the program that speaks to the keychain is started. */
export interface KeychainCommand {
  readonly command: string;
  readonly args: readonly string[];
}

/** What a secret store may touch, and no other provider. */
export interface Custody {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Runs the work while no other process changes the file; `isHeld` turns false when the lock was lost. */
  readonly lockFile: <T>(path: string, work: (isHeld: () => boolean) => Promise<T>) => Promise<T>;
  /** The program that speaks to the keychain of the operating system. Absent: there is none. */
  readonly keychainProgram?: KeychainCommand;
  /** Absent: nobody is there to ask. */
  readonly askPassphrase?: AskPassphrase;
}

/** `isNew`: it is going to be needed again, so whoever types it is asked twice. */
export type AskPassphrase = (question: string, options: { readonly isNew: boolean }) => Promise<string>;
