import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { markOf } from '../../../../../main/plugins/secret-store/lib/vault-crypto';
import { testVault } from '../../../../support/test-vault';

const SECRET = 'planted-value-7f3a91';
const reasonOf = (reason: string) => ({ code: 'secrets_unavailable', detail: { reason } });
/** The mark is the first line of defence; these tests look behind it. */
const markAnew = (file: { mark: string }, key: Buffer): void => {
  const { mark: _old, ...body } = file;
  file.mark = markOf(key, body);
};

describe('the vault', () => {
  it('gives back what was set, to another process too, and nothing for other names', async () => {
    const test = testVault();
    expect(await test.open().vault.write('gh', SECRET)).toEqual({
      name: 'gh',
      version: 1,
      updatedAt: '2023-11-14T22:13:20.000Z',
    });
    expect(await test.open().read('gh')).toBe(SECRET);
    expect(await test.open().read('other')).toBeUndefined();
    expect(await test.open().read('constructor')).toBeUndefined();
  });

  it('keeps no plaintext and no key, for this user alone', async () => {
    const test = testVault();
    await test.open().vault.write('gh', SECRET);
    const text = readFileSync(test.path, 'utf8');
    const [key = ''] = test.memory.entries.values();
    expect(key).toHaveLength(44);
    for (const hidden of [SECRET, Buffer.from(SECRET).toString('base64url'), key]) expect(text).not.toContain(hidden);
    expect(statSync(test.path).mode & 0o777).toBe(0o600);
  });

  it('encrypts the same value to something else each time', async () => {
    const test = testVault();
    await test.open().vault.write('a', SECRET);
    await test.open().vault.write('b', SECRET);
    const { a, b } = test.content().records;
    expect(a!.sealed.iv).not.toBe(b!.sealed.iv);
    expect(a!.sealed.text).not.toBe(b!.sealed.text);
  });

  it('sees at once what another process changed', async () => {
    const test = testVault();
    const one = test.open();
    await one.vault.write('gh', 'old');
    await test.open().vault.write('gh', 'new');
    expect(await one.read('gh')).toBe('new');
    await test.open().vault.rotate();
    expect(await one.read('gh')).toBe('new');
    expect(await test.open().vault.remove('gh')).toBe(true);
    expect(await one.read('gh')).toBeUndefined();
    expect(await test.open().vault.remove('gh')).toBe(false);
  });

  it('loses nothing when several write at once', async () => {
    const test = testVault();
    await test.open().vault.write('first', '0');
    const names = Array.from({ length: 6 }, (_, index) => `n${index}`);
    await Promise.all(names.map((name) => test.open().vault.write(name, name)));
    expect((await test.open().vault.list()).map(({ name }) => name)).toEqual(['first', ...names]);
    expect(test.memory.entries.size).toBe(1);
  });
});

describe('a vault that somebody changed', () => {
  it('is refused, whichever part was changed', async () => {
    const test = testVault();
    await test.open().vault.write('a', 'value-a');
    await test.open().vault.write('b', 'value-b');
    const whole = readFileSync(test.path, 'utf8');
    const changes: ((file: ReturnType<typeof test.content>) => unknown)[] = [
      ({ records }) => delete records['b'],
      ({ records }) => ([records['a'], records['b']] = [records['b']!, records['a']!]),
      ({ records }) => (records['a']!.version += 1),
      ({ records }) => (records['a']!.updatedAt = '2020-01-01T00:00:00Z'),
      ({ records }) => (records['c'] = records['a']!),
      (file) => (file.mark = randomBytes(32).toString('base64url')),
    ];
    for (const change of changes) {
      test.tamper(change);
      await expect(test.open().read('a')).rejects.toMatchObject(reasonOf('damaged'));
      await expect(test.open().vault.write('x', 'y')).rejects.toMatchObject(reasonOf('damaged'));
      writeFileSync(test.path, whole);
    }
    expect(await test.open().read('a')).toBe('value-a');
  });

  it('opens no record in another’s place, in another version or with one bit changed', async () => {
    const test = testVault();
    await test.open().vault.write('a', 'value-a');
    await test.open().vault.write('b', 'value-b');
    const [held = ''] = test.memory.entries.values();
    const key = Buffer.from(held, 'base64');
    const whole = readFileSync(test.path, 'utf8');
    const flip = (text: string, index: number): string => {
      const bytes = Buffer.from(text, 'base64url');
      bytes[index]! ^= 1;
      return bytes.toString('base64url');
    };
    const changes: ((file: ReturnType<typeof test.content>) => unknown)[] = [
      ({ records }) => (records['a'] = records['b']!),
      ({ records }) => (records['a']!.version = 2),
      ...Array.from(
        { length: 7 },
        (_, index) =>
          ({ records }: ReturnType<typeof test.content>) =>
            (records['a']!.sealed.text = flip(records['a']!.sealed.text, index)),
      ),
      ...Array.from(
        { length: 16 },
        (_, index) =>
          ({ records }: ReturnType<typeof test.content>) =>
            (records['a']!.sealed.tag = flip(records['a']!.sealed.tag, index)),
      ),
      ...Array.from(
        { length: 12 },
        (_, index) =>
          ({ records }: ReturnType<typeof test.content>) =>
            (records['a']!.sealed.iv = flip(records['a']!.sealed.iv, index)),
      ),
    ];
    for (const change of changes) {
      test.tamper((file) => {
        change(file);
        markAnew(file, key);
      });
      await expect(test.open().read('a')).rejects.toThrow('The secret "a" cannot be decrypted');
      writeFileSync(test.path, whole);
    }
  });

  it.each(['', '{', '[]', '{"version":2}', 'null'])('is never taken for an empty one: %j', async (text) => {
    const test = testVault();
    writeFileSync(test.path, text);
    await expect(test.open().read('a')).rejects.toMatchObject(reasonOf('damaged'));
    await expect(test.open().vault.write('a', 'b')).rejects.toMatchObject(reasonOf('damaged'));
    expect(readFileSync(test.path, 'utf8')).toBe(text);
    expect(test.memory.entries.size).toBe(0);
  });
});

describe('the key of a vault', () => {
  it('is never made a second time because the first cannot be read', async () => {
    const test = testVault();
    await test.open().vault.write('gh', SECRET);
    const before = readFileSync(test.path, 'utf8');
    test.memory.failure = new Error('Secret Service: unlock prompt was dismissed');
    await expect(test.open().read('gh')).rejects.toMatchObject(reasonOf('locked'));
    await expect(test.open().vault.write('other', 'x')).rejects.toMatchObject(reasonOf('locked'));
    test.memory.failure = undefined;
    test.memory.entries.clear();
    await expect(test.open().read('gh')).rejects.toMatchObject(reasonOf('key-missing'));
    await expect(test.open().vault.write('other', 'x')).rejects.toMatchObject(reasonOf('key-missing'));
    expect(test.memory.entries.size).toBe(0);
    expect(readFileSync(test.path, 'utf8')).toBe(before);
    expect(await test.open().status()).toMatchObject({ ok: false, reason: 'key-missing', secrets: 1 });
  });

  it('is not made while the keychain does not work', async () => {
    const test = testVault();
    test.memory.failure = new Error('Platform failure: DBus error: Failed to connect to socket /x: No such file');
    await expect(test.open().vault.write('gh', SECRET)).rejects.toMatchObject(reasonOf('no-bus'));
    expect(() => test.content()).toThrow('ENOENT');
    expect(await test.open().status()).toMatchObject({
      ok: false,
      keySource: 'keychain',
      reason: 'no-bus',
      secrets: 0,
    });
  });

  it('comes from the environment where it is given there, and must fit', async () => {
    const test = testVault();
    const SECURE_MCP_GATEWAY_MASTER_KEY = randomBytes(32).toString('base64');
    await test.open({ SECURE_MCP_GATEWAY_MASTER_KEY }).vault.write('gh', SECRET);
    expect(test.memory.entries.size).toBe(0);
    const file = join(dirname(test.path), 'key');
    const hex = Buffer.from(SECURE_MCP_GATEWAY_MASTER_KEY, 'base64').toString('hex');
    writeFileSync(file, `${hex}\n`);
    expect(await test.open({ SECURE_MCP_GATEWAY_MASTER_KEY_FILE: file }).read('gh')).toBe(SECRET);
    await expect(test.open().read('gh')).rejects.toMatchObject(reasonOf('key-not-given'));
    const other = { SECURE_MCP_GATEWAY_MASTER_KEY: randomBytes(32).toString('hex') };
    await expect(test.open(other).read('gh')).rejects.toMatchObject(reasonOf('wrong-key'));
    const weak = { SECURE_MCP_GATEWAY_MASTER_KEY: 'correct horse battery staple' };
    await expect(test.open(weak).read('gh')).rejects.toThrow('must hold 32 random bytes');
    await expect(test.open(weak).read('gh')).rejects.not.toThrow('horse');
    rmSync(file);
  });

  it('is asked for once by all who need it at once, and not again right after a refusal', async () => {
    const test = testVault();
    await test.open({ SECURE_MCP_GATEWAY_PASSPHRASE: 'correct horse battery staple' }).vault.write('gh', SECRET);
    let asked = 0;
    const ask = (passphrase: string) => () => {
      asked += 1;
      return Promise.resolve(passphrase);
    };
    const store = test.open({}, ask('correct horse battery staple'));
    expect(await Promise.all([store.read('gh'), store.read('gh'), store.read('gh')])).toEqual([SECRET, SECRET, SECRET]);
    expect(asked).toBe(1);
    const wrong = test.open({}, ask('another one entirely'));
    for (const _again of [1, 2]) await expect(wrong.read('gh')).rejects.toMatchObject(reasonOf('wrong-key'));
    expect(asked).toBe(2);
    test.passTime(5_000);
    await expect(wrong.read('gh')).rejects.toMatchObject(reasonOf('wrong-key'));
    expect(asked).toBe(3);
  });

  it('comes from a passphrase, given or asked for', async () => {
    const test = testVault();
    const SECURE_MCP_GATEWAY_PASSPHRASE = 'correct horse battery staple';
    await test.open({ SECURE_MCP_GATEWAY_PASSPHRASE }).vault.write('gh', SECRET);
    const asked: unknown[] = [];
    const ask = (question: string, { isNew }: { readonly isNew: boolean }) => {
      asked.push([question, isNew]);
      return Promise.resolve(SECURE_MCP_GATEWAY_PASSPHRASE);
    };
    expect(await test.open({}, ask).read('gh')).toBe(SECRET);
    expect(asked).toEqual([['Passphrase of the vault', false]]);
    await expect(test.open().read('gh')).rejects.toMatchObject(reasonOf('key-not-given'));
    const wrong = test.open({ SECURE_MCP_GATEWAY_PASSPHRASE: 'another one entirely' });
    await expect(wrong.read('gh')).rejects.toMatchObject(reasonOf('wrong-key'));
    const short = testVault().open({ SECURE_MCP_GATEWAY_PASSPHRASE: 'short' });
    await expect(short.vault.write('a', 'b')).rejects.toThrow('at least 12 characters');
  });

  it('lies in a key file of this user alone', async () => {
    const test = testVault();
    const file = join(dirname(test.path), 'vault.key');
    expect(await test.open().vault.create({ source: 'key-file', path: file })).toBe('key-file');
    await test.open().vault.write('gh', SECRET);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await test.open().read('gh')).toBe(SECRET);
    await expect(test.open().vault.rotate()).rejects.toThrow('needs a file of its own');
    await expect(test.open().vault.create()).rejects.toThrow('There is a vault already');
    rmSync(file);
    await expect(test.open().read('gh')).rejects.toMatchObject(reasonOf('key-not-given'));
  });
});
