import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packedShim, shippedProgram } from '../../../main/shipped-path';

let resources: string;
beforeEach(async () => {
  resources = await mkdtemp(join(tmpdir(), 'smg-resources-'));
});
afterEach(async () => {
  Reflect.deleteProperty(process, 'resourcesPath');
  await rm(resources, { recursive: true, force: true });
});

const likeElectron = () => Object.defineProperty(process, 'resourcesPath', { value: resources, configurable: true });

describe('programs of ours that run beside us', () => {
  it('are run by the Node that we are', () => {
    const { command, args } = shippedProgram('keychain-program');
    expect([command, args.length, args[0]]).toEqual([
      process.execPath,
      1,
      expect.stringMatching(/keychain-program\.js$/) as string,
    ]);
  });

  it('are in the single executable of a packed desktop, which is no Node', async () => {
    likeElectron();
    // One that is being developed runs in an Electron that has none.
    expect([packedShim(), shippedProgram('echo-server').command]).toEqual([undefined, process.execPath]);
    const shim = join(resources, 'bin', `secure-mcp-gateway-stdio${process.platform === 'win32' ? '.exe' : ''}`);
    await mkdir(join(resources, 'bin'));
    await writeFile(shim, '');
    expect(packedShim()).toBe(shim);
    expect(shippedProgram('echo-server')).toEqual({ command: shim, args: ['--program', 'echo-server'] });
  });
});
