import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../../../../main/gateway/config/load-config';

let directory: string;
let path: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'smg-load-'));
  path = join(directory, 'config.json');
});
afterEach(() => rm(directory, { recursive: true, force: true }));

describe('loadConfig', () => {
  it('gives the configuration and the stamp of the file', async () => {
    await writeFile(path, '\uFEFF{ "version": 1 }\n');
    const { config, stamp } = await loadConfig(path);
    expect(config.version).toBe(1);
    expect(stamp.size).toBe(20n);
  });

  it('says in one sentence how many problems there are, and the first', async () => {
    await writeFile(path, '{ "version": 1, "lisen": {}, "users": [] }');
    await expect(loadConfig(path)).rejects.toMatchObject({
      code: 'config_invalid',
      message: expect.stringMatching(/config\.json has 2 problems; the first: .+/) as string,
      detail: { problems: [{ path: 'users' }, { path: 'lisen', suggestion: 'did you mean "listen"?' }] },
    });
  });

  it('points at the place of a syntax error and shows the line', async () => {
    await writeFile(path, '{\n  "version": 1,\n  "users": {},\n}\n');
    await expect(loadConfig(path)).rejects.toMatchObject({
      code: 'config_invalid',
      message: `${path} is not valid JSON: line 3, column 14: "," is not allowed before "}"`,
      detail: { line: 3, column: 14, problems: [{ suggestion: 'the line reads: "users": {},' }] },
    });
  });

  it('tells a missing file from one that cannot be used', async () => {
    await expect(loadConfig(path)).rejects.toMatchObject({ code: 'config_missing' });
    await expect(loadConfig(directory)).rejects.toMatchObject({
      code: 'config_invalid',
      message: `The configuration ${directory} is not a file`,
    });
    await writeFile(path, Uint8Array.of(0xff, 0xfe, 0x00));
    await expect(loadConfig(path)).rejects.toMatchObject({ message: `The configuration ${path} is not UTF-8 text` });
  });

  it('names the cause when the system refuses', async () => {
    await writeFile(path, '{}');
    const below = join(path, 'config.json');
    await expect(loadConfig(below)).rejects.toMatchObject({
      code: 'config_invalid',
      message: `The configuration ${below} cannot be read: a part of the path is a file, not a directory`,
    });
  });
});
