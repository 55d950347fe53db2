import { describe, expect, it } from 'vitest';
import { openKeychain } from '../../../../../main/plugins/secret-store/lib/keychain';
import { memoryKeychain } from '../../../../support/memory-keychain';

const reasonOf = (reason: string) => ({ code: 'secrets_unavailable', detail: { reason } });
const forever = () => new Promise<never>(() => undefined);

describe('the keychain', () => {
  it('keeps texts, and leaves nothing behind when it is tried out', async () => {
    const { keychain, entries } = memoryKeychain();
    await keychain.write('a', 'text');
    await keychain.probe();
    expect([...entries]).toEqual([['a', 'text']]);
    expect(await keychain.read('a')).toBe('text');
    await keychain.remove('a');
    expect(entries.size).toBe(0);
    await expect(keychain.read('a')).rejects.toMatchObject(reasonOf('key-missing'));
  });

  it.each([
    ['Platform failure: DBus error: Using X11 for dbus-daemon autolaunch was disabled', 'no-bus'],
    ['Platform failure: DBus error: Failed to connect to socket /run/x: No such file or directory', 'no-bus'],
    ['DBus error: The name org.freedesktop.secrets was not provided by any .service files', 'no-service'],
    ["Couldn't access platform storage: Secret Service: no result found", 'no-keyring'],
    ["Couldn't access platform storage: Secret Service: unlock prompt was dismissed", 'locked'],
    ['User interaction is not allowed. (-25308)', 'denied'],
    ['something nobody foresaw', 'failed'],
  ])('says what is wrong: %s', async (message, reason) => {
    const memory = memoryKeychain();
    memory.failure = new Error(message);
    await expect(memory.keychain.probe()).rejects.toMatchObject(reasonOf(reason));
    await expect(memory.keychain.read('a')).rejects.toMatchObject(reasonOf(reason));
  });

  it('does not take a locked keyring’s silence for a missing key', async () => {
    const locked = openKeychain(() =>
      Promise.resolve({
        getPassword: () => Promise.resolve(null),
        setPassword: () => Promise.reject(new Error('Secret Service: unlock prompt was dismissed')),
        deletePassword: () => Promise.resolve(false),
      }),
    );
    await expect(locked.read('a')).rejects.toMatchObject(reasonOf('locked'));
  });

  it('does not wait for ever, and goes on afterwards', async () => {
    let hangs = true;
    const entry = { getPassword: () => Promise.resolve('text'), setPassword: forever, deletePassword: forever };
    const keychain = openKeychain(() => (hangs ? forever() : Promise.resolve(entry)), 30);
    await expect(keychain.read('a')).rejects.toMatchObject(reasonOf('timed-out'));
    hangs = false;
    expect(await keychain.read('a')).toBe('text');
  });

  it('is asked one thing at a time', async () => {
    let [open, most] = [0, 0];
    const work = async () => {
      most = Math.max(most, (open += 1));
      await new Promise((resolve) => setTimeout(resolve, 2));
      open -= 1;
      return 'text';
    };
    const entry = { getPassword: work, setPassword: () => work().then(() => undefined), deletePassword: forever };
    const keychain = openKeychain(() => Promise.resolve(entry));
    await Promise.all(['a', 'b', 'c', 'd'].map((account) => keychain.read(account)));
    expect(most).toBe(1);
  });
});
