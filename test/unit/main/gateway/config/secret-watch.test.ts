import { describe, expect, it } from 'vitest';
import { writeFileSync } from 'node:fs';
import { createSecretWatch } from '../../../../../main/gateway/config/secret-watch';
import type { SecretFacts } from '../../../../../main/gateway/ports/secret-store';
import { testVault } from '../../../../support/test-vault';

async function watched() {
  const test = testVault();
  const { vault } = test.open();
  const warned: string[] = [];
  const log = { debug: () => {}, info: () => {}, error: () => {}, warn: (text: string) => void warned.push(text) };
  const store = { list: (): Promise<readonly SecretFacts[] | undefined> => vault.list() };
  const watch = await createSecretWatch({ path: test.path, list: () => store.list(), log });
  return { ...test, vault, watch, warned, store };
}

describe('createSecretWatch', () => {
  it('names those that were set, replaced or deleted, once, and opens none', async () => {
    const { vault, watch, memory, passTime } = await watched();
    expect(watch.isStale()).toBe(false);
    await vault.write('one', 'a');
    await vault.write('two', 'b');
    expect(watch.isStale()).toBe(true);
    expect(await watch.takeChanges()).toEqual(new Set(['one', 'two']));
    expect(watch.isStale()).toBe(false);
    const edition = watch.editionOf('one');
    await vault.write('one', 'c');
    await vault.remove('two');
    await vault.write('two', 'b');
    // A key that nobody asks for.
    memory.failure = new Error('asked');
    expect(await watch.takeChanges()).toEqual(new Set(['one']));
    expect(watch.editionOf('one')).not.toBe(edition);
    passTime(1);
    expect(await watch.takeChanges()).toEqual(new Set());
  });

  it('sees a secret that was deleted and set again meanwhile', async () => {
    const { vault, watch, passTime } = await watched();
    await vault.write('one', 'a');
    await watch.takeChanges();
    await vault.remove('one');
    passTime(1);
    await vault.write('one', 'b');
    expect(await watch.takeChanges()).toEqual(new Set(['one']));
  });

  it('takes a vault that cannot be read, or another store, for no change', async () => {
    const { vault, watch, path, warned, store, content } = await watched();
    await vault.write('one', 'a');
    await watch.takeChanges();
    const good = content();
    writeFileSync(path, '{');
    expect(watch.isStale()).toBe(true);
    expect(await watch.takeChanges()).toEqual(new Set());
    expect(warned).toEqual(['What secrets there are cannot be read; servers keep what they were given']);
    writeFileSync(path, JSON.stringify(good));
    expect(await watch.takeChanges()).toEqual(new Set());
    store.list = () => Promise.resolve(undefined);
    expect(await watch.takeChanges()).toEqual(new Set());
    expect(warned).toHaveLength(1);
  });
});
