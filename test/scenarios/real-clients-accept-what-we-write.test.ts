import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/test-house';
import { runBuilt, type RunningProgram, startBuilt } from '../support/run-built';

/** Where `npm run try:clients` has put them; they are too large to be had for each run of the tests. */
const PROGRAMS = process.env['REAL_CLIENTS'];

interface RealClient {
  readonly id: string;
  readonly program: string;
  /** By which we know that somebody has it. */
  readonly file: string;
  /** What stands there before. */
  readonly before: string;
  /** Its own list of servers connects to each, and says so. */
  readonly connects?: RegExp;
  readonly env?: Readonly<Record<string, string>>;
}

const CLIENTS: readonly RealClient[] = [
  {
    id: 'gemini-cli',
    program: 'gemini',
    file: '.gemini/settings.json',
    before: '{\n  // mine\n  "ui": { "hideTips": true }\n}\n',
    connects: /secure-mcp-gateway: .* - Connected/,
    env: { GEMINI_CLI_TRUST_WORKSPACE: 'true' },
  },
  {
    id: 'claude-code',
    program: 'claude',
    file: '.claude.json',
    before: '{ "numStartups": 3 }\n',
    connects: /secure-mcp-gateway: .*✔ Connected/,
  },
  {
    id: 'opencode',
    program: 'opencode',
    file: '.config/opencode/opencode.json',
    before: '{\n  "$schema": "https://opencode.ai/config.json",\n  "autoupdate": false\n}\n',
    connects: /✓ secure-mcp-gateway.*connected/,
  },
  { id: 'codex', program: 'codex', file: '.codex/config.toml', before: 'model = "o3" # mine\n' },
  { id: 'qwen-code', program: 'qwen', file: '.qwen/settings.json', before: '{\n  // mine\n}\n' },
  { id: 'copilot-cli', program: 'copilot', file: '.copilot/mcp-config.json', before: '{}\n' },
];

let home: string;
let env: Record<string, string>;
let gateway: RunningProgram;

/** Runs the program as somebody does at a prompt; resolves with all that it says. */
function ask({ program, env: own = {} }: RealClient): Promise<string> {
  const { PATH = '' } = process.env;
  const options = { env: { PATH, HOME: home, TERM: 'dumb', NO_COLOR: '1', ...own }, cwd: home, timeout: 60_000 };
  return new Promise((resolve) => {
    execFile(join(PROGRAMS ?? '', 'node_modules/.bin', program), ['mcp', 'list'], options, (_, stdout, stderr) =>
      resolve(`${stdout}\n${stderr}`),
    ).stdin?.end();
  });
}

async function client(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runBuilt(['client', ...args, '--json'], env);
  expect([args.join(' '), code, stderr]).toEqual([args.join(' '), 0, '']);
  return stdout;
}

/** When the gateway last answered to its handshake; 0 for never. */
async function lastSeen(id: string): Promise<number> {
  const all = JSON.parse(await client('list')) as readonly { readonly client: string; readonly last_seen: string }[];
  return new Date(all.find((one) => one.client === id)?.last_seen ?? 0).getTime();
}

describe.skipIf(PROGRAMS === undefined)('a real client', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'smg-real-clients-'));
    env = { HOME: home, SECURE_MCP_GATEWAY_MASTER_KEY: Buffer.alloc(32, 7).toString('base64') };
    for (const { file, before } of CLIENTS) {
      await mkdir(join(home, dirname(file)), { recursive: true });
      await writeFile(join(home, file), before);
    }
    gateway = await startBuilt(['serve', '--port', '0', '--admin-port', '0', '--json'], env, 900_000);
    await eventually(() => /\n}\n/.test(gateway.printed.stdout));
  });
  afterAll(async () => {
    gateway.signal('SIGTERM');
    await gateway.ended;
    await rm(home, { recursive: true, force: true });
  });

  it.each(CLIENTS.map((one) => [one.id, one] as const))('%s accepts what we write', async (id, one) => {
    expect(await ask(one)).not.toContain('secure-mcp-gateway');
    const before = await readFile(join(home, one.file), 'utf8');
    for (const transport of ['http', 'stdio'] as const) {
      await client('connect', id, '--transport', transport, ...(transport === 'http' ? [] : ['--replace']));
      const seenBefore = await lastSeen(id);
      const said = await ask(one);
      expect(said).toContain('secure-mcp-gateway');
      if (one.connects === undefined) continue;
      expect(said).toMatch(one.connects);
      expect(await lastSeen(id)).toBeGreaterThan(seenBefore);
    }
    await client('disconnect', id);
    expect(await ask(one)).not.toContain('secure-mcp-gateway');
    // Programs that keep their state in the same file write into it whenever they run.
    if (id !== 'claude-code') expect(await readFile(join(home, one.file), 'utf8')).toBe(before);
  });
});
