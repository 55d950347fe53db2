import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UpstreamRpcError, GatewayError } from '../../../../shared/errors/gateway-error';
import { runCli } from '../../../support/run-cli';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'smg-cli-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const run = (line: string) => runCli(home, line.split(' '));
const config = async () => JSON.parse(await readFile(join(home, 'config.json'), 'utf8')) as Record<string, never>;

describe('the command line', () => {
  it('prints its help when nothing is asked, and when help is', async () => {
    for (const argv of [[], ['--help'], ['help']]) {
      const { code, stdout, stderr } = await runCli(home, argv);
      expect(code).toBe(0);
      expect(stdout).toContain('Usage: secure-mcp-gateway');
      for (const word of ['serve', 'stdio', 'server', 'key', 'config', 'status'])
        expect(stdout).toContain(`\n  ${word}`);
      expect(stderr).toBe('');
    }
    expect(await run('--version')).toEqual({ code: 0, stdout: '9.9.9\n', stderr: '' });
  });

  it.each([
    ['sreve', "Unknown command 'sreve'\n(Did you mean serve?)"],
    ['server', 'A command is missing'],
    ['server lst', "Unknown command 'lst'\n(Did you mean list?)"],
    ['server list --jsn', "Unknown option '--jsn'\n(Did you mean --json?)"],
    ['server list extra', 'Too many arguments'],
    ['server remove', "Missing required argument 'name'"],
    ['key create --expires soon', 'Use a date such as 2027-01-31'],
    ['key create --exposure all', 'Allowed choices are tools, gateway-tools, both'],
    ['serve --port 99999', 'Use a port from 0 to 65535'],
    ['status --log-level loud', 'Allowed choices are debug, info, warn, error'],
  ])('refuses %j with what is wrong, on stderr, with code 2', async (line, message) => {
    const { code, stdout, stderr } = await run(line);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^error|\n\s+at /i);
    expect([code, stdout]).toEqual([2, '']);
  });

  it('gives errors as the error object on stdout when JSON is asked for', async () => {
    const { code, stdout, stderr } = await run('server remove nothing --json');
    expect([code, stderr]).toEqual([2, '']);
    const object: unknown = JSON.parse(stdout);
    expect(object).toMatchObject({ status: 'error', error: { code: 'CONFIG_002', name: 'config_missing' } });
    expect(JSON.parse((await run('server lst --json')).stdout)).toMatchObject({ error: { name: 'invalid_params' } });
  });

  it('lists problems with their places and suggestions, without stacks', async () => {
    await writeFile(join(home, 'config.json'), '{"version":1,"usres":{},"limits":{"sessions":0}}');
    const { code, stderr } = await run('server list');
    expect(code).toBe(2);
    expect(stderr).toBe(
      `${join(home, 'config.json')} has 2 problems; the first: limits.sessions must be at least 1\n` +
        '  limits.sessions: must be at least 1\n' +
        '  usres: is not a known setting\n' +
        '      did you mean "users"?\n',
    );
    expect((await run('server list --log-level debug')).stderr).toMatch(/\n {4}at /);
  });

  it('tells a bug as one, with its cause', async () => {
    const readRunningStatus = () => Promise.reject(new TypeError('x is undefined'));
    const { code, stderr } = await runCli(home, ['status'], { doors: { readRunningStatus } });
    expect([code, stderr]).toEqual([1, 'An unexpected failure inside the gateway: x is undefined\n']);
  });
});

describe('server', () => {
  it('adds in every form, arguments with dashes included', async () => {
    await run('server add one -- npx -y some-server --help --json -- x');
    await run('server add two --command node --arg --inspect --arg=-y --arg --json --env A=1 B=x=y --description Two');
    await run('server add three --url https://example.com/mcp --header X-A=1 --transport sse');
    await run('server add four --cwd sub -- ./here.js');
    expect((await config())['configs']).toMatchObject({
      default: {
        servers: {
          one: { command: 'npx', args: ['-y', 'some-server', '--help', '--json', '--', 'x'] },
          two: { command: 'node', args: ['--inspect', '-y', '--json'], env: { A: '1', B: 'x=y' }, description: 'Two' },
          three: { url: 'https://example.com/mcp', headers: { 'X-A': '1' }, transport: 'sse' },
          four: { command: '/work-here/here.js', cwd: '/work-here/sub' },
        },
      },
    });
  });

  it('lists, switches and removes', async () => {
    await run('server add files -- npx files');
    const { stdout } = await run('server list');
    expect(stdout).toBe('NAME   CONFIG   STATE    TRANSPORT  TARGET\nfiles  default  enabled  stdio      npx files\n');
    expect((await run('server disable files')).stdout).toBe('Disabled files in the config "default"\n');
    expect(JSON.parse((await run('server list --json')).stdout)).toMatchObject([{ name: 'files', enabled: false }]);
    expect((await run('server enable files')).code).toBe(0);
    expect((await run('server remove files --config default')).code).toBe(0);
    expect((await run('server list')).stdout).toContain('No servers.');
  });

  it.each([
    ['server add x', 2, 'Say how to reach the server'],
    ['server add x --url http://x -- npx', 2, 'either a command or --url'],
    ['server add x --url http://x --env A=1', 2, '--env is for programs'],
    ['server add x --command y --transport sse', 2, '--transport is for --url'],
    ['server add x --command y -- z', 2, 'The command is given twice'],
    ['server add x --env A -- y', 2, 'Use NAME=VALUE.'],
    ['server add x__y -- z', 7, 'configs.default.servers.x__y is not a usable name: must not contain "__"'],
    ['server add x --url nowhere', 7, 'must be an http or https URL'],
    ['server add x --config other -- y', 7, 'There is no config "other": there is default'],
  ])('refuses %j', async (line, expected, message) => {
    const { code, stderr } = await run(line);
    expect(stderr).toContain(message);
    expect(code).toBe(expected);
  });

  it('tells an unknown server from a failing one', async () => {
    await run('server add files -- npx files');
    expect(await run('server remove flies')).toMatchObject({
      code: 7,
      stderr: expect.stringContaining('did you mean') as string,
    });
    const failing = async (thrown: unknown) =>
      (await runCli(home, ['server', 'test', 'files'], { doors: { testServer: () => Promise.reject(thrown) } })).code;
    expect(await failing(new GatewayError('server_unavailable', 'It fell'))).toBe(5);
    expect(await failing(new GatewayError('discovery_timed_out', 'It is slow'))).toBe(5);
    expect(await failing(new UpstreamRpcError({ code: -32603, message: 'no' }, 'files'))).toBe(5);
    expect(await failing(new GatewayError('unknown_server', 'No such server'))).toBe(7);
    expect(await failing(new GatewayError('config_invalid', 'Broken'))).toBe(2);
  });

  it('tells what a tested server offers', async () => {
    const asked: unknown[] = [];
    const testServer = (options: { readonly server: string; readonly config?: string }) => {
      asked.push([options.server, options.config]);
      const facts = {
        era: 'legacy',
        protocolVersion: '2025-11-25',
        serverInfo: { name: 'x', title: 'Ex', version: '1.2' },
        tools: ['a', 'b'],
        offered: [],
      } as const;
      const crossings = { legacy: [], modern: [] };
      const more = { transport: 'stdio', share: 'global', crossings } as const;
      return Promise.resolve({ server: options.server, ...facts, ...more, startMs: 12.4, pid: 7 });
    };
    const { stdout } = await runCli(home, ['server', 'test', 'files', '--config', 'c'], { doors: { testServer } });
    expect(asked).toEqual([['files', 'c']]);
    expect(stdout).toContain(
      'Name        Ex 1.2\nProtocol    2025-11-25 (legacy)\nStarted in  12 ms\nProcess     7\nTools       2: a, b\n',
    );
  });
});

describe('server tools', () => {
  const offered = [
    { name: 'a', shownAs: 'a' },
    { name: 'b', shownAs: 'c', changed: { name: 'server files' } },
    { name: 'd', absence: { reason: 'denied', by: 'project team' } },
  ] as const;

  it('says which tools are seen, under which names, and why', async () => {
    const asked: unknown[] = [];
    const testServer = ({ server, project, key }: { server: string; project?: string; key?: string }) => {
      asked.push([server, project, key]);
      return Promise.resolve({ offered } as never);
    };
    const more = { doors: { testServer } };
    const { stdout } = await runCli(home, ['server', 'tools', 'files', '--project', 'team'], more);
    expect(asked).toEqual([['files', 'team', undefined]]);
    expect(stdout).toMatch(/^a +a *\nb +c +name by server files\nd +— +denied by project team$/m);
    const json = await runCli(home, ['server', 'tools', 'files', '--key', 'k', '--json'], more);
    expect(JSON.parse(json.stdout)).toEqual({ server: 'files', key: 'k', tools: offered });
  });
});

describe('key', () => {
  it('is created, shown once, listed without itself, and rotated', async () => {
    await run('server add files -- npx files');
    const created = await runCli(home, [
      'key',
      'create',
      '--name',
      'For CI',
      '--expires',
      '30d',
      '--exposure',
      'tools',
    ]);
    const key = /smg_\w{12}_[\w-]{43}/.exec(created.stdout)?.[0] ?? '';
    expect(created.stdout).toContain('never again');
    const listed = await run('key list');
    expect(listed.stdout).toMatch(/^ID +STATE +PROJECT .*\n\w{12} +active +default +me .*For CI\n$/);
    const id = key.slice(4, 16);
    // A whole key works where an id is asked for.
    expect((await run(`key disable ${key}`)).stdout).toBe(`Disabled the key ${id} (For CI)\n`);
    const rotated = await run(`key rotate ${id} --grace 1h --json`);
    expect(JSON.parse(rotated.stdout)).toMatchObject({ replaces: id, state: 'disabled', name: 'For CI' });
    expect((await run(`key enable ${id}`)).code).toBe(0);
    expect((await run(`key delete ${id}`)).code).toBe(0);
    const gone = await run(`key delete ${key}`);
    expect(gone.code).toBe(7);
    expect(gone.stderr).not.toContain(key.slice(17));
  });
});

describe('config', () => {
  it('says where the file is', async () => {
    expect((await run('config path')).stdout).toBe(`${join(home, 'config.json')}\n`);
  });

  it('is judged with every problem and code 2', async () => {
    expect(await run('config validate')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There is no configuration at') as string,
    });
    await run('server add files -- npx files');
    expect((await run('config validate')).stdout).toContain('is valid: 1 config, 1 server, 1 project, 1 user, 0 keys');
    const other = join(home, 'other.json');
    await writeFile(other, '{\n  "version": 1,\n}');
    const { code, stdout } = await run(`config validate ${other}`);
    expect([code, stdout]).toEqual([
      2,
      `${other} has one problem:\n  line 2, column 15: "," is not allowed before "}"\n      the line reads: "version": 1,\n`,
    ]);
    expect(JSON.parse((await run(`config validate ${other} --json`)).stdout)).toMatchObject({ valid: false });
  });
});

describe('status', () => {
  it('says that no gateway runs, with code 7', async () => {
    const doors = { readRunningStatus: () => Promise.resolve(undefined) };
    const { code, stderr } = await runCli(home, ['status'], { doors });
    expect(code).toBe(7);
    expect(stderr).toContain('No gateway runs with the data directory');
  });

  it('shows the gateway and its servers, and nothing a terminal would obey', async () => {
    const status = {
      product: 'secure-mcp-gateway',
      version: '1.0.0',
      pid: 42,
      startedAt: 0,
      addresses: { mcp: 'http://127.0.0.1:8000/mcp', admin: 'http://127.0.0.1:8001', socket: '/s' },
      configProblems: ['users is missing'],
      upstreams: [
        {
          server: 'files',
          configId: 'default',
          state: 'failed',
          transport: 'stdio',
          restarts: 3,
          problem: '\u001b[31mfell',
        },
      ],
      sessions: 1,
      requests: { total: 5, blocked: 1, failed: 0, active: 2 },
      limits: [{ event: 'tool_rate_exceeded', server: 'files', count: 7 }],
    } as const;
    const doors = { readRunningStatus: () => Promise.resolve(status) };
    const { code, stdout } = await runCli(home, ['status'], { doors, io: { now: () => 3_700_000 } });
    expect(code).toBe(0);
    expect(stdout).toContain('42, up 1 h 1 min');
    expect(stdout).toContain('5, 1 blocked, 0 failed, 2 under way');
    expect(stdout).toContain('tool rate exceeded 7 (files)');
    expect(stdout).toContain('The newest configuration is not in force:\n  users is missing');
    expect(stdout).not.toContain('\u001b');
  });
});
