import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCli } from '../../../../support/run-cli';

const VALUE = 'walnut-7f3a91-harbour';
const KEY = randomBytes(32).toString('base64');

/** A data directory with the key in the environment, and a way to run commands on it. */
function gatewayAt(more: Record<string, string> = { SECURE_MCP_GATEWAY_MASTER_KEY: KEY }) {
  const home = mkdtempSync(join(tmpdir(), 'smg-secret-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const run = (words: readonly string[], input: string | PassThrough = '', env: Record<string, string> = {}) => {
    const stdin = typeof input === 'string' ? new PassThrough().end(input) : input;
    const io = { stdin, cwd: home, env: { SECURE_MCP_GATEWAY_HOME: home, ...more, ...env } };
    return runCli(home, ['secret', ...words], { io });
  };
  return { home, run };
}

/** Somebody at a terminal who types these lines, each once it is asked for. */
function terminal(lines: readonly string[]): PassThrough {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin });
  lines.forEach((line, index) => setTimeout(() => stdin.write(`${line}\r`), 300 * (index + 1)));
  return stdin;
}

describe('secret set', () => {
  it('takes the value from stdin, without its last newline, and never shows it', async () => {
    const { run, home } = gatewayAt();
    const ran = await run(['set', 'gh'], `${VALUE}\n`);
    expect(ran).toEqual({ code: 0, stdout: 'Set the secret gh. Use it: ${secret:gh}\n', stderr: '' });
    expect(readFileSync(join(home, 'vault.json'), 'utf8')).not.toContain(VALUE);
    expect((await run(['set', 'gh'], 'other')).stdout).toContain('Replaced the secret gh');
  });

  it('takes it from a person without showing it', async () => {
    const { run } = gatewayAt();
    const ran = await run(['set', 'gh', '--json'], terminal([VALUE]));
    expect(ran).toMatchObject({ code: 0, stderr: 'Value of gh: \n' });
    expect(JSON.parse(ran.stdout)).toMatchObject({ name: 'gh', version: 1 });
    expect(ran.stdout).not.toContain(VALUE);
  });

  it('refuses it on the command line, where others can read it, and does not repeat it', async () => {
    const { run } = gatewayAt();
    const ran = await run(['set', 'gh', VALUE]);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('never given on the command line');
    expect(ran.stderr).not.toContain(VALUE);
  });

  it.each([
    [['set', 'no spaces'], 'x', 'A secret’s name begins with'],
    [['set', '__proto__'], 'x', 'A secret’s name begins with'],
    [['set', 'gh'], '', 'The value is empty'],
    [['set', 'gh'], 'a\0b', 'without NUL'],
    [['set', 'gh'], 'x'.repeat(70_000), 'at most 64 KiB'],
  ])('refuses %j', async (words, input, message) => {
    const ran = await gatewayAt().run(words, input);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(message);
  });
});

describe('secret list and delete', () => {
  it('say who uses a secret, and which are not set', async () => {
    const { run, home } = gatewayAt();
    expect((await run(['list'])).stdout).toContain('No secrets. Set one');
    const env = { A: '${secret:gh}', B: 'x${secret:gh}${secret:absent}' };
    const config = { version: 1, configs: { main: { name: 'M', servers: { files: { command: 'x', env } } } } };
    writeFileSync(join(home, 'config.json'), JSON.stringify(config), { mode: 0o600 });
    await run(['set', 'gh'], VALUE);
    await run(['set', 'spare'], VALUE);
    const listed = JSON.parse((await run(['list', '--json'])).stdout) as unknown;
    const usedBy = ['configs.main.servers.files.env.A', 'configs.main.servers.files.env.B'];
    expect(listed).toMatchObject([
      { name: 'gh', isSet: true, usedBy },
      { name: 'spare', isSet: true, usedBy: [] },
      { name: 'absent', isSet: false, usedBy: [usedBy[1]] },
    ]);
    expect((await run(['list'])).stdout).toMatch(/absent +NOT SET/);
    expect((await run(['delete', 'gh'])).stdout).toContain(`Still named by ${usedBy.join(', ')}`);
    expect(await run(['delete', 'gh'])).toMatchObject({ code: 7, stderr: 'There is no secret "gh"\n' });
  });
});

describe('secret init, rotate and status', () => {
  it('let a passphrase hold the key, and move it to a file', async () => {
    const { run, home } = gatewayAt({});
    const typed = await run(['init', '--key', 'passphrase'], terminal(['a long passphrase', 'a long passphrase']));
    expect(typed).toMatchObject({ code: 0, stdout: 'Made a vault. Its key: whoever knows the passphrase\n' });
    const other = gatewayAt({}).run(
      ['init', '--key', 'passphrase'],
      terminal(['a long passphrase', 'another one here']),
    );
    expect((await other).stderr).toContain('not the same');
    const env = { SECURE_MCP_GATEWAY_PASSPHRASE: 'a long passphrase' };
    await run(['set', 'gh'], VALUE, env);
    const rotated = await run(['rotate', '--key-file', 'vault.key'], '', env);
    expect(rotated.stdout).toContain('Encrypted 1 secrets with a new key. It is held by: the key file');
    expect(statSync(join(home, 'vault.key')).mode & 0o777).toBe(0o600);
    expect(await run(['status', '--json'])).toMatchObject({ code: 0 });
  });

  it('say why secrets cannot be read and what helps, with the exit code 3', async () => {
    const { run } = gatewayAt();
    await run(['set', 'gh'], VALUE);
    const without = { SECURE_MCP_GATEWAY_MASTER_KEY: '' };
    const ran = await run(['status'], '', without);
    expect(ran.code).toBe(3);
    expect(ran.stdout).toMatch(/State +secrets cannot be read: The key of the vault is not given/);
    expect(ran.stdout).toMatch(/What helps +Set SECURE_MCP_GATEWAY_MASTER_KEY/);
    expect(await run(['set', 'other'], 'x', without)).toMatchObject({ code: 3, stdout: '' });
  });

  it('refuse a key file for another holder', async () => {
    const ran = await gatewayAt().run(['init', '--key', 'keychain', '--key-file', 'x']);
    expect(ran).toMatchObject({ code: 2, stderr: '--key-file is for --key key-file\n' });
  });
});

describe('secret export and import', () => {
  it('carry secrets to another machine', async () => {
    const [here, there] = [gatewayAt(), gatewayAt({ SECURE_MCP_GATEWAY_PASSPHRASE: 'the passphrase of there' })];
    await here.run(['set', 'gh'], VALUE);
    expect((await here.run(['export', 'out.json'], 'a long passphrase\n')).code).toBe(0);
    const file = join(here.home, 'out.json');
    expect(readFileSync(file, 'utf8')).not.toContain(VALUE);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const again = await here.run(['export', 'out.json'], 'a long passphrase');
    expect(again.stderr).toContain('it exists already, and is not written over');
    const wrong = await there.run(['import', file], 'a wrong passphrase');
    expect(wrong).toMatchObject({ code: 2, stdout: '' });
    const env = { SECURE_MCP_GATEWAY_EXPORT_PASSPHRASE: 'a long passphrase' };
    expect((await there.run(['import', file], '', env)).stdout).toBe('Imported 1 secrets: gh\n');
    expect((await there.run(['import', file], '', env)).stderr).toContain('has gh already');
    expect((await there.run(['import', file, '--replace'], '', env)).code).toBe(0);
  });
});
