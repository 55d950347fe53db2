import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAdministration, type Administration } from '../../../../main/admin/administration';
import { findId, newId, requireFreeName } from '../../../../main/admin/find-entry';
import { createMasks } from '../../../../main/admin/mask-config';
import { layPolicies } from '../../../../main/admin/server-policy';
import { parsePath, setAt, unsetAt } from '../../../../main/admin/setting-path';
import { openConfigFile } from '../../../../main/gateway/config/config-file';
import { createLook } from '../../../../main/look-for-secrets';

const SECRET = `ghp_${randomBytes(18).toString('hex')}`;
let directory: string;
let path: string;
const open = (): Administration =>
  createAdministration({
    dataDirectory: directory,
    file: openConfigFile(path, { backups: join(directory, 'backups') }),
  });

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'smg-things-'));
  path = join(directory, 'config.json');
});
afterEach(() => rm(directory, { recursive: true, force: true }));

describe('a hundred writers at once', () => {
  it('lose nothing', async () => {
    const writers = Array.from({ length: 25 }, (_, index) => ({ index, admin: open() }));
    await Promise.all(
      writers.flatMap(({ index, admin }) => [
        admin.configSets.create(`Config ${index}`),
        admin.projects.create({ name: `Project ${index}` }),
        admin.users.create({ email: `user${index}@example.com` }),
        admin.keys.create({ name: `Key ${index}` }),
      ]),
    );
    const { configs, projects, users, keys } = await open().read();
    const sizes = [configs, projects, users, keys].map((entries) => Object.keys(entries).length);
    expect(sizes).toEqual([26, 26, 26, 25]);
  });
});

describe('names and ids', () => {
  const users = { a1: { name: 'Ada', email: 'Ada@example.com' }, b2: { name: 'Bob' }, c3: { name: 'Bob' } };

  it('mean one entry, or the error says which there are', () => {
    expect(findId('user', users, 'a1')).toBe('a1');
    expect(findId('user', users, 'ada@EXAMPLE.com')).toBe('a1');
    expect(() => findId('user', users, 'Bob')).toThrow('say which user by its id: b2, c3');
    expect(() => findId('user', users, 'ada')).toThrow('did you mean "Ada"?');
    expect(() => findId('user', users, '__proto__')).toThrow('There is no user');
  });

  it('never get a second meaning', () => {
    for (const name of ['a1', 'Ada', 'ada@example.com']) {
      expect(() => requireFreeName('user', users, { name })).toThrow('There already is a user');
    }
    requireFreeName('user', users, { name: 'Ada', except: 'a1' });
  });

  it('are made of words, are valid and are never used again', () => {
    expect(newId('Zoë’s Config!', {})).toMatch(/^zoe-s-config-[0-9a-f]{8}$/);
    expect(newId('日本', {})).toMatch(/^[0-9a-f]{8}$/);
    expect(newId('x'.repeat(200), {}).length).toBeLessThanOrEqual(64);
    expect(newId('same', {})).not.toBe(newId('same', {}));
  });
});

describe('masks', () => {
  const { mask, unmask } = createMasks(createLook());
  const server = {
    command: 'npx',
    args: ['--api-key', 'correct-horse-battery', '-y', `--token=${SECRET}`, 'plain'],
    env: { TOKEN: SECRET, DB: 'postgres://me:hunter2hunter2@db/x', MODE: 'fast', REF: '${secret:name}' },
  };
  const remote = {
    url: `https://example.com/mcp?api_key=${SECRET}`,
    headers: { Authorization: `Bearer ${SECRET}`, 'X-Team': 'tools' },
    oauth: { clientSecret: SECRET, clientId: 'me' },
  };
  const config = { configs: { web: { name: 'Web', servers: { server, remote } } } };

  it('leave no secret, and what is none as it is', () => {
    const shown = JSON.stringify(mask(config));
    for (const secret of [SECRET, 'hunter2hunter2', 'correct-horse-battery']) expect(shown).not.toContain(secret);
    for (const text of ['fast', '${secret:name}', 'plain', 'tools', '"clientId":"me"']) expect(shown).toContain(text);
    expect(config.configs.web.servers.server.env.TOKEN).toBe(SECRET);
  });

  it('are taken off where the same secret stands, and nowhere else', () => {
    const shown = mask(config);
    expect(unmask(shown, config)).toEqual(config);
    expect(mask(shown)).toEqual(shown);
    expect(() => unmask(shown, {})).toThrow('Secrets are masked at configs.web.servers.server.args[1]');
    const moved = { configs: { other: shown.configs.web } };
    expect(() => unmask(moved, config)).toThrow('configs.other.servers.server.env.TOKEN');
  });
});

describe('policies for one direction', () => {
  it('leave the other as it was, whatever words they are in', () => {
    const present = { mode: 'enforce', detectors: { pii: { action: 'flag', threshold: 0.7 } } };
    const { policy } = layPolicies(present, { input: { enabled: true, block: ['pii', 'nsfw'] } });
    expect(policy).toEqual({
      mode: 'enforce',
      detectors: {
        pii: { action: { server: 'flag', listing: 'flag', output: 'flag', input: 'block' }, threshold: 0.7 },
        nsfw: { action: { input: 'block' } },
      },
    });
    expect(layPolicies(policy, { input: { enabled: false } }).policy.detectors).toEqual({
      pii: { action: { server: 'flag', listing: 'flag', output: 'flag' }, threshold: 0.7 },
    });
    expect(() => layPolicies({}, { output: { mode: 'monitor', detectors: {} } })).toThrow('set the whole policy');
    expect(() => layPolicies(undefined, { output: { enabled: 'yes' } })).toThrow('enabled');
  });
});

describe('places', () => {
  it('are read as problems name them', () => {
    expect(parsePath('guardrails[0].use')).toEqual(['guardrails', 0, 'use']);
    expect(parsePath('configs["a b"].name')).toEqual(['configs', 'a b', 'name']);
    for (const bad of ['', 'a..b', '[x]', 'a.__proto__.b', 'a[']) expect(() => parsePath(bad)).toThrow(/place/);
  });

  it('are set and taken away, and never reach a prototype', () => {
    const root = { list: ['a', 'b'] };
    setAt(root, parsePath('made.on.the[0].way'), 1);
    setAt(root, parsePath('list[2]'), 'c');
    unsetAt(root, parsePath('list[0]'));
    expect(root).toEqual({ list: ['b', 'c'], made: { on: { the: [{ way: 1 }] } } });
    expect(() => setAt(root, parsePath('list[9]'), 'x')).toThrow('Nothing can stand at list[9]');
    expect(() => unsetAt(root, parsePath('constructor'))).toThrow('Nothing stands at constructor');
  });
});

describe('a restore', () => {
  it('that is not valid replaces nothing', async () => {
    const admin = open();
    await admin.configSets.create('Web');
    const before = await readFile(path, 'utf8');
    const backup = await admin.system.backup({ withSecrets: true });
    const broken = { ...backup, config: { ...backup.config, version: 7 } };
    await expect(admin.system.restore(broken)).rejects.toMatchObject({ code: 'config_rejected' });
    expect(await readFile(path, 'utf8')).toBe(before);
    await writeFile(path, 'no JSON at all');
    await admin.system.restore(backup);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(JSON.parse(before));
  });
});
