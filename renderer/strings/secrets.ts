import { formatList, plural } from './format';

/** Names of secrets; their values are shown nowhere. */
export const secrets = {
  title: 'The secrets',
  explain: 'The configuration names secrets; their values are encrypted and come back over no door.',
  columns: { name: 'Name', state: 'State', updated: 'Set', used: 'Used by' },
  set: 'Set',
  notSet: 'Not set',
  unused: 'nobody',
  search: 'Search secrets',
  noMatch: 'No secret matches',
  empty: 'No secret yet',
  emptyText: 'Set one here and name it in a server’s environment: NAME=${secret:name}.',
  add: 'Add a secret',
  replace: 'Replace',
  give: 'Set its value',
  form: {
    name: 'Name',
    nameHint: 'Small letters, digits and dashes, such as github-token.',
    value: 'Value',
    valueHint: 'It is shown nowhere again.',
    title: (name: string) => `Set ${name}`,
    save: 'Set',
  },
  saved: (name: string) => `${name} is set. Servers take it with their next start.`,
  remove: 'Delete',
  removeTitle: (name: string) => `Delete ${name}?`,
  removeText: (places: readonly string[]) =>
    places.length === 0
      ? 'Nothing uses it. It cannot be brought back.'
      : `${formatList(places)} ${plural(places.length, { one: 'uses', other: 'use' })} it and will not work without it. It cannot be brought back.`,
  removed: (name: string) => `${name} was deleted.`,
  store: {
    title: 'Where they are kept',
    kind: 'Store',
    place: 'File',
    holder: 'The key to it is in',
    count: 'Secrets',
    state: 'State',
    ok: 'Can be read',
    bad: 'Cannot be read',
    holders: {
      keychain: 'the keychain of the system',
      passphrase: 'a passphrase that somebody types',
      'key-file': 'a file',
      environment: 'the environment (SECURE_MCP_GATEWAY_MASTER_KEY)',
    },
    names: { vault: 'Encrypted file (vault)' } as Readonly<Record<string, string>>,
  },
  rotate: 'Change the key',
  rotateTitle: 'Encrypt all secrets anew?',
  rotateText: 'All secrets are encrypted with a new key. Their values and names stay, and nothing stops working.',
  rotateFromOutside: 'The new key must stand in SECURE_MCP_GATEWAY_NEW_MASTER_KEY of the environment of the gateway.',
  rotated: (count: number) =>
    plural(count, { one: '# secret was encrypted anew.', other: '# secrets were encrypted anew.' }),
} as const;
