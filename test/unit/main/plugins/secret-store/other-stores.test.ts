import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { withFileLock } from '../../../../../main/gateway/config/file-lock';
import { createRegistry } from '../../../../../main/plugins/registry';
import { secretStores } from '../../../../../main/plugins/secret-stores';
import { pluginContext } from '../../../../support/plugin-context';

const make = (use: string, options?: unknown, environment: Record<string, string> = {}) =>
  createRegistry(secretStores).create(
    'secret-store',
    { use, options },
    pluginContext({ custody: { environment, lockFile: withFileLock } }),
  );

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'smg-store-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** A program that answers with what these lines of shell print. */
function program(...lines: readonly string[]): string {
  const path = join(folder(), 'ask');
  writeFileSync(path, ['#!/bin/sh', ...lines].join('\n'));
  chmodSync(path, 0o700);
  return path;
}

describe('secrets in the environment', () => {
  it('are read under their prefix alone', async () => {
    const environment = { SECURE_MCP_GATEWAY_SECRET_API_KEY: 'one', OTHER: 'two', MY_OTHER: 'three' };
    const store = await make('environment', undefined, environment);
    expect(await store.read('api-key')).toBe('one');
    expect(await store.read('OTHER')).toBeUndefined();
    expect(await (await make('environment', { prefix: 'MY_' }, environment)).read('other')).toBe('three');
    expect(store.vault).toBeUndefined();
    await expect(make('environment', { prefix: '' })).rejects.toMatchObject({ code: 'config_invalid' });
  });
});

describe('secrets in files', () => {
  it('are read without their last newline, and from this directory alone', async () => {
    const directory = folder();
    writeFileSync(join(directory, 'api-key'), 'one\n');
    const store = await make('file', { directory });
    expect(await store.read('api-key')).toBe('one');
    expect(await store.read('absent')).toBeUndefined();
    expect(await store.read('../api-key')).toBeUndefined();
    expect(await store.status()).toMatchObject({ ok: true });
  });

  it('that cannot be read are not taken for absent', async () => {
    const store = await make('file', { directory: join(folder(), 'gone') });
    await expect(store.read('api-key')).rejects.toMatchObject({ code: 'secrets_unavailable' });
    expect(await store.status()).toMatchObject({ ok: false, reason: 'not-found' });
    await expect(make('file', { directory: 'relative' })).rejects.toMatchObject({ code: 'config_invalid' });
  });
});

describe.runIf(process.platform !== 'win32')('secrets that a program gives', () => {
  it('are what it prints', async () => {
    const store = await make('command', { command: program('echo "$1:$2"'), args: ['get', 'vault/{name}'] });
    expect(await store.read('api-key')).toBe('get:vault/api-key');
    expect(await store.read('--help')).toBeUndefined();
  });

  it('are absent only when it says so in the way that was agreed', async () => {
    const command = program('exit 4');
    expect(await (await make('command', { command, absentCodes: [4] })).read('api-key')).toBeUndefined();
    await expect((await make('command', { command })).read('api-key')).rejects.toMatchObject({
      code: 'secrets_unavailable',
    });
  });

  it('are not repeated when it fails', async () => {
    const failure = await (
      await make('command', { command: program('echo walnut; echo walnut >&2; exit 1') })
    )
      .read('api-key')
      .catch((thrown: unknown) => thrown);
    expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain('walnut');
    expect(String(failure)).toContain('asked for the secret "api-key", ended with 1');
  });

  it('are not waited for without end', async () => {
    const store = await make('command', { command: program('exec sleep 20'), timeout: 0.2 });
    await expect(store.read('api-key')).rejects.toThrow('took longer than 0.2 s');
  });
});
