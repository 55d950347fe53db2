import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { parse as parseToml } from 'smol-toml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { eventually } from '../support/test-house';
import { runBuilt, type RunningProgram, startBuilt } from '../support/run-built';

const ENTRY = 'secure-mcp-gateway';

/** What stood there before, odd on purpose: tabs, CRLF, comments, no last end of line. */
const FILES = {
  cursor: [
    '.cursor/mcp.json',
    '{\r\n\t"mcpServers": {\r\n\t\t"echo": { "command": "node", "args": ["-v"] }\r\n\t}\r\n}',
  ],
  codex: [
    '.codex/config.toml',
    'model = "o3" # mine\n\n[mcp_servers.docs]\nurl = "http://127.0.0.1:1/mcp"\n\n# the end',
  ],
  continue: [
    '.continue/config.yaml',
    'name: me\nmcpServers:\n    - name: notes # mine\n      command: node\n\nmodels: []\n',
  ],
} as const;

interface Entry {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Record<string, string>;
}

let home: string;
let env: Record<string, string>;
let gateway: RunningProgram;
let admin: { readonly url: string; readonly token: string };
const fileOf = (client: keyof typeof FILES): string => join(home, FILES[client][0]);
const textOf = (client: keyof typeof FILES): Promise<string> => readFile(fileOf(client), 'utf8');

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'smg-clients-'));
  env = { HOME: home, SECURE_MCP_GATEWAY_MASTER_KEY: Buffer.alloc(32, 7).toString('base64') };
  for (const client of ['cursor', 'codex', 'continue'] as const) {
    await mkdir(join(fileOf(client), '..'));
    await writeFile(fileOf(client), FILES[client][1], { mode: 0o640 });
  }
  gateway = await startBuilt(['serve', '--port', '0', '--admin-port', '0', '--json'], env, 300_000);
  await eventually(() => /\n}\n/.test(gateway.printed.stdout));
  const facts = JSON.parse(await readFile(join(home, '.secure-mcp-gateway/run/gateway.json'), 'utf8')) as {
    addresses: { admin: string };
    adminToken: string;
  };
  admin = { url: facts.addresses.admin, token: facts.adminToken };
});

afterAll(async () => {
  gateway.signal('SIGTERM');
  await gateway.ended;
  await rm(home, { recursive: true, force: true });
});

async function rest(method: 'GET' | 'POST', path: string, body?: object): Promise<Record<string, unknown>> {
  const response = await fetch(`${admin.url}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${admin.token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as { data: Record<string, unknown>; error?: unknown };
  expect([response.status, answer.error]).toEqual([200, undefined]);
  return answer.data;
}

async function cli(...args: readonly string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await runBuilt(['client', ...args, '--json'], env);
  expect([args.join(' '), code, stderr]).toEqual([args.join(' '), 0, '']);
  return JSON.parse(stdout) as Record<string, unknown>;
}

/** As the client does it: the words of its file, and hardly an environment. */
async function toolsThrough({ command, args, env: own }: Entry): Promise<readonly string[]> {
  const client = new Client({ name: 'the-client', version: '1.0.0' });
  const transport = new StdioClientTransport({
    command,
    args: [...args],
    env: { ...own, HOME: home, PATH: '/usr/bin:/bin' },
  });
  await client.connect(transport);
  try {
    return (await client.listTools()).tools.map(({ name }) => name);
  } finally {
    await client.close();
  }
}

/** The events of clients, as they come; resolves once the connecting of Cursor was heard. */
async function hear() {
  const headers = { authorization: `Bearer ${admin.token}`, accept: 'text/event-stream' };
  let text = '';
  const asking = request(`${admin.url}/api/v1/events?topics=clients`, { headers, agent: false }, (answer) => {
    answer.setEncoding('utf8').on('data', (part: string) => (text += part));
  });
  asking.on('error', () => undefined).end();
  // The gateway has seen by then what it is to compare with.
  await eventually(() => gateway.printed.stderr.includes('Cursor is connected') && text.includes(': open'));
  return { text: () => text, leave: () => void asking.destroy() };
}

const entryIn = {
  cursor: async () => (JSON.parse(await textOf('cursor')) as { mcpServers: Record<string, Entry> }).mcpServers[ENTRY]!,
  codex: async () =>
    (parseToml(await textOf('codex')) as unknown as { mcp_servers: Record<string, Entry> }).mcp_servers[ENTRY]!,
  continue: async () =>
    (parseYaml(await textOf('continue')) as { mcpServers: (Entry & { name: string })[] }).mcpServers.find(
      ({ name }) => name === ENTRY,
    )!,
};

const connect = {
  cursor: () => rest('POST', '/clients/cursor/connect', {}),
  codex: () => cli('connect', 'codex'),
  continue: () => cli('connect', 'continue'),
};
const disconnect = {
  cursor: () => cli('disconnect', 'cursor'),
  codex: () => rest('POST', '/clients/codex/disconnect', {}),
  continue: () => rest('POST', '/clients/continue/disconnect', {}),
};

const rowOf = async (client: string) =>
  ((await rest('GET', '/clients')) as unknown as { client: string; state: string; last_seen: string | null }[]).find(
    (row) => row.client === client,
  )!;

describe.each(['cursor', 'codex', 'continue'] as const)('%s', (client) => {
  it('shows what would change, is connected, starts what its file says, is seen, and has its bytes back', async () => {
    const before = await textOf(client);
    const preview = (await rest('POST', `/clients/${client}/preview`, {})) as { files: { diff: string }[] };
    expect(preview.files[0]!.diff).toContain(`+++ ${fileOf(client)}`);
    expect(await textOf(client)).toBe(before);
    expect(await rowOf(client)).toMatchObject({ state: 'not-connected', last_seen: null });

    const done = await connect[client]();
    expect(done).toMatchObject({ changed: true, transport: 'stdio', files: [{ change: 'changed' }] });
    expect(await connect[client]()).toMatchObject({ changed: false, api_key_id: done['api_key_id'] });
    expect((await stat(fileOf(client))).mode & 0o777).toBe(0o640);
    expect(await rowOf(client)).toMatchObject({ state: 'connected', last_seen: null });

    const entry = await entryIn[client]();
    expect(await toolsThrough(entry)).toContain('echo__echo');
    expect((await rowOf(client)).last_seen).toMatch(/^20/);

    await disconnect[client]();
    expect(await textOf(client)).toBe(before);
    expect(await rowOf(client)).toMatchObject({ state: 'not-connected', last_seen: null });
    await expect(toolsThrough(entry)).rejects.toThrow(/key is not valid/);
  });
});

it('takes a key for an address, too, and says over every door who uses what', async () => {
  await cli('connect', 'cursor', '--transport', 'http');
  const { url, headers } = (await entryIn.cursor()) as unknown as { url: string; headers: Record<string, string> };
  const client = new Client({ name: 'the-client', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }) as never);
  expect((await client.listTools()).tools.length).toBeGreaterThan(0);
  await client.close();
  expect((await cli('show', 'cursor')) as object).toMatchObject({ state: 'connected', transport: 'http' });
  expect(JSON.stringify(await cli('show', 'cursor'))).not.toContain(headers['Authorization']!.slice(-20));
  await cli('disconnect', 'cursor');
});

it('says when an entry is gone, repairs it when asked, and keeps what others wrote meanwhile', async () => {
  await cli('connect', 'cursor');
  await expect.poll(async () => (await rowOf('cursor')).state).toBe('connected');
  const wiped = '{ "mcpServers": { "other": { "command": "x" } } }\n';
  const heard = await hear();
  await writeFile(fileOf('cursor'), wiped);
  await expect.poll(() => gateway.printed.stderr).toMatch(/Cursor: its entry .* is gone .*client repair cursor/);
  expect((await rowOf('cursor')).state).toBe('entry-removed');
  await eventually(() => heard.text().includes('"client":"cursor","title":"Cursor","state":"entry-removed"'));
  heard.leave();
  await cli('repair', 'cursor');
  expect(await toolsThrough(await entryIn.cursor())).toContain('echo__echo');
  await writeFile(fileOf('cursor'), (await textOf('cursor')).replace('"x"', '"y"'));
  await cli('disconnect', 'cursor');
  expect(await textOf('cursor')).toBe(wiped.replace('"x"', '"y"'));
  await writeFile(fileOf('cursor'), FILES.cursor[1]);
});

it('takes servers over, out of the file if wanted, and gives them back', async () => {
  const before = await textOf('continue');
  const refused = await runBuilt(['client', 'import', 'continue', '--move'], env);
  expect([refused.code, refused.stderr]).toEqual([7, expect.stringContaining('connect it first')]);
  await cli('connect', 'continue');
  const planned = await cli('import', 'continue', '--move', '--dry-run');
  expect(planned).toMatchObject({ dry_run: true, added: ['notes'] });
  expect(await cli('import', 'continue', '--move')).toMatchObject({ added: ['notes'], files: [{ change: 'changed' }] });
  expect(await textOf('continue')).not.toContain('notes');
  const config = JSON.parse(await readFile(join(home, '.secure-mcp-gateway/config.json'), 'utf8')) as {
    configs: { default: { servers: object } };
  };
  expect(Object.keys(config.configs.default.servers)).toContain('notes');
  await cli('disconnect', 'continue');
  expect(await textOf('continue')).toBe(before);
});

it('installs as the base product did, and shows first what it would do', async () => {
  const before = await textOf('codex');
  const planned = await runBuilt(['install', '--client', 'codex', '--dry-run'], env);
  expect([planned.code, await textOf('codex')]).toEqual([0, before]);
  expect(planned.stdout).toMatch(/^\+\[mcp_servers\.secure-mcp-gateway\]$/m);
  expect((await runBuilt(['install', '--client', 'codex'], env)).stdout).toContain('Connected Codex over stdio');
  expect(await toolsThrough(await entryIn.codex())).toContain('echo__echo');
  await cli('disconnect', 'codex');
  expect(await textOf('codex')).toBe(before);
  const unknown = await runBuilt(['install', '--client', 'cursr'], env);
  expect([unknown.code, unknown.stderr]).toEqual([7, expect.stringContaining('did you mean "cursor"?')]);
});
