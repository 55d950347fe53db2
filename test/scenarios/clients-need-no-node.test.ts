import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createStdioLauncher, type StdioLauncher } from '../../main/admin/clients/stdio-launcher';
import { builtFile } from '../support/built-file';
import { isAlive } from '../support/is-alive';
import { runBuilt } from '../support/run-built';
import { fixture, openTestHouse, textOf } from '../support/test-house';

const ROOT = resolve(import.meta.dirname, '../..');

let folder: string;
/** The single executable, as a packed desktop ships it. */
let shim: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'smg-alone-'));
  const build = [join(ROOT, 'scripts/build-shim.mjs'), '--own-node', '--out-dir', folder];
  const { stdout } = await promisify(execFile)(process.execPath, build, { cwd: ROOT });
  shim = stdout.replace(/ \(Node .*\)\n$/, '');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function launcherFor(dataDirectory: string, desktop: string): Promise<StdioLauncher> {
  const launcher = createStdioLauncher({
    os: 'linux',
    dataDirectory,
    version: '1.2.3',
    node: undefined,
    program: join(folder, 'app.asar/dist/headless.js'),
    packed: { shim, desktop },
  });
  await launcher.install();
  return launcher;
}

/** A real client that starts its server as one with a window does, and where nothing else can be started. */
async function connect({ command, args }: StdioLauncher, key: string): Promise<Client> {
  const client = new Client({ name: 'the-client', version: '1.0.0' });
  const env = { PATH: '', HOME: folder, ENKRYPT_GATEWAY_KEY: key };
  await client.connect(
    new StdioClientTransport({ command, args: [...args, '--client', 'cursor'], env, stderr: 'ignore' }),
  );
  onTestFinished(() => client.close());
  return client;
}

describe('the program for stdio clients of a packed desktop', () => {
  it('speaks with the gateway that runs where there is no Node and no PATH', async () => {
    const house = await openTestHouse({ servers: { files: fixture('friendly.mjs') } });
    onTestFinished(() => house.stop());
    const client = await connect(await launcherFor(house.directory, '/not/needed'), house.key);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toContain('files__echo');
    expect(textOf(await client.callTool({ name: 'files__echo', arguments: { text: 'through' } }))).toContain('through');
  });

  it('starts the desktop hidden where no gateway runs, without the key of the client', async () => {
    const directory = join(folder, 'data');
    const made = await runBuilt(['key', 'create', '--name', 'test', '--data-dir', directory, '--json']);
    const { key } = JSON.parse(made.stdout) as { key: string };
    // A gateway without a window takes the desktop’s place; it is found in the same way.
    const desktop = join(folder, 'the desktop');
    const seen = join(folder, 'seen');
    const serve = `'${process.execPath}' '${await builtFile('headless.js')}' serve --port 0 --admin-port 0`;
    const note = `echo "$@" "key=$ENKRYPT_GATEWAY_KEY" "home=$SECURE_MCP_GATEWAY_HOME" $$ >'${seen}'`;
    await writeFile(desktop, `#!/bin/sh\n${note}\nexec ${serve}\n`);
    await chmod(desktop, 0o755);
    const started = async () => Number((await readFile(seen, 'utf8')).trim().split(' ').at(-1));
    onTestFinished(async () => void process.kill(await started(), 'SIGTERM'));
    const client = await connect(await launcherFor(directory, desktop), key);
    const pid = await started();
    expect(await readFile(seen, 'utf8')).toBe(`--hidden key= home=${directory} ${pid}\n`);
    expect((await client.listTools()).tools.length).toBeGreaterThan(0);
    await client.close();
    expect(isAlive(pid)).toBe(true);
  });

  it('tells the client why it cannot be served', async () => {
    const directory = join(folder, 'empty');
    await mkdir(directory);
    await expect(connect(await launcherFor(directory, join(folder, 'gone')), 'k')).rejects.toThrow(
      /gone is gone; install it again.*cursor/,
    );
    const failing = join(folder, 'failing');
    await writeFile(failing, '#!/bin/sh\nexit 3\n', { mode: 0o755 });
    await expect(connect(await launcherFor(directory, failing), 'k')).rejects.toThrow('ended at once (code 3)');
  });

  it('takes the gateway out of every client, for the uninstaller', async () => {
    const home = join(folder, 'home');
    const [cursor, codex] = [join(home, '.cursor/mcp.json'), join(home, '.codex/config.toml')];
    await mkdir(join(home, '.cursor'), { recursive: true });
    await mkdir(join(home, '.codex'));
    await writeFile(cursor, '{"mcpServers": {}}');
    await writeFile(codex, 'model = "o3" # mine\n');
    for (const client of ['cursor', 'codex']) {
      expect(await runBuilt(['client', 'connect', client], { HOME: home })).toMatchObject({ code: 0 });
    }
    expect(await readFile(codex, 'utf8')).toContain('secure-mcp-gateway');
    const ran = await promisify(execFile)(shim, ['--disconnect-clients'], { env: { HOME: home, PATH: '' } });
    expect(ran.stdout.trim().split('\n').sort()).toEqual(['Disconnected Codex', 'Disconnected Cursor']);
    expect([await readFile(cursor, 'utf8'), await readFile(codex, 'utf8')]).toEqual([
      '{"mcpServers": {}}',
      'model = "o3" # mine\n',
    ]);
  });

  it('says what it was asked wrongly', async () => {
    const asked = promisify(execFile)(shim, ['--bogus'], { env: {} });
    await expect(asked).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining("'--bogus'") as string });
  });
});
