import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { StdioServer } from '../../../../../shared/config/upstream-server';
import { createReferenceResolver } from '../../../../../main/gateway/upstream/resolve-references';
import { planSpawn, startTimeoutMs } from '../../../../../main/gateway/upstream/spawn-rules';
import { callTool, FRIENDLY, node, poolUnderTest } from './pool-under-test';

const environment = { PATH: process.env['PATH'], HOME: '/home/me', API_KEY: 'do not inherit', TOKEN: 's3cret' };
const rules = {
  environment,
  loginPath: undefined,
  marker: 'run-1',
  bundledProgram: () => ({ command: process.execPath, args: ['/bundled/echo.js'] }),
  resolveValue: createReferenceResolver({ environment }),
};
const plan = (config: object) => planSpawn('server', StdioServer.parse({ command: 'node', ...config }), rules);

describe('planning a spawn', () => {
  it('gives a minimal environment, the configured variables and the marker', async () => {
    expect((await plan({ env: { MODE: 'test', KEY: '${env:TOKEN}' } })).env).toEqual({
      PATH: environment.PATH,
      HOME: '/home/me',
      MODE: 'test',
      KEY: 's3cret',
      SECURE_MCP_GATEWAY_CHILD: 'run-1',
    });
  });

  it('keeps the resolved references apart, so that they can be redacted', async () => {
    expect(await plan({ args: ['--token', '${env:TOKEN}'] })).toMatchObject({
      args: ['--token', 's3cret'],
      secrets: ['s3cret'],
    });
  });

  it('refuses a command that is not there, naming it and where it was looked for', async () => {
    await expect(plan({ command: 'no-such-command' })).rejects.toThrow(
      `server cannot be started: the command "no-such-command" was not found or cannot be run; PATH is ${environment.PATH}`,
    );
    await expect(plan({ command: './no-such-file' })).rejects.toThrow('the command "./no-such-file" was not found');
  });

  it('searches the PATH that the server will have', async () => {
    await expect(plan({ env: { PATH: '/nowhere' } })).rejects.toThrow('PATH is /nowhere');
  });

  it('refuses a folder that is not there', async () => {
    await expect(plan({ cwd: '/no/such/folder' })).rejects.toThrow('its folder /no/such/folder does not exist');
  });

  it('finds a command relative to the server’s folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'spawn-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'run'), '', { mode: 0o755 });
    expect((await plan({ command: './run', cwd: folder })).command).toBe(join(folder, 'run'));
  });

  it('prefers the PATH of the login shell', async () => {
    const config = StdioServer.parse({ command: process.execPath });
    expect((await planSpawn('server', config, { ...rules, loginPath: '/login/bin' })).env['PATH']).toBe('/login/bin');
  });

  it.each([
    ['npx', 120_000],
    ['/usr/local/bin/uvx', 120_000],
    ['C:\\Program Files\\nodejs\\npx.cmd', 120_000],
    ['node', 30_000],
  ])('gives %s time to start: %i ms', (command, limitMs) => {
    expect(startTimeoutMs(StdioServer.parse({ command }))).toBe(limitMs);
    expect(startTimeoutMs(StdioServer.parse({ command, startTimeout: 0.5 }))).toBe(500);
  });
});

describe('a spawned server', () => {
  it('sees nothing of our environment but what it needs', async () => {
    const { start } = poolUnderTest();
    process.env['SPAWN_RULES_TEST_SECRET'] = 'do not inherit';
    const env = JSON.parse(await callTool(start(node(FRIENDLY, [], { env: { OWN: 'yes' } })), 'env')) as object;
    expect(env).toMatchObject({ OWN: 'yes', PATH: process.env['PATH'] });
    expect(env).not.toHaveProperty('SPAWN_RULES_TEST_SECRET');
  });

  it('that cannot be started fails at once, each time, without being counted as fallen', async () => {
    const { start } = poolUnderTest();
    const server = start({ command: 'no-such-command' });
    for (let i = 0; i < 7; i++) {
      await expect(callTool(server, 'any')).rejects.toMatchObject({
        code: 'server_unavailable',
        message: expect.stringContaining('the command "no-such-command" was not found'),
      });
    }
    expect(server.status()).toMatchObject({
      state: 'failed',
      restarts: 0,
      problem: expect.stringContaining('PATH is'),
    });
    expect(server.status().retryAt).toBeUndefined();
  });

  it('that repeats a secret on stderr is not quoted with it', async () => {
    const { start } = poolUnderTest();
    process.env['SPAWN_RULES_TEST_TOKEN'] = 'sesame-sesame';
    const script = 'console.error("token", process.env.TOKEN); process.exit(1)';
    const env = { TOKEN: '${env:SPAWN_RULES_TEST_TOKEN}' };
    const server = start({ command: process.execPath, args: ['-e', script], era: 'legacy', env });
    const failure: Error = await callTool(server, 'any').then(
      () => new TypeError('worked'),
      (it: Error) => it,
    );
    expect(failure.message).toContain('token [redacted]');
    expect(JSON.stringify(server.status())).not.toContain('sesame');
  });

  it('whose configuration names a variable that is not set is not started', async () => {
    const { start } = poolUnderTest();
    const server = start(node(FRIENDLY, [], { env: { A: '${env:SURELY_NOT_SET}' } }));
    await expect(callTool(server, 'any')).rejects.toMatchObject({
      code: 'server_config_invalid',
      message: expect.stringContaining('server.env.A: ${env:SURELY_NOT_SET} cannot be resolved'),
    });
  });
});
