import { chmod, mkdir, mkdtemp, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareDataDirectory, resolveDataDirectory } from '../../../../../main/gateway/config/data-directory';
import { resolveSocketPath } from '../../../../../main/gateway/config/socket-path';
import type { Logger } from '../../../../../main/gateway/ports/logger';

let directory: string;
beforeEach(async () => {
  directory = await realpath(await mkdtemp(join(tmpdir(), 'smg-data-')));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

describe('resolveDataDirectory', () => {
  it('prefers the option to the environment and that to the home directory', () => {
    const env = { SECURE_MCP_GATEWAY_HOME: '/from/env' };
    expect(resolveDataDirectory({ option: '/from/option', env, homedir: '/home/me' })).toBe('/from/option');
    expect(resolveDataDirectory({ env, homedir: '/home/me' })).toBe('/from/env');
    expect(resolveDataDirectory({ env: {}, homedir: '/home/me' })).toBe('/home/me/.secure-mcp-gateway');
    expect(resolveDataDirectory({ env: { SECURE_MCP_GATEWAY_HOME: '' }, homedir: '/h' })).toBe(
      '/h/.secure-mcp-gateway',
    );
  });

  it('expands a tilde and makes relative paths absolute', () => {
    expect(resolveDataDirectory({ option: '~/gateway', env: {}, homedir: '/home/me' })).toBe('/home/me/gateway');
    expect(resolveDataDirectory({ option: 'here', env: {}, homedir: '/home/me' })).toBe(join(process.cwd(), 'here'));
  });

  it('refuses an empty option', () => {
    expect(() => resolveDataDirectory({ option: '', env: {}, homedir: '/h' })).toThrow('must not be empty');
  });
});

describe('prepareDataDirectory', () => {
  it('makes everything that is missing, closed to other users', async () => {
    const root = join(directory, 'a', 'b');
    const paths = await prepareDataDirectory(root);
    expect(paths).toEqual({
      root,
      config: join(root, 'config.json'),
      state: join(root, 'state.json'),
      activity: join(root, 'activity'),
      run: join(root, 'run'),
      socket: join(root, 'run', 'gateway.sock'),
      runtimeFile: join(root, 'run', 'gateway.json'),
      backups: join(root, 'backups'),
      vault: join(root, 'vault.json'),
      childJournal: join(root, 'run', 'children.json'),
    });
    for (const path of [paths.root, paths.activity, paths.run, paths.backups]) {
      expect((await stat(path)).mode & 0o777).toBe(0o700);
    }
    expect(await prepareDataDirectory(root)).toEqual(paths);
  });

  it('closes what was open to others, and says so', async () => {
    const warnings: unknown[] = [];
    const note = () => undefined;
    const log: Logger = {
      debug: note,
      info: note,
      error: note,
      warn: (message, facts) => warnings.push([message, facts]),
    };
    await chmod(directory, 0o755);
    await prepareDataDirectory(directory, log);
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
    expect(warnings).toEqual([
      ['The data directory was open to other users and has been closed', { path: directory, mode: '755' }],
    ]);
  });

  it('does not close a directory that holds what is not ours', async () => {
    await chmod(directory, 0o755);
    await writeFile(join(directory, 'letter.txt'), '');
    await expect(prepareDataDirectory(directory)).rejects.toMatchObject({
      message: expect.stringContaining('holds other files, such as letter.txt; choose one of its own') as string,
    });
    expect((await stat(directory)).mode & 0o777).toBe(0o755);
  });

  it('names the path and the cause when it cannot be made', async () => {
    await writeFile(join(directory, 'file'), '');
    await expect(prepareDataDirectory(join(directory, 'file'))).rejects.toMatchObject({
      code: 'operation_failed',
      message: expect.stringContaining(`The data directory ${join(directory, 'file')} cannot be created`) as string,
    });
    const below = join(directory, 'file', 'data');
    await expect(prepareDataDirectory(below)).rejects.toMatchObject({
      message: `The data directory ${below} cannot be created: a part of the path is a file, not a directory`,
    });
  });
});

describe('resolveSocketPath', () => {
  const long = `/${'x'.repeat(120)}/run/gateway.sock`;

  it('uses a short private place when the path is too long, always the same one', async () => {
    const machine = { platform: 'linux', temporary: directory } as const;
    const socket = await resolveSocketPath('/data', long, machine);
    expect(socket).toMatch(/smg-[0-9a-f]{16}\/gateway\.sock$/);
    expect(await resolveSocketPath('/data', long, machine)).toBe(socket);
    expect(await resolveSocketPath('/other', long, machine)).not.toBe(socket);
    expect((await stat(dirname(socket))).mode & 0o777).toBe(0o700);
  });

  it('refuses a place that others can enter', async () => {
    const machine = { platform: 'linux', temporary: directory } as const;
    const socket = await resolveSocketPath('/data', long, machine);
    await rm(dirname(socket), { recursive: true });
    await mkdir(dirname(socket), { mode: 0o777 });
    await chmod(dirname(socket), 0o777);
    await expect(resolveSocketPath('/data', long, machine)).rejects.toMatchObject({ code: 'operation_failed' });
  });

  it('is a named pipe on Windows', async () => {
    const machine = { platform: 'win32', temporary: 'C:\\Temp' } as const;
    expect(await resolveSocketPath('C:\\data', long, machine)).toMatch(
      /^\\\\\.\\pipe\\secure-mcp-gateway-[0-9a-f]{16}$/,
    );
  });
});
