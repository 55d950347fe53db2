import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { testVault } from '../../../../support/test-vault';

const SECRET = 'planted-value-7f3a91';
const reasonOf = (reason: string) => ({ code: 'secrets_unavailable', detail: { reason } });

describe('rotating the key', () => {
  it('encrypts everything anew and takes the old key away', async () => {
    const test = testVault();
    await test.open().vault.write('a', 'value-a');
    await test.open().vault.write('a', 'value-a2');
    const [before, [oldKey]] = [test.content(), test.memory.entries.keys()];
    expect(await test.open().vault.rotate()).toEqual({ secrets: 1, source: 'keychain', oldKeyRemains: false });
    const after = test.content();
    expect(after.key.id).not.toBe(before.key.id);
    expect(after.records['a']).toMatchObject({ version: 2, updatedAt: before.records['a']!.updatedAt });
    expect([...test.memory.entries.keys()]).not.toContain(oldKey);
    expect(test.memory.entries.size).toBe(1);
    expect(await test.open().read('a')).toBe('value-a2');
  });

  it('moves the key to another holder and back', async () => {
    const test = testVault();
    await test.open().vault.write('a', 'value-a');
    const NEW = randomBytes(32).toString('base64');
    await expect(test.open().vault.rotate({ source: 'environment' })).rejects.toThrow(
      'SECURE_MCP_GATEWAY_NEW_MASTER_KEY is not set',
    );
    await test.open({ SECURE_MCP_GATEWAY_NEW_MASTER_KEY: NEW }).vault.rotate({ source: 'environment' });
    expect(test.memory.entries.size).toBe(0);
    const given = { SECURE_MCP_GATEWAY_MASTER_KEY: NEW };
    expect(await test.open(given).read('a')).toBe('value-a');
    await test.open(given).vault.rotate({ source: 'keychain' });
    expect(await test.open().read('a')).toBe('value-a');
  });

  it('changes nothing when the next key cannot be kept', async () => {
    const test = testVault();
    const one = test.open();
    await one.vault.write('a', 'value-a');
    const before = readFileSync(test.path, 'utf8');
    test.memory.failure = new Error('The keyring is locked');
    await expect(one.vault.rotate()).rejects.toMatchObject(reasonOf('locked'));
    test.memory.failure = undefined;
    expect(readFileSync(test.path, 'utf8')).toBe(before);
    expect(await test.open().read('a')).toBe('value-a');
  });
});

describe('an export', () => {
  it('is opened by its passphrase alone, in another vault', async () => {
    const [one, two] = [testVault(), testVault()];
    await one.open().vault.write('a', SECRET);
    await one.open().vault.write('b', 'value-b');
    const text = await one.open().vault.export('a long passphrase');
    expect(text).not.toContain(SECRET);
    const { vault } = two.open();
    await expect(vault.import(text, 'a wrong passphrase', { replace: false })).rejects.toThrow('The passphrase is not');
    await expect(vault.import('{}', 'a long passphrase', { replace: false })).rejects.toThrow('no export of secrets');
    expect(() => two.content()).toThrow('ENOENT');
    expect(await vault.import(text, 'a long passphrase', { replace: false })).toEqual(['a', 'b']);
    expect(await two.open().read('a')).toBe(SECRET);
    await expect(one.open().vault.export('short')).rejects.toThrow('at least 12 characters');
  });

  it('replaces nothing unless told to', async () => {
    const test = testVault();
    await test.open().vault.write('a', 'old');
    const text = await test.open().vault.export('a long passphrase');
    await test.open().vault.write('a', 'new');
    const { vault } = test.open();
    await expect(vault.import(text, 'a long passphrase', { replace: false })).rejects.toThrow('has a already');
    expect(await test.open().read('a')).toBe('new');
    await vault.import(text, 'a long passphrase', { replace: true });
    expect(await test.open().read('a')).toBe('old');
    expect(test.content().records['a']!.version).toBe(3);
  });
});
