import { execFile, spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { createPackage, extractAll, extractFile, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { builtFile } from '../support/built-file';
import { electronStandIn } from '../support/electron-stand-in';
import { eventually } from '../support/test-house';

const ROOT = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

interface Served {
  readonly consoleUrl: string;
  readonly version: string;
  readonly firstKey: string;
  readonly addresses: { readonly mcp: string };
}

let output: string;
let resources: string;
let archive: string;
let names: readonly string[];

/** Packs with an Electron that is none, into a folder, as `npm run pack` does. `stray` comes with that Electron. */
async function pack(into: string, stray?: string): Promise<void> {
  const { devDependencies } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
    devDependencies: { electron: string };
  };
  const electron = await electronStandIn(devDependencies.electron);
  try {
    if (stray !== undefined) await writeFile(join(electron.path, 'resources', stray), '');
    const words = ['--dir', '--own-node', '--no-build', '--electron-dist', electron.path, '--out-dir', into];
    await run(process.execPath, ['scripts/pack.mjs', ...words], { cwd: ROOT });
  } finally {
    await electron.remove();
  }
}

/** What the packer is told by the check that it runs before it makes packages. */
async function problemsIn(folder: string): Promise<readonly string[]> {
  const place = { projectDir: ROOT, resources: folder, platform: 'linux', arch: process.arch };
  const check = pathToFileURL(join(ROOT, 'scripts/packaging/check-packed.mjs')).href;
  const script = `const { packedProblems } = await import(${JSON.stringify(check)});
    console.log(JSON.stringify(await packedProblems(${JSON.stringify(place)})));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script]);
  return JSON.parse(stdout) as readonly string[];
}

beforeAll(async () => {
  await builtFile('headless.js');
  output = await mkdtemp(join(tmpdir(), 'smg-packed-'));
  await pack(output);
  resources = join(output, 'linux-unpacked/resources');
  archive = join(resources, 'app.asar');
  names = listPackage(archive, { isPack: false }).map((name) => name.slice(1));
}, 180_000);
afterAll(() => rm(output, { recursive: true, force: true }));

describe.runIf(process.platform === 'linux')('the packed desktop', () => {
  it('holds the program and what it loads, and nothing of how it came about', () => {
    const needed = ['package.json', 'dist/electron.js', 'dist/headless.js', 'dist/renderer/index.html'];
    expect(needed.filter((name) => !names.includes(name))).toEqual([]);
    expect(
      names.filter((name) => /\.(ts|tsx|map|mcpb|md)$|(^|\/)(test|tests|scripts|resources|src)\//.test(name)),
    ).toEqual([]);
    const packages = new Set(
      names.flatMap((name) => /^node_modules\/(@[^/]+\/[^/]+|[^@/][^/]*)/.exec(name)?.[1] ?? []),
    );
    expect([...packages].sort()).toEqual(['@napi-rs/keyring', `@napi-rs/keyring-linux-${process.arch}-gnu`]);
  });

  it('says of itself what a package needs, and not how to build it', () => {
    const manifest = JSON.parse(extractFile(archive, 'package.json').toString()) as Record<string, unknown>;
    expect(manifest).toMatchObject({ name: 'secure-mcp-gateway', main: 'dist/electron.js', type: 'module' });
    expect(Object.keys(manifest).filter((name) => /^(scripts|devDependencies)$/.test(name))).toEqual([]);
  });

  it('has its fuses set as it is declared', async () => {
    const { electronFuses } = parse(await readFile(join(ROOT, 'electron-builder.yml'), 'utf8')) as {
      electronFuses: Record<string, boolean>;
    };
    const wire = await getCurrentFuseWire(join(output, 'linux-unpacked/secure-mcp-gateway-desktop'));
    const read = (fuse: FuseV1Options): boolean => Number(wire[fuse]) === '1'.charCodeAt(0);
    expect({
      runAsNode: read(FuseV1Options.RunAsNode),
      enableNodeOptionsEnvironmentVariable: read(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      enableNodeCliInspectArguments: read(FuseV1Options.EnableNodeCliInspectArguments),
      grantFileProtocolExtraPrivileges: read(FuseV1Options.GrantFileProtocolExtraPrivileges),
      enableCookieEncryption: read(FuseV1Options.EnableCookieEncryption),
      enableEmbeddedAsarIntegrityValidation: read(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyLoadAppFromAsar: read(FuseV1Options.OnlyLoadAppFromAsar),
    }).toEqual({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      grantFileProtocolExtraPrivileges: false,
      enableCookieEncryption: true,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
    });
    expect(electronFuses).toMatchObject({ runAsNode: false, onlyLoadAppFromAsar: true });
  });

  it('has beside it the program for stdio clients, the icons of the tray and every licence', async () => {
    const { stdout } = await run(join(resources, 'bin/secure-mcp-gateway-stdio'), ['--version'], { env: {} });
    const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(stdout.trim()).toBe(version);
    for (const name of ['tray/png', 'licenses/LICENSE.txt', 'licenses/NODE-LICENSE.txt']) {
      expect((await stat(join(resources, name))).isDirectory()).toBe(name === 'tray/png');
    }
    await expect(stat(join(resources, 'tray/src'))).rejects.toThrow('ENOENT');
  });

  it('names every package that is bundled', async () => {
    const notices = await readFile(join(resources, 'licenses/THIRD-PARTY-NOTICES.txt'), 'utf8');
    const named = new Set(
      [...notices.matchAll(/^((?:@[^/\s]+\/)?[^\s/@]+) \d+\.\d+\S* \(/gm)].map((match) => match[1]!),
    );
    const manifest = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    // The SDK’s package for Node is but glue that our own front does without.
    const isUsed = (name: string): boolean => name !== '@modelcontextprotocol/node';
    const wanted = [...Object.keys(manifest.dependencies).filter(isUsed), 'react', 'react-dom', 'scheduler', 'zod'];
    expect(wanted.filter((name) => !named.has(name))).toEqual([]);
    expect(notices).toContain('Copyright (c) Meta Platforms, Inc. and affiliates.');
  });

  it('is not packed when something is in it that must not be shipped', async () => {
    const failing = await mkdtemp(join(tmpdir(), 'smg-packed-'));
    onTestFinished(() => rm(failing, { recursive: true, force: true }));
    await expect(pack(failing, 'stray.js.map')).rejects.toThrow('stray.js.map must not be shipped');
  });

  it('is looked through file by file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'smg-tampered-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const app = join(folder, 'app');
    extractAll(archive, app);
    await rm(join(app, 'dist/electron.js'));
    await mkdir(join(app, 'test'));
    await writeFile(join(app, 'test/secret.ts'), '');
    await createPackage(app, join(folder, 'resources/app.asar'));
    const outside = names.filter((name) => /^node_modules\/@napi-rs\/.*\.\w+$|\/LICENSE$/.test(name));
    const wanted = [
      'the archive has no dist/electron.js',
      'test/secret.ts does not belong into the archive',
      ...outside.map((name) => `${name} must lie outside of the archive`),
      `the program for stdio clients is missing (${join(folder, 'resources/bin/secure-mcp-gateway-stdio')})`,
      'licenses/LICENSE.txt is missing',
      'licenses/THIRD-PARTY-NOTICES.txt is missing',
      'licenses/NODE-LICENSE.txt is missing',
      'the icons of the tray are missing',
    ];
    expect([...(await problemsIn(join(folder, 'resources')))].sort()).toEqual(wanted.sort());
    expect(await problemsIn(resources)).toEqual([]);
  });

  it('is a gateway that runs: what lies in the archive, under plain Node, with its own program for what runs beside it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'smg-extracted-'));
    extractAll(archive, join(folder, 'app'));
    // The servers that ship are started from beside the archive alone, as Electron says where that is.
    await rm(join(folder, 'app/dist/echo-server.js'));
    const likeElectron = `data:text/javascript,process.resourcesPath=${JSON.stringify(resources)}`;
    const words = ['serve', '--data-dir', join(folder, 'data'), '--port', '0', '--admin-port', '0', '--json'];
    const program = join(folder, 'app/dist/headless.js');
    const child = spawn(process.execPath, ['--import', likeElectron, program, ...words], {
      env: { HOME: folder, PATH: '/usr/bin:/bin' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const ended = new Promise((done) => child.once('exit', done));
    onTestFinished(async () => {
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    });
    let printed = '';
    child.stdout.on('data', (part: Buffer) => (printed += part.toString()));
    await eventually(() => printed.endsWith('\n}\n'), 20_000);
    const { consoleUrl, version, firstKey, addresses } = JSON.parse(printed) as Served;
    const { origin } = new URL(consoleUrl);
    expect(await (await fetch(`${origin}/health`)).json()).toEqual({ status: 'ok', version });
    expect(await (await fetch(origin)).text()).toContain('<title>Secure MCP Gateway</title>');
    const client = new Client({ name: 'the-client', version: '1.0.0' });
    const headers = { authorization: `Bearer ${firstKey}` };
    await client.connect(new StreamableHTTPClientTransport(new URL(addresses.mcp), { requestInit: { headers } }));
    const result = await client.callTool({ name: 'echo__add', arguments: { a: 1, b: 2 } });
    expect(result.structuredContent).toEqual({ sum: 3 });
    await client.close();
  });

  it('speaks to the keychain through that program, with the module that lies beside the archive', async () => {
    const request = { service: 'secure-mcp-gateway-test', account: 'nobody', action: 'get' };
    const answer = async (shim: string): Promise<unknown> => {
      const child = spawn(shim, ['--program', 'keychain-program'], {
        env: {},
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      });
      child.send(request);
      return new Promise((done) => child.once('message', done));
    };
    // No session bus is there, so no keychain answers; that this is known shows that the module runs.
    expect(await answer(join(resources, 'bin/secure-mcp-gateway-stdio'))).toMatchObject({ isLoaded: true });
    const away = join(output, 'away');
    await copyFile(join(resources, 'bin/secure-mcp-gateway-stdio'), away);
    expect(await answer(away)).toMatchObject({ isLoaded: false });
  });
});
