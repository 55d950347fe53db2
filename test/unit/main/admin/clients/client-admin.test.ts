import { chmod, lstat, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IssuedKey } from '../../../../../main/admin/key-admin';
import { type ClientHome, openClientHome } from '../../../../support/client-home';

interface Outcome {
  readonly changed: boolean;
  readonly api_key_id: string;
  readonly files: readonly {
    readonly path: string;
    readonly change: string;
    readonly backup: string | null;
    readonly problem: string | null;
  }[];
}

const CURSOR = '.cursor/mcp.json';
const WINDSURF = '.codeium/windsurf/mcp_config.json';
const OTHERS = '{\n  "mcpServers": {\n    "other": { "command": "x" }\n  }\n}\n';

let home: ClientHome;
beforeEach(async () => {
  home = await openClientHome();
});
afterEach(() => home.remove());

const connect = (client: string, more: object = {}) => home.run<Outcome>('clients.connect', { client, ...more });
const disconnect = (client: string) => home.run<Outcome>('clients.disconnect', { client });
const stateOf = async (client: string) => (await home.run<{ state: string }>('clients.get', { client })).state;
const keys = async () => (await home.operations.administration.keys.list()).map(({ id, name }) => [id, name]);

describe('connecting', () => {
  it('makes one key with the name of the client, keeps it across a second connect, and deletes it in the end', async () => {
    await home.put(CURSOR, OTHERS);
    const before = await keys();
    const done = await connect('cursor');
    expect(await keys()).toEqual([...before, [done.api_key_id, 'Cursor']]);
    expect(await home.text('.secure-mcp-gateway/config.json')).not.toMatch(/smg_\w{12}_/);
    expect((await connect('cursor')).changed).toBe(false);
    expect(await keys()).toHaveLength(before.length + 1);
    await disconnect('cursor');
    expect(await keys()).toEqual(before);
    expect(await home.text(CURSOR)).toBe(OTHERS);
    expect(await readdir(join(home.data, 'clients/originals'))).toEqual([]);
  });

  it('deletes no key but its own, whatever stands in the entry of that name', async () => {
    await home.put(CURSOR, OTHERS);
    const cursor = await connect('cursor');
    const strange = await home.operations.administration.keys.create({ name: 'strange' });
    const copied = await home.text(CURSOR);
    const forged = copied.replace(/smg_\w{12}_[\w-]{43}/, `smg_${strange.id}_${'x'.repeat(43)}`);
    for (const entry of [copied, forged]) {
      await home.put(WINDSURF, entry);
      await connect('windsurf', { replace: true });
      await disconnect('windsurf');
      await home.put(WINDSURF, entry);
      await disconnect('windsurf');
      expect((await keys()).map(([id]) => id)).toEqual(expect.arrayContaining([cursor.api_key_id, strange.id]));
    }
    expect(await stateOf('cursor')).toBe('connected');
  });

  it('changes to another transport, and back to nothing', async () => {
    await home.put(CURSOR, OTHERS);
    const first = await connect('cursor');
    const second = await connect('cursor', { transport: 'http' });
    expect(await home.text(CURSOR)).toContain('"url": "http://127.0.0.1:8000/mcp"');
    expect(await home.text(CURSOR)).not.toContain('--client');
    expect((await keys()).map(([id]) => id)).not.toContain(first.api_key_id);
    expect(second.changed).toBe(true);
    await disconnect('cursor');
    expect(await home.text(CURSOR)).toBe(OTHERS);
    await expect(connect('claude-desktop', { transport: 'http' })).rejects.toThrow('takes no servers over http');
  });

  it('makes a file where the client is and its file is not, for this user alone, and removes it again', async () => {
    await mkdir(join(home.path, '.cursor'));
    expect((await connect('cursor')).files).toMatchObject([{ change: 'created', backup: null }]);
    expect((await lstat(join(home.path, CURSOR))).mode & 0o777).toBe(0o600);
    expect((await disconnect('cursor')).files).toMatchObject([{ change: 'deleted' }]);
    expect(await readdir(join(home.path, '.cursor'))).toEqual([]);
  });

  it('touches nothing of a client that is not there, or that a person tells', async () => {
    await expect(connect('cursor')).rejects.toThrow(
      `Cursor was not found on this machine: looked for ${home.path}/.cursor/mcp.json`,
    );
    await expect(connect('jetbrains-ai')).rejects.toThrow('has no file to write. Paste the entry: Settings');
    await expect(disconnect('cursor')).rejects.toThrow('Cursor is not connected');
    await expect(home.run('clients.repair', { client: 'cursor' })).rejects.toThrow(
      'connect it: secure-mcp-gateway client connect cursor',
    );
    expect(await stateOf('jetbrains-ai')).toBe('by-hand');
    expect(await stateOf('cursor')).toBe('not-installed');
  });

  it.each([
    ['cursor', CURSOR, '{\n  "mcpServers": {\n    "a": 1,\n  }\n}', ':3:11: "," is not allowed before "}"'],
    ['cursor', CURSOR, '{ "mcpServers": [] }', ':1:17: "mcpServers" is no object'],
    ['cursor', CURSOR, '{ "mcpServers": { "a": {}, "a": {} } }', ':1:28: "a" is given twice'],
    [
      'opencode',
      '.config/opencode/opencode.jsonc',
      '{ "mcp": {\n // x\n "a" } }',
      ':3:6: it is not JSON with comments',
    ],
    ['codex', '.codex/config.toml', 'a = 1\na = 2\n', ':2:1: '],
    ['codex', '.codex/config.toml', 'mcp_servers = { a = { command = "x" } }\n', 'nothing can be added safely'],
    ['continue', '.continue/config.yaml', 'a: 1\n b: [\n', '.continue/config.yaml:'],
    ['continue', '.continue/config.yaml', 'a: 1\n---\nb: 2\n', 'more than one YAML document'],
    ['goose', '.config/goose/config.yaml', 'extensions: [1]\n', '"extensions" is no mapping'],
  ])('leaves a file of %s that it cannot read: %s', async (client, file, text, problem) => {
    await home.put(file, text);
    const before = await keys();
    await expect(connect(client)).rejects.toThrow(problem);
    expect(await home.text(file)).toBe(text);
    expect(await keys()).toEqual(before);
  });

  it('leaves what is no text, what is too strange, and two files that cannot both be right', async () => {
    await writeFile(await home.put(CURSOR, ''), Buffer.from([0xff, 0xfe, 0x7b, 0]));
    await expect(connect('cursor')).rejects.toThrow('it is not UTF-8');
    expect(await stateOf('cursor')).toBe('unreadable');
    await rm(join(home.path, CURSOR));
    await mkdir(join(home.path, CURSOR));
    await expect(connect('cursor')).rejects.toThrow('it is no file');
    await rm(join(home.path, CURSOR), { recursive: true });
    await symlink('/nowhere/at/all', join(home.path, CURSOR));
    await expect(connect('cursor')).rejects.toThrow('it does not exist');
    await home.put('.config/opencode/opencode.json', '{}');
    await home.put('.config/opencode/opencode.jsonc', '{}');
    await expect(connect('opencode')).rejects.toThrow('keep one of them');
    expect(await stateOf('opencode')).toBe('unreadable');
  });

  it('writes through a link and keeps the mode', async () => {
    const real = await home.put('dotfiles/mcp.json', OTHERS);
    await chmod(real, 0o644);
    await mkdir(join(home.path, '.cursor'));
    await symlink('../dotfiles/mcp.json', join(home.path, CURSOR));
    await connect('cursor');
    expect((await lstat(join(home.path, CURSOR))).isSymbolicLink()).toBe(true);
    expect((await lstat(real)).mode & 0o777).toBe(0o644);
    await disconnect('cursor');
    expect(await readFile(real, 'utf8')).toBe(OTHERS);
  });

  it('takes the place of a stranger only when told to, and gives it back', async () => {
    const strange = OTHERS.replace('"other"', '"secure-mcp-gateway"');
    await home.put(CURSOR, strange);
    expect(await stateOf('cursor')).toBe('customised');
    await expect(connect('cursor')).rejects.toThrow('--replace');
    await connect('cursor', { replace: true });
    expect(await stateOf('cursor')).toBe('connected');
    await disconnect('cursor');
    expect(await home.text(CURSOR)).toBe(strange);
  });

  it('writes every file of a client or none', async () => {
    const at = (host: string) =>
      `.config/${host}/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json`;
    await home.put(at('Code'), OTHERS);
    await home.put(at('Cursor'), OTHERS);
    const before = await keys();
    // It can be read, but there is no room for the name of a temporary file beside it.
    const long = await home.put(`dotfiles/${'n'.repeat(254)}`, OTHERS);
    await rm(join(home.path, at('Cursor')));
    await symlink(long, join(home.path, at('Cursor')));
    await expect(connect('cline')).rejects.toThrow('the path is too long');
    expect([await home.text(at('Code')), await home.text(at('Cursor')), await keys()]).toEqual([
      OTHERS,
      OTHERS,
      before,
    ]);
    await rm(join(home.path, at('Cursor')));
    await home.put(at('Cursor'), OTHERS);
    expect((await connect('cline')).files).toHaveLength(2);
    expect(await home.text(at('Cursor'))).toBe(await home.text(at('Code')));
    await disconnect('cline');
    expect([await home.text(at('Code')), await home.text(at('Cursor'))]).toEqual([OTHERS, OTHERS]);
  });
});

describe('what happens afterwards', () => {
  it('notices a key that is disabled, a program that is gone and an entry that was changed, and repairs them', async () => {
    await home.put(CURSOR, OTHERS);
    const { api_key_id } = await connect('cursor');
    await home.operations.administration.keys.disable(api_key_id);
    expect(await stateOf('cursor')).toBe('key-revoked');
    await home.run('clients.repair', { client: 'cursor' });
    expect(await stateOf('cursor')).toBe('connected');
    await rm(join(home.data, 'bin'), { recursive: true });
    expect(await stateOf('cursor')).toBe('stale');
    await home.run('clients.repair', { client: 'cursor' });
    expect(await stateOf('cursor')).toBe('connected');
    await home.put(CURSOR, (await home.text(CURSOR)).replace('"--client"', '"--klient"'));
    expect(await stateOf('cursor')).toBe('customised');
    await disconnect('cursor');
    expect(await home.text(CURSOR)).toBe(OTHERS);
  });

  it('keeps what the client and the person added to the entry', async () => {
    await home.put(CURSOR, OTHERS);
    await connect('cursor');
    await home.put(
      CURSOR,
      (await home.text(CURSOR)).replace('"args"', '"disabled": false, "alwaysAllow": ["a"],\n      "args"'),
    );
    expect(await stateOf('cursor')).toBe('connected');
    await home.run('clients.repair', { client: 'cursor', transport: 'http' });
    expect(await home.text(CURSOR)).toContain('"alwaysAllow"');
    expect(await home.text(CURSOR)).not.toContain('"args"');
  });

  it('deletes the key even where the entry cannot be taken out, and says what is left', async () => {
    await home.put(CURSOR, OTHERS);
    const { api_key_id } = await connect('cursor');
    await home.put(CURSOR, '{ broken');
    const done = await disconnect('cursor');
    expect(done.files).toMatchObject([{ change: 'left', problem: expect.stringContaining('mcp.json:1:') as string }]);
    expect((await keys()).map(([id]) => id)).not.toContain(api_key_id);
    expect(await home.text(CURSOR)).toBe('{ broken');
    expect(await stateOf('cursor')).toBe('unreadable');
  });

  it('keeps five earlier states of a file, for this user alone', async () => {
    await home.put(CURSOR, OTHERS);
    for (let round = 0; round < 4; round += 1) {
      await connect('cursor');
      await disconnect('cursor');
    }
    const names = await readdir(join(home.data, 'clients/backups'));
    expect(names).toHaveLength(5);
    for (const name of names) expect((await lstat(join(home.data, 'clients/backups', name))).mode & 0o777).toBe(0o600);
  });

  it('gives moved servers back even where others wrote meanwhile', async () => {
    await home.put(CURSOR, '{\n  "mcpServers": {\n    "tool": { "command": "x", "args": ["--deep"] }\n  }\n}\n');
    await connect('cursor');
    await home.run('clients.import', { client: 'cursor', move: true });
    expect(await home.text(CURSOR)).not.toContain('--deep');
    const { servers } = (await home.operations.administration.read()).configs['default']!;
    expect(servers).toMatchObject({ tool: { command: 'x', args: ['--deep'] } });
    await home.put(CURSOR, (await home.text(CURSOR)).replace('"mcpServers"', '"new": 1,\n  "mcpServers"'));
    await disconnect('cursor');
    expect(JSON.parse(await home.text(CURSOR))).toEqual({
      new: 1,
      mcpServers: { tool: { command: 'x', args: ['--deep'] } },
    });
  });

  it('takes servers that were imported before out of its files, and gives them back', async () => {
    const before = '{\n  "mcpServers": {\n    "tool": { "command": "x", "args": ["--deep"] }\n  }\n}\n';
    await home.put(CURSOR, before);
    expect(await home.run('clients.import', { client: 'cursor' })).toMatchObject({ added: ['tool'] });
    await connect('cursor');
    expect(await home.run('clients.import', { client: 'cursor', move: true })).toMatchObject({ added: [] });
    expect(await home.text(CURSOR)).not.toContain('--deep');
    await disconnect('cursor');
    expect(JSON.parse(await home.text(CURSOR))).toEqual(JSON.parse(before));
  });

  it('records who connected what, and never a key', async () => {
    await home.put(CURSOR, OTHERS);
    await connect('cursor');
    const text = JSON.parse(await home.text(CURSOR)) as { mcpServers: Record<string, { env: Record<string, string> }> };
    const key = text.mcpServers['secure-mcp-gateway']!.env['ENKRYPT_GATEWAY_KEY'] as IssuedKey['key'];
    const logs = await Promise.all(
      (await readdir(join(home.data, 'activity'))).map((name) => readFile(join(home.data, 'activity', name), 'utf8')),
    );
    expect(logs.join('')).toContain('clients.connect');
    expect(logs.join('')).not.toContain(key.slice(-30));
    expect(await readFile(join(home.data, 'clients/connections.json'), 'utf8')).not.toContain(key.slice(-30));
  });
});
