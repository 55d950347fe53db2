import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAdministration, type Administration } from '../../../../main/admin/administration';
import { openConfigFile } from '../../../../main/gateway/config/config-file';
import { createFirstConfig } from '../../../../main/gateway/config/first-run';
import { matchesHash } from '../../../../main/gateway/ports/gateway-key';

const NOW = Date.parse('2026-06-01T12:00:00.000Z');
let directory: string;
let path: string;
let time: number;
let administration: Administration;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'smg-admin-'));
  path = join(directory, 'config.json');
  time = NOW;
  const file = openConfigFile(path, { backups: join(directory, 'backups') });
  administration = createAdministration({ dataDirectory: directory, file, now: () => time });
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const configOf = () => openConfigFile(path, { backups: join(directory, 'backups') }).read();

describe('servers', () => {
  it('are added to a new file, listed without secrets, switched and removed', async () => {
    const { servers } = administration;
    const added = await servers.add({
      name: 'github',
      settings: { command: 'npx', args: ['-y', 'a b', '--token=ghp_0123456789abcdefghij'], env: { GITHUB_TOKEN: 'x' } },
    });
    expect(added).toEqual({
      name: 'github',
      configId: 'default',
      transport: 'stdio',
      target: 'npx -y "a b" --token=****ghij',
      enabled: true,
      env: ['GITHUB_TOKEN'],
      headers: [],
    });
    await servers.add({ name: 'web', settings: { url: 'https://u:p@example.com/mcp', headers: { 'X-Key': 'v' } } });
    expect((await servers.list()).map(({ name, target }) => [name, target])).toEqual([
      ['github', 'npx -y "a b" --token=****ghij'],
      ['web', 'https://****@example.com/mcp'],
    ]);
    expect((await servers.setEnabled({ name: 'web', enabled: false })).enabled).toBe(false);
    expect((await configOf()).configs['default']?.servers['web']?.enabled).toBe(false);
    await servers.remove({ name: 'github' });
    expect((await servers.list()).map(({ name }) => name)).toEqual(['web']);
  });

  it('are refused when the name is taken or the entry is not valid, and nothing is written', async () => {
    const { servers } = administration;
    await servers.add({ name: 'a', settings: { command: 'x' } });
    const before = await readFile(path, 'utf8');
    await expect(servers.add({ name: 'a', settings: { command: 'y' } })).rejects.toMatchObject({
      code: 'config_rejected',
      message: 'The config "default" already has a server "a"; remove it first, or choose another name',
    });
    for (const [name, settings] of [
      ['a__b', { command: 'x' }],
      ['b', {}],
      ['b', { url: 'nowhere' }],
      ['b', { command: 'x', url: 'http://x' }],
    ] as const) {
      await expect(servers.add({ name, settings })).rejects.toMatchObject({ code: 'config_rejected' });
    }
    expect(await readFile(path, 'utf8')).toBe(before);
  });

  it('are looked for by name, with what exists in the error', async () => {
    const { servers } = administration;
    await servers.add({ name: 'files', settings: { command: 'x' } });
    await expect(servers.remove({ name: 'flies' })).rejects.toMatchObject({
      code: 'unknown_server',
      message: 'There is no server "flies": there is files; did you mean "files"?',
    });
    await expect(servers.list({ configId: 'other' })).rejects.toMatchObject({ code: 'unknown_name' });
    await expect(servers.add({ name: 'b', configId: 'other', settings: { command: 'x' } })).rejects.toMatchObject({
      message: 'There is no config "other": there is default',
    });
  });

  it('need their config said when several have one of the name', async () => {
    const set = (name: string) => ({ name, servers: { same: { command: 'x' } } });
    await writeFile(path, JSON.stringify({ version: 1, configs: { one: set('1'), two: set('2') } }));
    await expect(administration.servers.remove({ name: 'same' })).rejects.toMatchObject({
      message: 'Say which config: "same" is a server of one and two',
    });
    await expect(administration.servers.add({ name: 'new', settings: { command: 'x' } })).rejects.toMatchObject({
      message: 'Say which config; there are one, two',
    });
    expect((await administration.servers.remove({ name: 'same', configId: 'two' })).configId).toBe('two');
  });
});

describe('keys', () => {
  beforeEach(() => createFirstConfig(path, () => NOW));

  it('are shown once and stored as a hash that no list repeats', async () => {
    const { keys } = administration;
    const { key, ...listing } = await keys.create({ name: 'CI', exposure: 'tools' });
    expect(listing).toEqual({
      id: listing.id,
      name: 'CI',
      projectId: 'default',
      userId: 'me',
      state: 'active',
      createdAt: '2026-06-01T12:00:00.000Z',
      exposure: 'tools',
    });
    expect(matchesHash(key, (await configOf()).keys[listing.id]?.hash ?? '')).toBe(true);
    expect(await keys.list()).toHaveLength(2);
    expect(JSON.stringify(await keys.list())).not.toMatch(/sha256|hash/);
    expect(await readFile(path, 'utf8')).not.toContain(key);
  });

  it('can be disabled, enabled, and deleted; doing it twice does no harm', async () => {
    const { keys } = administration;
    const { id } = await keys.create({});
    expect((await keys.disable(id)).state).toBe('disabled');
    time += 1_000;
    expect((await keys.disable(id)).disabledAt).toBe('2026-06-01T12:00:00.000Z');
    expect((await keys.enable(id)).state).toBe('active');
    expect((await keys.enable(id)).disabledAt).toBeUndefined();
    await keys.delete(id);
    await expect(keys.delete(id)).rejects.toMatchObject({ code: 'unknown_name' });
  });

  it('expire', async () => {
    const { keys } = administration;
    const { id } = await keys.create({ expiresAt: '2026-06-02T12:00:00Z' });
    time += 86_400_000;
    expect((await keys.list()).find((key) => key.id === id)?.state).toBe('expired');
    await expect(keys.create({ expiresAt: '2026-06-02T11:00:00Z' })).rejects.toMatchObject({ code: 'config_rejected' });
    await expect(keys.create({ expiresAt: 'tomorrow' })).rejects.toMatchObject({ code: 'config_rejected' });
  });

  it('are replaced by rotation with the same rights, the old one gone at once', async () => {
    const { keys } = administration;
    const old = await keys.create({ name: 'CI', exposure: 'tools', expiresAt: '2027-01-01T00:00:00Z' });
    time += 1_000;
    const next = await keys.rotate(old.id);
    expect(next).toMatchObject({ name: 'CI', exposure: 'tools', expiresAt: '2027-01-01T00:00:00Z', replaces: old.id });
    expect(next.id).not.toBe(old.id);
    const { config } = { config: await configOf() };
    expect(Object.keys(config.keys)).not.toContain(old.id);
    expect(matchesHash(next.key, config.keys[next.id]?.hash ?? '')).toBe(true);
    expect(matchesHash(old.key, config.keys[next.id]?.hash ?? '')).toBe(false);
  });

  it('live on for the time of grace, never longer than before', async () => {
    const { keys } = administration;
    const old = await keys.create({});
    await keys.rotate(old.id, { graceMs: 3_600_000 });
    expect((await configOf()).keys[old.id]?.expiresAt).toBe('2026-06-01T13:00:00.000Z');
    const short = await keys.create({ expiresAt: '2026-06-01T12:10:00Z' });
    await keys.rotate(short.id, { graceMs: 3_600_000 });
    expect((await configOf()).keys[short.id]?.expiresAt).toBe('2026-06-01T12:10:00Z');
  });

  it('stay disabled when they are rotated', async () => {
    const { keys } = administration;
    const { id } = await keys.create({});
    await keys.disable(id);
    expect((await keys.rotate(id)).state).toBe('disabled');
    const graced = await keys.create({});
    await keys.disable(graced.id);
    expect((await keys.rotate(graced.id, { graceMs: 1_000 })).state).toBe('disabled');
    expect((await configOf()).keys[graced.id]?.disabledAt).toBeDefined();
  });

  it('belong to members of projects', async () => {
    await openConfigFile(path, { backups: join(directory, 'backups') }).update((draft) => {
      draft.users = { ...draft.users, ann: { name: 'Ann' } };
      draft.projects = { ...draft.projects, web: { name: 'Web', configId: 'default', userIds: ['ann'] } };
    });
    const { keys } = administration;
    expect(await keys.create({ projectId: 'web' })).toMatchObject({ userId: 'ann' });
    await expect(keys.create({ projectId: 'web', userId: 'me' })).rejects.toMatchObject({
      message: 'The user "me" is not a member of the project "web"; its members are ann',
    });
    await expect(keys.create({ projectId: 'wbe' })).rejects.toMatchObject({ code: 'unknown_name' });
    await expect(keys.create({ userId: 'bob' })).rejects.toMatchObject({
      message: 'There is no user "bob": there are me, ann',
    });
  });
});

describe('the configuration', () => {
  it('is judged whole, with every problem', async () => {
    await createFirstConfig(path);
    expect(await administration.config.validate()).toEqual({
      path,
      valid: true,
      problems: [],
      counts: { configs: 1, servers: 1, projects: 1, users: 1, keys: 1, guardrails: 1 },
    });
    const other = join(directory, 'other.json');
    await writeFile(other, '{"version":1,"usres":{},"limits":{"sessions":0}}');
    const report = await administration.config.validate(other);
    expect(report.valid).toBe(false);
    expect(report.problems.map((problem) => problem.path)).toEqual(['limits.sessions', 'usres']);
    await writeFile(other, '{');
    expect((await administration.config.validate(other)).problems[0]?.message).toContain('line 1, column 2');
    await expect(administration.config.validate(join(directory, 'none'))).rejects.toMatchObject({
      code: 'config_missing',
    });
  });
});
