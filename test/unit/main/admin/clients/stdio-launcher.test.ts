import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStdioLauncher, type LauncherFacts } from '../../../../../main/admin/clients/stdio-launcher';

let home: string;
let facts: LauncherFacts;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "smg 'launcher' "));
  const program = join(home, 'it is here.mjs');
  await writeFile(program, 'console.log(JSON.stringify(process.argv.slice(2)))');
  facts = { os: 'linux', dataDirectory: join(home, "da'ta"), version: '1.2.3', node: process.execPath, program };
});
afterEach(() => rm(home, { recursive: true, force: true }));

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** As a client with a window does: hardly a PATH. */
function start(
  launcher: { readonly command: string; readonly args: readonly string[] },
  path: string,
  input = '',
): Promise<Ran> {
  const child = spawn(launcher.command, [...launcher.args, '--client', 'x y'], { env: { HOME: home, PATH: path } });
  let [out, err] = ['', ''];
  child.stdout.on('data', (part: Buffer) => (out += part.toString()));
  child.stderr.on('data', (part: Buffer) => (err += part.toString()));
  child.stdin.on('error', () => undefined).end(input);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })));
}

const INITIALIZE = '{"jsonrpc":"2.0","id":"first","method":"initialize","params":{}}\n';
const expected = () => JSON.stringify(['stdio', '--data-dir', facts.dataDirectory, '--client', 'x y']);

describe('what clients start', () => {
  it('is written once, for this user alone, and anew for another version', async () => {
    const launcher = createStdioLauncher(facts);
    expect(await launcher.isCurrent()).toBe(false);
    expect([await launcher.install(), await launcher.install(), await launcher.isCurrent()]).toEqual([
      true,
      false,
      true,
    ]);
    expect((await stat(launcher.path)).mode & 0o777).toBe(0o700);
    const next = createStdioLauncher({ ...facts, version: '1.2.4' });
    expect([next.path, await next.isCurrent(), await next.install()]).toEqual([launcher.path, false, true]);
    expect(await readFile(launcher.path, 'utf8')).toContain('1.2.4');
  });

  it('starts the stdio command with the Node it was written by, whatever the PATH and the names', async () => {
    const launcher = createStdioLauncher(facts);
    await launcher.install();
    expect(await start(launcher, '/nowhere')).toMatchObject({ code: 0, out: `${expected()}\n` });
  });

  it('finds another Node when that one is gone', async () => {
    const launcher = createStdioLauncher({ ...facts, node: '/gone/bin/node' });
    await launcher.install();
    const bin = join(home, '.volta/bin');
    await mkdir(bin, { recursive: true });
    await symlink(process.execPath, join(bin, 'node'));
    expect(await start(launcher, '/nowhere')).toMatchObject({ code: 0, out: `${expected()}\n` });
  });

  it('starts the installed command when the program moved, and says so to the client where there is none', async () => {
    const launcher = createStdioLauncher({ ...facts, program: '/gone/headless.js' });
    await launcher.install();
    const refused = await start(launcher, '/usr/bin:/bin', INITIALIZE);
    expect(refused.code).toBe(127);
    expect(JSON.parse(refused.out)).toMatchObject({
      id: 'first',
      error: { message: expect.stringContaining('client repair') as string },
    });
    await writeFile(join(home, 'secure-mcp-gateway'), '#!/bin/sh\necho "$@"\n');
    await chmod(join(home, 'secure-mcp-gateway'), 0o755);
    const found = await start(launcher, `/usr/bin:/bin:${home}`);
    expect(found.out).toBe(`stdio --data-dir ${facts.dataDirectory} --client x y\n`);
  });

  it('is a module for Node on Windows', async () => {
    const launcher = createStdioLauncher({ ...facts, os: 'windows' });
    expect([launcher.command, launcher.args]).toEqual([process.execPath, [launcher.path]]);
    await launcher.install();
    expect(await start(launcher, '')).toMatchObject({ code: 0, out: `${expected()}\n` });
    const lost = createStdioLauncher({ ...facts, os: 'windows', program: 'C:\\gone\\headless.js' });
    await lost.install();
    const refused = await start(lost, '', INITIALIZE);
    expect([refused.code, JSON.parse(refused.out)]).toMatchObject([127, { id: 'first', error: { code: -32603 } }]);
  });
});

describe('what clients of a packed desktop start', () => {
  const packedFacts = async (version: string, said = version): Promise<LauncherFacts> => {
    const shim = join(home, `shipped ${version}`);
    await writeFile(shim, `#!/bin/sh\necho ${said} "$@"\n`, { mode: 0o755 });
    const desktop = join(home, "it's the desktop");
    return { ...facts, version, node: undefined, program: '/in.asar/headless.js', packed: { shim, desktop } };
  };
  const wanted = (version: string, desktop: string) =>
    `${version} --data-dir ${facts.dataDirectory} --desktop ${desktop} --client x y\n`;

  it('is a copy of the program that ships, started without any Node', async () => {
    const shipped = await packedFacts('1.2.3');
    const launcher = createStdioLauncher(shipped);
    expect([await launcher.isCurrent(), await launcher.install(), await launcher.isCurrent()]).toEqual([
      false,
      true,
      true,
    ]);
    await rm(shipped.packed!.shim);
    expect(await start(launcher, '')).toMatchObject({ code: 0, out: wanted('1.2.3', shipped.packed!.desktop) });
    const copy = `${launcher.path}-1.2.3`;
    expect((await stat(copy)).mode & 0o777).toBe(0o700);
  });

  it('keeps its address through an update, and the copy of the earlier version goes', async () => {
    const earlier = createStdioLauncher(await packedFacts('1.2.3'));
    await earlier.install();
    const shipped = await packedFacts('1.3.0');
    const launcher = createStdioLauncher(shipped);
    expect([launcher.path, await launcher.isCurrent(), await launcher.install()]).toEqual([earlier.path, false, true]);
    expect((await start(launcher, '')).out).toBe(wanted('1.3.0', shipped.packed!.desktop));
    const names = await readdir(join(facts.dataDirectory, 'bin'));
    expect(names.sort()).toEqual(['secure-mcp-gateway-stdio', 'secure-mcp-gateway-stdio-1.3.0']);
  });

  it('is placed anew when it was damaged, and the script still finds Node when it is gone', async () => {
    const launcher = createStdioLauncher({
      ...(await packedFacts('1.2.3')),
      node: process.execPath,
      program: facts.program,
    });
    await launcher.install();
    const copy = `${launcher.path}-1.2.3`;
    await writeFile(copy, 'cut');
    expect([await launcher.isCurrent(), await launcher.install(), await launcher.isCurrent()]).toEqual([
      false,
      true,
      true,
    ]);
    await rm(copy);
    expect((await start(launcher, '')).out).toBe(`${expected()}\n`);
  });

  it('is the program itself on Windows, under a name that no update changes', async () => {
    const earlier = await packedFacts('1.2.3');
    await createStdioLauncher({ ...earlier, os: 'windows' }).install();
    const shipped = await packedFacts('1.3.0', 'the other');
    const launcher = createStdioLauncher({ ...shipped, os: 'windows' });
    expect([await launcher.isCurrent(), await launcher.install(), await launcher.isCurrent()]).toEqual([
      false,
      true,
      true,
    ]);
    expect(launcher.command).toBe(join(facts.dataDirectory, 'bin/secure-mcp-gateway-stdio.exe'));
    expect((await start(launcher, '')).out).toBe(wanted('the other', shipped.packed!.desktop));
  });

  it('says what is in the way, and leaves what was there', async () => {
    await createStdioLauncher(await packedFacts('1.2.3')).install();
    const launcher = createStdioLauncher({
      ...(await packedFacts('1.3.0')),
      packed: { shim: join(home, 'nothing'), desktop: '/x' },
    });
    await expect(launcher.install()).rejects.toThrow('secure-mcp-gateway-stdio cannot be written: ');
    const names = await readdir(join(facts.dataDirectory, 'bin'));
    expect(names.sort()).toEqual(['secure-mcp-gateway-stdio', 'secure-mcp-gateway-stdio-1.2.3']);
  });
});
