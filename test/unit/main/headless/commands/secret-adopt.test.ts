import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSecretAdoption } from '../../../../../main/compose';
import { createReferenceResolver } from '../../../../../main/gateway/upstream/resolve-references';
import { runCli } from '../../../../support/run-cli';

// Made of parts, so that no key stands in the repository.
const hex = (bytes: number) => randomBytes(bytes).toString('hex');
const GITHUB = ['ghp', randomBytes(27).toString('hex').slice(0, 36)].join('_');
const HEADER = `Kx9${hex(12)}`;
const PASSWORD = `p%40ss-${hex(4)}`;
const QUERY = hex(12);
const JUDGE = `judge-${hex(10)}`;
const ARGUMENT = ['ghp', randomBytes(27).toString('hex').slice(0, 36)].join('_');
const ALL = [GITHUB, HEADER, PASSWORD, QUERY, JUDGE];

const servers = () => ({
  github: {
    command: 'npx',
    args: ['-y', 'server', `--token=${ARGUMENT}`],
    env: { GITHUB_TOKEN: GITHUB, LOG_LEVEL: 'debug', REGION: 'eu-central-1', HOME_URL: 'https://example.com/a' },
  },
  hub: {
    url: `https://ada:${PASSWORD}@hub.example.com/mcp?api_key=${QUERY}&page=2`,
    headers: { Authorization: `Bearer ${HEADER}`, Accept: 'application/json', 'X-Same': GITHUB },
  },
  named: { command: 'x', env: { TOKEN: '${secret:there}', OTHER_TOKEN: '${env:OTHER}' } },
});
const config = (over: object = {}) => ({
  version: 1,
  configs: { main: { name: 'Main', servers: { ...servers(), ...over } } },
  guardrails: [
    { name: 'judge', use: 'webhook', options: { url: 'https://judge.example.com', headers: { 'X-Api-Key': JUDGE } } },
  ],
});

function gatewayAt(written: object = config(), more: Record<string, string> = {}) {
  const home = mkdtempSync(join(tmpdir(), 'smg-adopt-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const path = join(home, 'config.json');
  writeFileSync(path, JSON.stringify(written, undefined, 4));
  const env = {
    SECURE_MCP_GATEWAY_HOME: home,
    SECURE_MCP_GATEWAY_MASTER_KEY: randomBytes(32).toString('base64'),
    ...more,
  };
  const run = (words: readonly string[], stdin: PassThrough = new PassThrough().end()) =>
    runCli(home, ['secret', ...words], { io: { stdin, cwd: home, env } });
  const set = (name: string, value: string) => run(['set', name], new PassThrough().end(value));
  const backups = join(home, 'backups');
  return {
    ...{ home, path, run, set, env, backups },
    text: () => readFileSync(path, 'utf8'),
    read: () => JSON.parse(readFileSync(path, 'utf8')) as ReturnType<typeof config>,
    backupTexts: () => readdirSync(backups).map((name) => readFileSync(join(backups, name), 'utf8')),
    everything: () =>
      readdirSync(home, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
        .join('\n'),
  };
}

function terminal(line: string): PassThrough {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin });
  setTimeout(() => stdin.write(`${line}\n`), 1_200);
  return stdin;
}

const expectNothingOf = (text: string, secrets: readonly string[] = [...ALL, ARGUMENT]) => {
  for (const secret of secrets) expect(text.includes(secret), `${secret} in ${text}`).toBe(false);
};

describe('secret adopt', () => {
  it('moves what it finds into the vault, and the file says the same as before', async () => {
    const gateway = gatewayAt();
    const before = gateway.read();
    const { code, stdout, stderr } = await gateway.run(['adopt', '--yes']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { configs, guardrails } = gateway.read();
    expect(configs.main.servers).toEqual({
      github: {
        ...before.configs.main.servers.github,
        env: { ...before.configs.main.servers.github.env, GITHUB_TOKEN: '${secret:github-token}' },
      },
      hub: {
        url: 'https://ada:${secret:hub-password}@hub.example.com/mcp?api_key=${secret:hub-api-key}&page=2',
        headers: {
          Authorization: 'Bearer ${secret:hub-authorization}',
          Accept: 'application/json',
          'X-Same': '${secret:github-token}',
        },
      },
      named: before.configs.main.servers.named,
    });
    expect(guardrails[0]?.options.headers).toEqual({ 'X-Api-Key': '${secret:judge-x-api-key}' });
    expectNothingOf(gateway.everything(), ALL);
    expectNothingOf(stdout);
    expect(stdout).toMatch(/configs\.main\.servers\.github\.env\.GITHUB_TOKEN +\*{4}\w{4} +\$\{secret:github-token\}/);
    expect(stdout).toContain('Not moved: configs.main.servers.github.args[2]');
    expect(gateway.text()).toContain('\n    "configs"');
    // What is resolved is what stood there.
    const { openSecrets } = await import('../../../../../main/compose');
    expect((await (await openSecrets({ dataDirectory: gateway.home, env: gateway.env })).list()).length).toBe(6);
    const adoption = await openSecretAdoption({ dataDirectory: gateway.home, env: gateway.env });
    expect((await adoption.find()).map(({ place }) => place)).toEqual(['configs.main.servers.github.args[2]']);
    expect(await resolved(gateway)).toEqual(before);
  });

  it('is done when it is done again', async () => {
    const gateway = gatewayAt({ ...config(), configs: { main: { name: 'Main', servers: { hub: servers().hub } } } });
    await gateway.run(['adopt', '--yes']);
    const text = gateway.text();
    const { stdout } = await gateway.run(['adopt', '--yes']);
    expect(stdout).toBe('No secrets stand in the configuration or in its backups\n');
    expect(gateway.text()).toBe(text);
  });

  it('only shows, masked, with --dry-run', async () => {
    const gateway = gatewayAt();
    const before = gateway.everything();
    const { code, stdout } = await gateway.run(['adopt', '--dry-run', '--json']);
    expect(code).toBe(0);
    expectNothingOf(stdout);
    expect(JSON.parse(stdout)).toMatchObject({
      dryRun: true,
      found: expect.arrayContaining([
        { place: 'configs.main.servers.hub.url', masked: expect.any(String) as string, name: 'hub-password' },
        { place: 'configs.main.servers.hub.url', masked: `****${QUERY.slice(-4)}`, name: 'hub-api-key' },
        {
          place: 'configs.main.servers.github.args[2]',
          masked: `****${ARGUMENT.slice(-4)}`,
          advice: expect.stringContaining('env') as string,
        },
      ]) as unknown,
      backups: 0,
    });
    expect(gateway.everything()).toBe(before);
    expect(existsSync(join(gateway.home, 'vault.json'))).toBe(false);
  });

  it('asks a person, and takes anything but yes for no', async () => {
    const gateway = gatewayAt();
    const refused = await gateway.run(['adopt'], terminal('n'));
    expect(refused).toMatchObject({ code: 0, stdout: 'Nothing was changed\n' });
    expect(refused.stderr).toContain('Move them into the vault? [y/N]');
    expectNothingOf(refused.stderr);
    expect(gateway.text()).toContain(GITHUB);
    expect((await gateway.run(['adopt'], terminal('Yes'))).stdout).toContain('Moved 5 secrets into the vault');
    expectNothingOf(gateway.text(), ALL);
  });

  it('refuses where nobody can be asked', async () => {
    const gateway = gatewayAt();
    const { code, stdout, stderr } = await gateway.run(['adopt']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('--yes moves the secrets without asking, --dry-run only shows them');
    expect(gateway.text()).toContain(GITHUB);
  });

  it('takes no name that stands for something else', async () => {
    const gateway = gatewayAt(config({ more: { command: 'x', env: { A: '${secret:hub-password}' } } }));
    await gateway.set('github-token', 'another value');
    await gateway.set('github-token-2', 'and another');
    await gateway.set('hub-authorization', HEADER);
    await gateway.run(['adopt', '--yes']);
    const { github, hub } = gateway.read().configs.main.servers;
    expect(github.env.GITHUB_TOKEN).toBe('${secret:github-token-3}');
    expect(hub.headers.Authorization).toBe('Bearer ${secret:hub-authorization}');
    expect(hub.url).toContain('${secret:hub-password-2}');
    const listed = JSON.parse((await gateway.run(['list', '--json'])).stdout) as { name: string; isSet: boolean }[];
    expect(listed.find(({ name }) => name === 'hub-password')?.isSet).toBe(false);
  });

  it('leaves the file alone when the vault does not take them', async () => {
    const gateway = gatewayAt();
    writeFileSync(join(gateway.home, 'vault.json'), '{ "damaged": true }');
    const before = gateway.text();
    const { code } = await gateway.run(['adopt', '--yes']);
    expect(code).toBe(3);
    expect(gateway.text()).toBe(before);
  });

  it('leaves a file alone that is not valid, or whose secrets are kept elsewhere', async () => {
    const broken = gatewayAt(config({ bad: { comand: 'x' } }));
    expect(await broken.run(['adopt', '--yes'])).toMatchObject({ code: 2 });
    const elsewhere = gatewayAt({ ...config(), secretStore: { use: 'environment' } });
    const { code, stderr } = await elsewhere.run(['adopt', '--yes']);
    expect(code).not.toBe(0);
    expect(stderr).toContain('Set them there (github-token');
    expect(elsewhere.text()).toContain(GITHUB);
  });
});

describe('secret adopt and the backups of the file', () => {
  const withoutArguments = () => {
    const { github, ...others } = servers();
    return { ...others, github: { ...github, args: [] } };
  };
  const clean = () => ({ ...config(), configs: { main: { name: 'Main', servers: withoutArguments() } } });

  it('leaves none of the secrets in a backup, the one that it made included', async () => {
    const gateway = gatewayAt(clean());
    // An ordinary change before: it leaves a backup with secrets in it.
    await runCli(gateway.home, ['server', 'add', 'later', '--', 'x'], { io: { env: gateway.env } });
    expect(gateway.backupTexts().join()).toContain(GITHUB);
    const { stdout } = await gateway.run(['adopt', '--yes']);
    expect(stdout).toContain('Put references into 2 backups of the file, too');
    expect(gateway.backupTexts()).toHaveLength(2);
    expectNothingOf(gateway.everything());
    for (const text of gateway.backupTexts()) {
      expect(JSON.parse(text)).toMatchObject({ configs: { main: { servers: { named: servers().named } } } });
      expect(text).toContain('"GITHUB_TOKEN": "${secret:');
    }
    for (const name of readdirSync(gateway.backups)) {
      expect(statSync(join(gateway.backups, name)).mode & 0o777).toBe(0o600);
    }
  });

  it('finishes what was cut off: backups get the references that the file has by now', async () => {
    const gateway = gatewayAt(clean());
    await gateway.run(['adopt', '--yes']);
    const adopted = gateway.text();
    const [backup = ''] = readdirSync(gateway.backups);
    writeFileSync(join(gateway.backups, backup), JSON.stringify(clean()));
    const { stdout } = await gateway.run(['adopt', '--yes']);
    expect(stdout).toContain('Put references into 1 backups');
    expect(gateway.text()).toBe(adopted);
    expectNothingOf(gateway.everything());
  });

  it('says which still hold what cannot be replaced, and deletes them when told to', async () => {
    const gateway = gatewayAt();
    mkdirSync(gateway.backups, { mode: 0o700 });
    const broken = 'config-20260101T000000000Z-000.json';
    const cutOff = 'config-20260101T000000000Z-001.json.123';
    writeFileSync(join(gateway.backups, broken), `{ "broken": "${GITHUB}`);
    writeFileSync(join(gateway.backups, cutOff), `{ "cut off": "${GITHUB}`);
    const first = await gateway.run(['adopt', '--yes', '--json']);
    const { backups } = JSON.parse(first.stdout) as { backups: { left: string[] } };
    expect(backups.left).toHaveLength(2);
    expect(backups.left).toContain(broken);
    expect(existsSync(join(gateway.backups, cutOff))).toBe(false);
    const { stdout } = await gateway.run(['adopt', '--yes', '--purge-backups']);
    expect(stdout).toContain('Deleted 2 backups');
    expect(readdirSync(gateway.backups)).toEqual([]);
    expectNothingOf(gateway.everything(), ALL);
  });
});

/** The file with every reference to a secret of the vault resolved. */
async function resolved({ home, env, text }: ReturnType<typeof gatewayAt>): Promise<unknown> {
  const { createSecretAccess } = await import('../../../../../main/secret-access');
  const { prepareDataDirectory } = await import('../../../../../main/gateway/config/data-directory');
  const { createRegistry } = await import('../../../../../main/plugins/registry');
  const { secretStores } = await import('../../../../../main/plugins/secret-stores');
  const directory = await prepareDataDirectory(home);
  const secrets = createSecretAccess({ directory, registry: createRegistry(secretStores), environment: env });
  onTestFinished(() => secrets.dispose());
  const readSecret = (name: string) => (name === 'there' ? Promise.resolve('${secret:there}') : secrets.read(name));
  const resolve = createReferenceResolver({ environment: { OTHER: '${env:OTHER}' }, readSecret });
  return JSON.parse(await resolve(text())) as unknown;
}
