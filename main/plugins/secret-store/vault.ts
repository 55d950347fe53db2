import { join } from 'node:path';
import { z } from 'zod';
import { definePlugin } from '../../gateway/ports/plugin';
import { throughProgram } from './lib/ask-keychain-program';
import { openKeychain } from './lib/keychain';
import { openVault } from './lib/open-vault';

/** Encrypted secrets in `vault.json`; the key to them lies in the keychain of the operating system, or elsewhere. */
export const vault = definePlugin({
  kind: 'secret-store',
  name: 'vault',
  title: 'Vault',
  options: z.strictObject({}).default({}),
  create(_options, { dataDirectory, custody, now }) {
    if (custody === undefined) throw new TypeError('The vault needs custody');
    const keychain = openKeychain(throughProgram(custody.keychainProgram));
    return openVault({ path: join(dataDirectory, 'vault.json'), custody, keychain, now });
  },
});
