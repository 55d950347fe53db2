import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyFirstConfig, createFirstConfig } from '../../../../../main/gateway/config/first-run';
import { loadConfig } from '../../../../../main/gateway/config/load-config';
import { matchesHash, parseGatewayKey } from '../../../../../main/gateway/ports/gateway-key';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'smg-first-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

describe('createFirstConfig', () => {
  it('writes a file that works at once and returns the key that it does not hold', async () => {
    const path = join(directory, 'new', 'config.json');
    const key = (await createFirstConfig(path)) ?? '';
    const { config } = await loadConfig(path);
    const stored = config.keys[parseGatewayKey(key)?.id ?? ''];
    expect(matchesHash(key, stored?.hash ?? '')).toBe(true);
    expect(stored).toMatchObject({ projectId: 'default', userId: 'me' });
    expect(config.projects['default']).toMatchObject({ configId: 'default', userIds: ['me'] });
    expect(config.configs['default']?.servers['echo']).toMatchObject({ bundled: 'echo' });
    expect(await readFile(path, 'utf8')).not.toContain(key);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('never overwrites', async () => {
    const path = join(directory, 'config.json');
    await writeFile(path, '{"version":1}');
    expect(await createFirstConfig(path)).toBeUndefined();
    for (const text of ['', '{ oops', 'null']) {
      await writeFile(path, text);
      await expect(createFirstConfig(path)).rejects.toMatchObject({ code: 'config_invalid' });
      expect(await readFile(path, 'utf8')).toBe(text);
    }
  });

  it('gives one key when two start at once', async () => {
    const path = join(directory, 'config.json');
    const keys = await Promise.all([createFirstConfig(path), createFirstConfig(path), createFirstConfig(path)]);
    expect(keys.filter((key) => key !== undefined)).toHaveLength(1);
  });
});

describe('copyFirstConfig', () => {
  const source = () => join(directory, 'first.json');

  it('begins with a private copy, and changes nothing afterwards', async () => {
    const path = join(directory, 'new', 'config.json');
    await writeFile(source(), '{"version":1,"users":{"me":{"name":"Me"}}}', { mode: 0o644 });
    await copyFirstConfig(path, source());
    expect((await loadConfig(path)).config.users).toEqual({ me: { name: 'Me' } });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await writeFile(source(), '{"version":1}');
    await copyFirstConfig(path, source());
    expect((await loadConfig(path)).config.users).toEqual({ me: { name: 'Me' } });
  });

  it('names the file that is missing or cannot be used', async () => {
    const path = join(directory, 'config.json');
    const refused = async () => copyFirstConfig(path, source()).catch((failure: unknown) => failure);
    expect(await refused()).toMatchObject({ code: 'config_missing', message: expect.stringContaining(source()) });
    await writeFile(source(), '{"version":1,"usres":{}}');
    expect(await refused()).toMatchObject({ code: 'config_invalid', message: expect.stringContaining(source()) });
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
