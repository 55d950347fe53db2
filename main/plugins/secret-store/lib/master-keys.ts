import { GatewayError } from '../../../../shared/errors/gateway-error';
import type { Custody, KeyChoice, KeySource } from '../../../gateway/ports/secret-store';
import {
  givenPassphrase,
  KEY_VARIABLE,
  keyInEnvironment,
  NEW_KEY_VARIABLE,
  PASSPHRASE_VARIABLE,
  readKeyFile,
  readVariable,
  takeKeyFile,
} from './given-keys';
import type { Keychain } from './keychain';
import { secretsUnavailable } from './secrets-unavailable';
import { deriveKey, keyIdOf, newDerivation, newKey } from './vault-crypto';
import type { KeyHeader } from './vault-file';

/** A key, and what the vault notes about it. */
export interface MasterKey {
  readonly key: Buffer;
  readonly header: KeyHeader;
}

export interface MasterKeys {
  /** The one key that fits; throws `secrets_unavailable`. No other key is ever made in its place. */
  load(header: KeyHeader): Promise<Buffer>;
  /** Makes a key for a new vault, or the next key of the vault that has `before`. */
  make(choice: KeyChoice | undefined, before?: KeyHeader): Promise<MasterKey>;
  /** Takes away a key that opens nothing any more; false when it stays where it is. Throws nothing. */
  forget(header: KeyHeader): Promise<boolean>;
  /** Who is asked for the key of this vault, or of the next one where there is none. */
  sourceOf(header: KeyHeader | undefined): Promise<KeySource>;
}

const accountOf = (header: KeyHeader): string => `master-v1 ${header.id}`;

/** Gets master keys from wherever they are held. */
export function createMasterKeys(custody: Custody, keychain: Keychain): MasterKeys {
  const { environment } = custody;

  async function find(header: KeyHeader): Promise<Buffer> {
    const given = await keyInEnvironment(environment, KEY_VARIABLE);
    if (given !== undefined) return given;
    switch (header.source) {
      case 'keychain':
        return Buffer.from(await keychain.read(accountOf(header)), 'base64');
      case 'passphrase':
        return deriveKey(await givenPassphrase(custody, false), header.derivation);
      case 'key-file':
        return readKeyFile(header.path);
      case 'environment':
        throw secretsUnavailable('key-not-given', `The key of the vault is not given: ${KEY_VARIABLE} is not set`);
    }
  }

  async function inferChoice(): Promise<KeyChoice> {
    if ((await readVariable(environment, KEY_VARIABLE)) !== undefined) return { source: 'environment' };
    const passphrase = await readVariable(environment, PASSPHRASE_VARIABLE);
    return { source: passphrase === undefined ? 'keychain' : 'passphrase' };
  }

  async function makeInKeychain(): Promise<MasterKey> {
    await keychain.probe();
    const key = newKey();
    const header: KeyHeader = { source: 'keychain', id: keyIdOf(key) };
    await keychain.write(accountOf(header), key.toString('base64'));
    return { key, header };
  }

  return {
    async load(header) {
      const key = await find(header);
      if (keyIdOf(key) === header.id) return key;
      const what = header.source === 'passphrase' ? 'The passphrase or key' : 'The key';
      throw secretsUnavailable('wrong-key', `${what} that is given does not open this vault`);
    },
    async make(choice, before) {
      const { source, path } = choice ?? (before === undefined ? await inferChoice() : { source: before.source });
      switch (source) {
        case 'keychain':
          return makeInKeychain();
        case 'passphrase': {
          const derivation = newDerivation();
          const key = await deriveKey(await givenPassphrase(custody, true), derivation);
          return { key, header: { source, id: keyIdOf(key), derivation } };
        }
        case 'key-file': {
          if (path === undefined) throw new GatewayError('invalid_params', 'Say where the key file is to be');
          const key = await takeKeyFile(path);
          return { key, header: { source, id: keyIdOf(key), path } };
        }
        case 'environment': {
          const name = before === undefined ? KEY_VARIABLE : NEW_KEY_VARIABLE;
          const key = await keyInEnvironment(environment, name);
          if (key !== undefined) return { key, header: { source, id: keyIdOf(key) } };
          throw new GatewayError('invalid_params', `The new key is not given: ${name} is not set`);
        }
      }
    },
    async forget(header) {
      if (header.source !== 'keychain') return header.source === 'passphrase';
      return keychain.remove(accountOf(header)).then(
        () => true,
        () => false,
      );
    },
    async sourceOf(header) {
      if ((await readVariable(environment, KEY_VARIABLE)) !== undefined) return 'environment';
      return header?.source ?? (await inferChoice()).source;
    },
  };
}
