import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { builtFile } from '../support/built-file';
import { runBuilt, startBuilt, type RanProgram, type RunningProgram } from '../support/run-built';
import { eventually } from '../support/test-house';

let home: string;
let busy: Server;
let busyPort: string;
const running: RunningProgram[] = [];

beforeAll(async () => {
  await builtFile('headless.js');
  busy = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => busy.once('listening', resolve));
  busyPort = String((busy.address() as AddressInfo).port);
});

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'smg-start-'));
});

afterEach(async () => {
  for (const program of running.splice(0)) {
    program.signal('SIGKILL');
    await program.ended;
  }
  await rm(home, { recursive: true, force: true });
});

afterAll(() => new Promise((resolve) => busy.close(resolve)));

const FREE = ['--port', '0', '--admin-port', '0'];
const serve = (...args: readonly string[]) => ['serve', '--data-dir', home, ...args];
const configPath = () => join(home, 'config.json');

/** Starts a gateway that is expected to run; resolves with what it says as JSON. */
async function startServing(...args: readonly string[]) {
  const program = await startBuilt(serve(...FREE, '--json', ...args));
  running.push(program);
  await eventually(() => program.printed.stdout.endsWith('}\n'), 15_000);
  return { program, facts: JSON.parse(program.printed.stdout) as { firstKey?: string; addresses: { mcp: string } } };
}

async function stop(program: RunningProgram): Promise<RanProgram> {
  program.signal('SIGTERM');
  return program.ended;
}

function expectOneSentence({ stdout, stderr }: RanProgram, sentence: RegExp | string): void {
  expect(stdout).toBe('');
  expect(stderr).toMatch(sentence);
  expect(stderr).not.toMatch(/\n\s+at |\bError:|Failed to|node:internal/);
  // Anything below the sentence belongs to it: a place in a file, or a suggestion.
  expect(
    stderr
      .split('\n')
      .slice(1, -1)
      .filter((line) => !/^(?: {2}|\(Did you mean)/.test(line)),
  ).toEqual([]);
}

interface Case {
  readonly name: string;
  readonly args: () => readonly string[];
  readonly prepare?: () => Promise<unknown>;
  readonly env?: Record<string, string>;
  readonly code: number;
  readonly says: RegExp;
  readonly error: string;
}

const config = (text: string) => () => writeFile(configPath(), text, { mode: 0o600 });
const busyPortSays = (option: string) =>
  new RegExp(`^Port \\d+ is in use by another program; choose another with ${option}\\n$`);

const CASES: readonly Case[] = [
  {
    name: 'a busy MCP port',
    args: () => serve('--port', busyPort, '--admin-port', '0'),
    code: 4,
    says: busyPortSays('--port'),
    error: 'operation_failed',
  },
  {
    name: 'a busy admin port',
    args: () => serve('--port', '0', '--admin-port', busyPort),
    code: 4,
    says: busyPortSays('--admin-port'),
    error: 'operation_failed',
  },
  {
    name: 'a file where the data directory should be',
    args: () => ['serve', '--data-dir', join(home, 'file'), ...FREE],
    prepare: () => writeFile(join(home, 'file'), ''),
    code: 1,
    says: /^The data directory \S+file cannot be created: something else is in its place\n$/,
    error: 'operation_failed',
  },
  {
    name: 'a data directory that cannot be created',
    args: () => ['serve', '--data-dir', join(home, 'file', 'below'), ...FREE],
    prepare: () => writeFile(join(home, 'file'), ''),
    code: 1,
    says: /^The data directory \S+below cannot be created: a part of the path is a file, not a directory\n$/,
    error: 'operation_failed',
  },
  {
    name: 'a setting that does not exist',
    args: () => serve(...FREE),
    prepare: config('{ "version": 1, "configs": { "a": { "name": "A", "servers": { "x": { "comand": "ls" } } } } }'),
    code: 2,
    says: /config\.json[^]*configs\.a\.servers\.x\.comand[^]*did you mean "command"\?\n$/,
    error: 'config_invalid',
  },
  {
    name: 'a file that is not JSON',
    args: () => serve(...FREE),
    prepare: config('{\n  "version": 1,\n  "users": {},\n}\n'),
    code: 2,
    says: /^\S+config\.json is not valid JSON: line 3, column 14: .*\n {2}the line reads: .*\n$/,
    error: 'config_invalid',
  },
  {
    name: 'a guardrail that nobody provides',
    args: () => serve(...FREE),
    prepare: config('{ "version": 1, "guardrails": [{ "name": "g", "use": "custom-keyord" }] }'),
    code: 2,
    says: /^There is no guardrail provider "custom-keyord"\. Did you mean "custom-keyword"\?.*\n$/,
    error: 'unknown_provider',
  },
  {
    name: 'an address that would open the gateway to others',
    args: () => serve(...FREE, '--host', '0.0.0.0'),
    code: 2,
    says: /^Listening on 0\.0\.0\.0 needs "listen\.allowedHosts": .*\n$/,
    error: 'config_invalid',
  },
  {
    name: 'an option that does not exist',
    args: () => serve('--prot', '1'),
    code: 2,
    says: /^Unknown option '--prot'\n\(Did you mean --port\?\)\n$/,
    error: 'invalid_params',
  },
  {
    name: 'a transport that does not exist',
    args: () => serve(...FREE),
    env: { MCP_TRANSPORT: 'sse' },
    code: 2,
    says: /^MCP_TRANSPORT is "sse": it may be "stdio" or "streamable-http"\n$/,
    error: 'invalid_params',
  },
];

describe('a start that cannot succeed says why in one clear sentence', () => {
  it.each(CASES)('for $name', async ({ args, prepare, env, code, says, error }) => {
    await prepare?.();
    const said = await runBuilt(args(), env);
    expect(said.code).toBe(code);
    expectOneSentence(said, says);
    const json = await runBuilt([...args(), '--json'], env);
    expect(json).toMatchObject({ code, stderr: '' });
    expect(JSON.parse(json.stdout)).toMatchObject({ status: 'error', error: { name: error } });
  });

  it('for a second gateway on the same directory, and names the first', async () => {
    const { program, facts } = await startServing();
    const second = await runBuilt(serve(...FREE));
    expect(second.code).toBe(7);
    expectOneSentence(second, /^A gateway already runs with the data directory \S+: process \d+ at .*\n$/);
    expect(second.stderr).toContain(facts.addresses.mcp);
    expect((await runBuilt(serve(...FREE, '--json'))).code).toBe(7);
    expect((await stop(program)).code).toBe(0);
  });
});

describe('a first start', () => {
  it('that failed loses no key: the next one shows one, and it works', async () => {
    const failed = await runBuilt(serve('--port', '0', '--admin-port', busyPort));
    expect(failed.code).toBe(4);
    expect(failed.stderr).not.toContain('smg_');
    const { program, facts } = await startServing();
    expect(facts.firstKey).toMatch(/^smg_/);
    const answer = await fetch(facts.addresses.mcp, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${facts.firstKey}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
      },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 0,
        method: 'initialize',
        params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'x', version: '1' } },
      }),
    });
    expect(answer.status).toBe(200);
    expect((await stop(program)).code).toBe(0);
  });

  it('is the only one that writes: later starts leave the file as it is, and nothing running behind', async () => {
    const first = await startServing();
    await stop(first.program);
    const before = await readFile(configPath());
    for (let round = 0; round < 2; round += 1) {
      const again = await startServing();
      expect(again.facts.firstKey).toBeUndefined();
      expect((await stop(again.program)).code).toBe(0);
    }
    expect((await readFile(configPath())).equals(before)).toBe(true);
    expect(await readdir(join(home, 'run'))).not.toContain('gateway.json');
  });

  it('keeps a file of the user that it cannot use, byte for byte', async () => {
    const text = '{ "version": 1, "usres": {} }   \n';
    await config(text)();
    expect((await runBuilt(serve(...FREE))).code).toBe(2);
    expect(await readFile(configPath(), 'utf8')).toBe(text);
  });
});
