import { describe, expect, it } from 'vitest';
import { explainConfig } from '../../../../../main/gateway/config/explain-config';

const HASH = `sha256:${'a'.repeat(22)}:${'b'.repeat(43)}`;

function problemsOf(value: unknown) {
  return explainConfig(value).problems ?? [];
}

describe('explainConfig', () => {
  it('fills in the defaults of a good file', () => {
    const { config, problems } = explainConfig({ version: 1 });
    expect(problems).toBeUndefined();
    expect(config).toMatchObject({ listen: { host: '127.0.0.1', mcpPort: 8000 }, auth: [{ use: 'local-api-key' }] });
  });

  it('suggests what an unknown setting was meant to be, and does not add that it is missing', () => {
    const servers = { files: { comand: 'npx', args: 3 } };
    expect(problemsOf({ version: 1, configs: { default: { name: 'Default', servers } } })).toEqual([
      {
        path: 'configs.default.servers.files.comand',
        message: 'is not a known setting',
        suggestion: 'did you mean "command"?',
      },
      { path: 'configs.default.servers.files.args', message: 'must be a list, not a number' },
    ]);
  });

  it('lists what is known where nothing is near', () => {
    expect(problemsOf({ version: 1, cache: { colour: 'red' } })).toEqual([
      {
        path: 'cache.colour',
        message: 'is not a known setting',
        suggestion: 'known here: toolSeconds, configSeconds, provider',
      },
    ]);
  });

  it('reports every problem, whatever its kind', () => {
    const problems = problemsOf({
      version: 1,
      listen: { host: '0.0.0.0', mcpPort: 9000, adminPort: 9000, maxBodyBytes: '1' },
      configs: {
        one: { name: 'Same', servers: { a__b: { command: '' }, web: { url: 'ftp://x', transprt: 'sse' } } },
        two: { name: 'Same', servers: { both: { command: 'x', url: 'http://x' }, none: {} } },
      },
      projects: { p: { name: 'P', configId: 'onne', userIds: ['nobody'], exposure: 'tool' } },
      users: { me: { name: 'Me', email: 'not-an-address' } },
      keys: { k: { hash: 'x', projectId: 'q', userId: 'you', createdAt: 'yesterday' } },
      guardrails: [
        { name: 'g', use: 'x', servers: ['wbe'] },
        { name: 'g', use: 'y', onFailure: 'close' },
      ],
      timeouts: { default: 0, escalation: { warn: 1, timeout: 0.5 } },
    });
    expect(problems.map(({ path }) => path).sort()).toEqual(
      [
        'listen.maxBodyBytes',
        'listen.allowedHosts',
        'listen.adminPort',
        'configs.one.servers.a__b',
        'configs.one.servers.a__b.command',
        'configs.one.servers.web.url',
        'configs.one.servers.web.transprt',
        'configs.two.servers.both',
        'configs.two.servers.none',
        'configs.two.name',
        'projects.p.configId',
        'projects.p.userIds[0]',
        'projects.p.exposure',
        'users.me.email',
        'keys.k.hash',
        'keys.k.createdAt',
        'keys.k.projectId',
        'keys.k.userId',
        'guardrails[1].name',
        'guardrails[1].onFailure',
        'guardrails[0].servers[0]',
        'timeouts.default',
        'timeouts.escalation',
      ].sort(),
    );
    const said = Object.fromEntries(
      problems.map(({ path, message, suggestion }) => [path, `${message} | ${suggestion}`]),
    );
    expect(said['projects.p.configId']).toBe('names the config "onne", which does not exist | did you mean "one"?');
    expect(said['projects.p.exposure']).toContain('did you mean "tools"?');
    expect(said['guardrails[0].servers[0]']).toContain('did you mean "web"?');
    expect(said['timeouts.default']).toContain('must be more than 0');
    expect(said['configs.one.servers.a__b.command']).toContain('must not be empty');
    expect(said['configs.two.servers.both']).toContain('keep one of "command" and "url"');
    expect(said['listen.adminPort']).toContain('is 9000, the same as listen.mcpPort');
  });

  it('does not call a missing membership an error of the file', () => {
    const { problems } = explainConfig({
      version: 1,
      projects: { p: { name: 'P' } },
      users: { me: { name: 'Me' } },
      keys: { k: { hash: HASH, projectId: 'p', userId: 'me', createdAt: '2026-01-01T00:00:00Z' } },
    });
    expect(problems).toBeUndefined();
  });

  it('wants a port of its own for the monitor address', () => {
    const monitor = (port?: number) => ({ version: 1, listen: { adminPort: 8_002, monitor: port ? { port } : {} } });
    expect(problemsOf(monitor())).toMatchObject([
      { path: 'listen.monitor.port', message: 'is 8002, the same as listen.adminPort' },
    ]);
    expect(problemsOf(monitor(8_000))).toMatchObject([{ message: 'is 8000, the same as listen.mcpPort' }]);
    expect(problemsOf(monitor(8_003))).toEqual([]);
  });

  it('lets two ports be chosen by the system, and loopback addresses stand alone', () => {
    for (const host of ['127.0.0.1', '127.1.2.3', '::1', '[::1]', 'localhost']) {
      expect(problemsOf({ version: 1, listen: { host, mcpPort: 0, adminPort: 0 } })).toEqual([]);
    }
    expect(problemsOf({ version: 1, listen: { host: '10.0.0.1' } })).toHaveLength(1);
    expect(problemsOf({ version: 1, listen: { host: '127.0.0.1.evil.example' } })).toHaveLength(1);
  });

  it('refuses what is no configuration at all', () => {
    for (const value of [null, 3, [], 'x']) expect(problemsOf(value)[0]?.message).toBe('must be a JSON object');
    expect(problemsOf({})).toEqual([{ path: 'version', message: 'is missing', suggestion: 'add "version": 1' }]);
    expect(problemsOf({ version: 2 })[0]?.message).toContain('made by a newer version');
  });

  it('reports names that JavaScript would take for something else', () => {
    const value: unknown = JSON.parse('{"version":1,"__proto__":{"listen":{}},"users":{"constructor":{"name":""}}}');
    expect(
      problemsOf(value)
        .map(({ path }) => path)
        .sort(),
    ).toEqual(['__proto__', 'users.constructor.name']);
  });
});
