import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../../../../support/run-cli';

const SECRET = `ghp_${randomBytes(18).toString('hex')}`;
let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'smg-base-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

/** A word between quotes is one argument. */
const wordsOf = (line: string): string[] =>
  (line.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replace(/^'|'$/g, ''));

async function run(line: string, more: Parameters<typeof runCli>[2] = {}) {
  return runCli(home, wordsOf(line), { ...more, io: { cwd: home, ...more.io } });
}

/** Every line must succeed, with JSON alone on stdout. */
async function json(line: string, more: Parameters<typeof runCli>[2] = {}) {
  const { code, stdout, stderr } = await run(`${line} --json`, more);
  expect([line, code, stderr, stdout.slice(0, 0)]).toEqual([line, 0, '', '']);
  return JSON.parse(stdout) as Record<string, never>;
}

const file = () => readFile(join(home, 'config.json'), 'utf8');
const config = async () => JSON.parse(await file()) as { configs: object };

async function begin() {
  await run('generate-config');
  await run('config add --config-name Web');
}

describe('the commands of the base product', () => {
  it('set everything up, from nothing to a key', async () => {
    expect(await json('generate-config')).toMatchObject({ key: expect.stringMatching(/^smg_/) as string });
    expect((await run('generate-config')).code).toBe(7);
    expect(await json('generate-config --overwrite')).toMatchObject({ path: join(home, 'config.json') });
    const { config_id } = await json('config add --config-name Web');
    await json("config add-server --config-name Web --server-name all --server-command npx --args '-y,@scope/pkg'");
    await json('project create --project-name Shop --config-name Web');
    await json('user create --email ada@example.com');
    await json('project add-user --project-name Shop --email ada@example.com');
    const key = await json('user generate-api-key --email ada@example.com --project-name Shop --expires 30d');
    expect(key).toMatchObject({ api_key: expect.stringMatching(/^smg_/) as string, project_name: 'Shop' });
    expect(await file()).not.toContain(key['api_key']);
    expect(await json('project get --project-name Shop')).toMatchObject({
      mcp_config: { mcp_config_id: config_id, mcp_config_name: 'Web' },
      users: 1,
      api_keys: 1,
    });
    expect(await json('user list-api-keys --email ada@example.com')).toMatchObject([
      { api_key: `smg_${String(key['api_key_id'])}_****` },
    ]);
    // The whole key is understood where an id is asked for, and never repeated.
    const { stdout, stderr } = await run(`user disable-api-key --api-key ${String(key['api_key'])}`);
    expect(stdout + stderr).not.toContain(key['api_key']);
    expect(await json(`user get-api-key --api-key ${String(key['api_key_id'])}`)).toMatchObject({ state: 'disabled' });
    expect(await json(`user enable-api-key --api-key ${String(key['api_key_id'])}`)).toMatchObject({ state: 'active' });
    const next = await json(`user rotate-api-key --api-key ${String(key['api_key_id'])}`);
    expect(await json(`user delete-api-key --api-key ${String(next['api_key_id'])}`)).toMatchObject({});
    expect(await json('user list-all-api-keys')).toHaveLength(1);
    expect((await run('project remove --project-name Shop')).code).toBe(0);
    expect((await run('user delete --email ada@example.com')).code).toBe(0);
  });

  it.each([
    [`--args '-y,@scope/pkg'`, ['-y', '@scope/pkg']],
    [`--args=-y,@scope/pkg`, ['-y', '@scope/pkg']],
    [`--args '["a,b","-c"]'`, ['a,b', '-c']],
    [`--arg -y --arg 'a,b' --arg --json`, ['-y', 'a,b', '--json']],
  ])('take arguments with dashes and commas: %s', async (given, args) => {
    await begin();
    await json(`config add-server --config-name Web --server-name s --server-command npx ${given}`);
    const { mcp_config } = await json('config get --config-name Web');
    expect(mcp_config).toMatchObject([{ server_name: 's', command: 'npx', args }]);
  });

  it('take JSON for environment, tools and policies, and show no secret', async () => {
    await begin();
    const env = `--env '{"GITHUB_TOKEN":"${SECRET}","MODE":"x"}'`;
    const policy = `--input-guardrails-policy '{"enabled":true,"policy_name":"","block":["pii"]}'`;
    await json(
      `config add-server --config-name Web --server-name s --server-command npx ${env} --tools '{"a":"A"}' ${policy}`,
    );
    const shown = await json('config get-server --config-name Web --server-name s');
    expect(shown).toMatchObject({
      tools: ['a'],
      env: { MODE: 'x' },
      policy: { detectors: { pii: { action: { input: 'block' } } } },
    });
    await writeFile(join(home, 'policy.json'), '{"enabled":true,"block":["toxicity"]}');
    await json('config update-server-output-guardrails --config-name Web --server-name s --policy-file policy.json');
    await json(`config update-server --config-name Web --server-name s --description Hello --env '{"A":"b"}'`);
    expect(await json('config list-servers --config-name Web')).toMatchObject([
      { description: 'Hello', input_guardrails_enabled: true, output_guardrails_enabled: true },
    ]);
    for (const bad of [`--env '{"A":"${SECRET}"'`, '--env []', `--tools nonsense`]) {
      const { code, stderr } = await run(`config update-server --config-name Web --server-name s ${bad}`);
      expect([code, stderr]).toEqual([2, expect.stringMatching(/is no JSON|must be a/) as string]);
      expect(stderr).not.toContain(SECRET);
    }
  });

  it('say with --dry-run what would change, masked, and change nothing', async () => {
    await begin();
    const before = await file();
    const add = `config add-server --config-name Web --server-name s --server-command npx --env '{"TOKEN":"${SECRET}"}'`;
    const planned = await json(`${add} --dry-run`);
    expect(planned).toMatchObject({ dry_run: true, changes: [{ after: { command: 'npx' } }] });
    expect(JSON.stringify(planned)).not.toContain(SECRET);
    expect((await run('config remove --config-name Web --dry-run')).stdout).toMatch(
      /^This would change:\n- configs\.web-/,
    );
    const key = await json('user generate-api-key --user-id me --project-id default --dry-run');
    expect(JSON.stringify(key)).not.toMatch(/sha256|smg_/);
    expect((await run('system reset --confirm --dry-run')).code).toBe(0);
    expect((await run('config set listen.mcpPort 9100 --dry-run')).stdout).toContain('+ listen: {"mcpPort":9100}');
    expect((await run('server remove echo --dry-run')).stdout).toContain('- configs.default.servers.echo');
    expect((await run('key create --dry-run')).stdout).not.toMatch(/smg_|sha256/);
    expect(await file()).toBe(before);
    expect(await readdir(join(home, 'backups'))).toHaveLength(1);
  });

  it('carry configs, projects and everything in files of their own, which nobody else can read', async () => {
    await begin();
    await json(
      `config add-server --config-name Web --server-name s --server-command npx --env '{"TOKEN":"${SECRET}"}'`,
    );
    await json('config export --config-name Web --output-file web.json');
    const text = await readFile(join(home, 'web.json'), 'utf8');
    expect([((await stat(join(home, 'web.json'))).mode & 0o777).toString(8), text.includes(SECRET)]).toEqual([
      '600',
      false,
    ]);
    expect((await run('config export --config-name Web --output-file web.json')).code).toBe(1);
    expect((await run('config import --input-file web.json --config-name Two')).stderr).toContain('env.TOKEN');
    await json('config export --config-name Web --include-secrets --output-file whole.json');
    await json('config import --input-file whole.json --config-name Two');
    expect(await json('project export --project-id default')).toMatchObject({ project: { name: 'Default' } });
    await json('system backup --output-file backup.json');
    const before = await config();
    await json('config remove --config-name Two');
    expect((await run('system restore --input-file backup.json')).stderr).toContain('env.TOKEN');
    await json('system backup --include-secrets --output-file all.json');
    expect((await run('system reset')).stderr).toContain('--confirm');
    await json('system reset --confirm');
    await json('system restore --input-file all.json');
    expect(Object.keys((await config()).configs)).toEqual(Object.keys(before.configs).slice(0, -1));
    expect(await json('system health-check')).toMatchObject({ status: expect.any(String) as string });
  });

  it('name what was probably meant', async () => {
    await begin();
    expect((await run('config get --config-name Wbe')).stderr).toContain('did you mean "Web"?');
    expect((await run('config get')).stderr).toBe('Give --config-name or --config-id\n');
    expect((await run('config get --config-name a --config-id b')).stderr).toContain('not both');
    expect((await run('project get --project-name Defualt')).code).toBe(7);
    expect((await run('user get --email nobody@example.com')).code).toBe(7);
    expect((await run('config lsit')).stderr).toContain('Did you mean list?');
  });

  it('copy, rename, search and list', async () => {
    await begin();
    await json('config copy --source-config Web --target-config Copy');
    await json('config rename --config-name Copy --new-name Renamed');
    expect(await json('config search --search-term renam')).toMatchObject([{ mcp_config_name: 'Renamed' }]);
    expect(await json('config list --sort -mcp_config_name --limit 1')).toMatchObject([{ mcp_config_name: 'Web' }]);
    await json('project assign-config --project-id default --config-name Web');
    expect(await json('config list-projects --config-name Web')).toMatchObject([{ project_id: 'default' }]);
    expect(await json('project get-config --project-id default')).toMatchObject({ mcp_config_name: 'Web' });
    await json('project unassign-config --project-id default');
    expect(await json('project search --search-term defa')).toHaveLength(1);
    expect(await json('project list')).toMatchObject([{ mcp_config: null }]);
    expect(await json('project list-users --project-id default')).toMatchObject([{ user_id: 'me' }]);
    await json('project remove-user --project-id default --user-id me');
    await json('project remove-all-users --project-id default');
    await json('user update --user-id me --new-email me@example.com');
    expect(await json('user search --search-term me@')).toMatchObject([{ match_type: 'email' }]);
    expect(await json('user list')).toHaveLength(1);
    expect(await json('user list-projects --user-id me')).toEqual([]);
    expect(await json('user delete-all-api-keys --user-id me')).toMatchObject({
      deleted_api_keys: [expect.anything()],
    });
    expect(await json('config remove-all-servers --config-name Default')).toEqual({ removed: ['echo'] });
    expect(await json('config validate --config-name Web')).toMatchObject({ valid: true });
  });

  it('keep the key for Enkrypt in the vault, and say where telemetry is sent', async () => {
    await begin();
    const env = { SECURE_MCP_GATEWAY_HOME: home, SECURE_MCP_GATEWAY_MASTER_KEY: randomBytes(32).toString('base64') };
    const stdin = new PassThrough();
    stdin.end(`${SECRET}\n`);
    expect(await json('config set-enkrypt-api-key', { io: { stdin, env } })).toMatchObject({ is_set: true });
    expect(await json('config get-enkrypt-api-key', { io: { env } })).toMatchObject({ is_set: true });
    expect((await readFile(join(home, 'vault.json'), 'utf8')) + (await file())).not.toContain(SECRET);
    const place = { url: 'http://127.0.0.1:4317', protocol: 'grpc' };
    expect(await json('config configure-telemetry --enabled true --url http://127.0.0.1:4317')).toMatchObject({
      use: 'opentelemetry',
      enabled: true,
      options: place,
    });
    expect(await json('config configure-telemetry --enabled false')).toMatchObject({ enabled: false, options: place });
    expect(JSON.parse(await file())).toMatchObject({ telemetry: [{ use: 'prometheus' }, { use: 'opentelemetry' }] });
    const { code, stderr } = await run('config configure-telemetry --url http://collector.example:4317');
    expect([code, stderr]).toEqual([7, expect.stringContaining('nothing was changed') as string]);
  });
});

describe('a configuration that keeps the gateway from starting', () => {
  it('is repaired setting by setting', async () => {
    await writeFile(
      join(home, 'config.json'),
      '{"listen":{"mcpPort":8001,"adminPort":8001},"usres":{},"timeouts":{"default":-1}}',
    );
    expect((await run('config set version 1')).code).toBe(0);
    expect((await run('config set limits.sessions 0')).code).toBe(2);
    expect((await run('config unset usres')).stdout).toContain('Still wrong:');
    await run('config set listen.mcpPort 8000');
    expect((await run('config unset timeouts.default')).stdout).toBe('Took away timeouts.default\n');
    expect((await run('config validate')).code).toBe(0);
    expect(await config()).toEqual({ listen: { mcpPort: 8000, adminPort: 8001 }, timeouts: {}, version: 1 });
    expect((await run('config set listen.mcpPort 8001')).code).toBe(7);
  });

  it('can lose the server that is wrong, or be replaced as a whole', async () => {
    await run('generate-config');
    const whole = await config();
    const servers = { good: { command: 'x' }, bad: { comand: 'x' } };
    await writeFile(
      join(home, 'config.json'),
      JSON.stringify({ ...whole, configs: { default: { name: 'Default', servers } } }),
    );
    expect((await run('server list')).code).toBe(2);
    await json('config remove-server --config-name Default --server-name bad');
    expect((await run('server list')).code).toBe(0);
    await writeFile(join(home, 'config.json'), '{ this is no JSON');
    expect((await run('config set version 1')).stderr).toContain('line 1');
    await json('system reset --confirm');
    expect((await run('config validate')).code).toBe(0);
  });
});

describe('completion', () => {
  it.each(['bash', 'zsh', 'fish'])('is made from the commands that there are, for %s', async (shell) => {
    const { code, stdout } = await run(`completion ${shell}`);
    expect(code).toBe(0);
    for (const word of ['generate-api-key', 'update-server-guardrails', 'config-name', 'allow-listed']) {
      expect(stdout).toContain(word);
    }
  });
});
