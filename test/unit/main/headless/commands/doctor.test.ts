import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testServer } from '../../../../../main/compose';
import { FIXTURES } from '../../../../support/test-house';
import { runCli } from '../../../../support/run-cli';

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'smg-doctor-'));
});

afterEach(async () => {
  await rm(home, { recursive: true, force: true });
});

const readRunningStatus = () => Promise.resolve(undefined);
const doctor = (...args: string[]) => runCli(home, ['doctor', ...args], { doors: { testServer, readRunningStatus } });
const add = (name: string, ...args: string[]) =>
  runCli(home, ['server', 'add', name, '--', process.execPath, join(FIXTURES, 'recording.mjs'), ...args]);

describe('doctor', () => {
  it('says what is missing before there is anything', async () => {
    await runCli(home, ['server', 'add', 'gone', '--', 'no-such-command-anywhere']);
    const { stdout, code } = await doctor();
    expect(code).toBe(5);
    expect(stdout).toContain('!!  no usable gateway key; make one with key create');
    expect(stdout).toMatch(/!! {2}gone: .*no-such-command-anywhere/);
  });

  it('says for one server what crosses to clients of both eras, and why the rest does not', async () => {
    await add('rec');
    const { stdout, code } = await doctor('--server', 'rec');
    expect(code).toBe(0);
    expect(stdout).toMatch(/ok {2}rec: stdio, speaks 2025-11-25, ready in \d+ ms, \d tools, shared global/);
    expect(stdout).toContain('carried  tools');
    expect(stdout).toMatch(/not {6}questions of the server .* set "share": "session" for this server/);
    const facts = JSON.parse((await doctor('--server', 'rec', '--json')).stdout) as {
      readonly servers: readonly { readonly test: { readonly crossings: Record<string, readonly unknown[]> } }[];
    };
    expect(Object.keys(facts.servers[0]?.test.crossings ?? {})).toEqual(['legacy', 'modern']);
  });

  it('looks for the secrets that the configuration names', async () => {
    await runCli(home, ['server', 'add', 'files', '--env', 'TOKEN=${secret:gh}', '--', 'no-such-command-anywhere']);
    const SECURE_MCP_GATEWAY_MASTER_KEY = 'k'.repeat(43);
    const io = { env: { SECURE_MCP_GATEWAY_HOME: home, SECURE_MCP_GATEWAY_MASTER_KEY } };
    const asked = () => runCli(home, ['doctor'], { io, doors: { testServer, readRunningStatus } });
    expect((await asked()).stdout).toContain('!!  not set: gh; set them with secret set');
    const stdin = new PassThrough().end('value');
    expect((await runCli(home, ['secret', 'set', 'gh'], { io: { ...io, stdin } })).code).toBe(0);
    expect((await asked()).stdout).toContain('ok  1 secrets that the configuration names');
    expect((await doctor()).stdout).toContain('!!  secrets cannot be read: The key of the vault is not given');
  });

  it('names the places where secrets stand in the configuration, which is no failure', async () => {
    await runCli(home, ['key', 'create']);
    await runCli(home, ['server', 'add', 'hub', '--env', 'API_TOKEN=q7Zt2Lx9Vb4Nw8Kc', '--', 'x']);
    await runCli(home, ['server', 'disable', 'hub']);
    const { stdout, code } = await doctor();
    expect(code).toBe(0);
    expect(stdout).toContain(
      '!   secrets stand in the configuration as plaintext: configs.default.servers.hub.env.API_TOKEN; move them with secret adopt',
    );
    expect(stdout).not.toContain('q7Zt2Lx9Vb4Nw8Kc');
  });

  it('refuses a server that is not there', async () => {
    const { stderr, code } = await doctor('--server', 'rec');
    expect(code).not.toBe(0);
    expect(stderr).not.toContain('    at ');
  });
});
