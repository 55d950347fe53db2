import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { FIXTURES, fixture, openTestHouse, type TestHouse } from '../support/test-house';
import { unzip } from '../support/unzip';

const ROOT = resolve(import.meta.dirname, '../..');

/** What we use of the manifest, as strict as its own schema (github.com/modelcontextprotocol/mcpb, 0.3). */
const Manifest = z.strictObject({
  manifest_version: z.literal('0.3'),
  name: z.string().regex(/^[a-z0-9-]+$/),
  display_name: z.string(),
  version: z.string().regex(/^\d+\.\d+\.\d+/),
  description: z.string(),
  long_description: z.string(),
  author: z.strictObject({ name: z.string() }),
  license: z.string(),
  server: z.strictObject({
    type: z.enum(['python', 'node', 'binary']),
    entry_point: z.string(),
    mcp_config: z.strictObject({
      command: z.string(),
      args: z.array(z.string()),
      env: z.record(z.string(), z.string()),
    }),
  }),
  tools_generated: z.boolean(),
  prompts_generated: z.boolean(),
  keywords: z.array(z.string()),
  compatibility: z.strictObject({
    platforms: z.array(z.enum(['darwin', 'win32', 'linux'])),
    runtimes: z.strictObject({ node: z.string() }),
  }),
  user_config: z.record(
    z.string(),
    z.strictObject({
      type: z.enum(['string', 'number', 'boolean', 'directory', 'file']),
      title: z.string(),
      description: z.string(),
      required: z.boolean(),
      default: z.string().optional(),
      sensitive: z.boolean().optional(),
    }),
  ),
});

let directory: string;
let manifest: z.output<typeof Manifest>;
let house: TestHouse;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'smg-mcpb-'));
  const archive = join(directory, 'gateway.mcpb');
  await promisify(execFile)(process.execPath, [join(ROOT, 'scripts/build-extension.mjs'), archive], { cwd: ROOT });
  await unzip(await readFile(archive), join(directory, 'installed'));
  manifest = Manifest.parse(JSON.parse(await readFile(join(directory, 'installed/manifest.json'), 'utf8')));
  house = await openTestHouse({ servers: { files: fixture('friendly.mjs') } });
});

afterAll(async () => {
  await house.stop();
  await rm(directory, { recursive: true, force: true });
});

/** What Claude Desktop makes of the manifest and of what the person entered. */
function started(entered: Record<string, string>) {
  const values: Record<string, string> = { __dirname: join(directory, 'installed'), HOME: directory };
  const filled = (text: string): string =>
    text.replace(/\$\{(?:user_config\.)?(\w+)\}/g, (whole, name: string) => {
      const fallback = manifest.user_config[name]?.default;
      return entered[name] ?? values[name] ?? (fallback === undefined ? whole : filled(fallback));
    });
  const { command, args, env } = manifest.server.mcp_config;
  return {
    command: command === 'node' ? process.execPath : command,
    args: args.map(filled),
    env: {
      PATH: '/usr/bin:/bin',
      ...Object.fromEntries(Object.entries(env).map(([name, value]) => [name, filled(value)])),
    },
  };
}

async function withExtension<T>(entered: Record<string, string>, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ name: 'claude-ai', version: '0.1.0' });
  await client.connect(new StdioClientTransport(started(entered)));
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

describe('the extension', () => {
  it('asks for the key as a secret, and starts what is in it', () => {
    expect(manifest.user_config['gateway_key']).toMatchObject({ sensitive: true, required: true });
    expect(manifest.server.mcp_config.args).toContain(`\${__dirname}/${manifest.server.entry_point}`);
  });

  it('brings the tools of the gateway that runs', async () => {
    const entered = { gateway_key: house.key, data_directory: house.directory };
    const names = await withExtension(entered, async (client) =>
      (await client.listTools()).tools.map(({ name }) => name),
    );
    expect(names.some((name) => name.startsWith('files__'))).toBe(true);
  });

  it('says what is the matter where there is no gateway', async () => {
    const away = { gateway_key: house.key, data_directory: join(directory, 'nothing') };
    await withExtension(away, async (client) => {
      expect(client.getServerVersion()?.name).toBe('secure-mcp-gateway');
      await expect(client.listTools()).rejects.toThrow('Secure MCP Gateway is not running');
    });
  });

  it('starts what the gateway left for clients when it does not run', async () => {
    const bin = join(directory, '.secure-mcp-gateway/bin');
    await mkdir(bin, { recursive: true });
    const script = `#!/bin/sh\nexec '${process.execPath}' '${join(FIXTURES, 'friendly.mjs')}'\n`;
    await writeFile(join(bin, 'secure-mcp-gateway-stdio'), script, { mode: 0o700 });
    const names = await withExtension({ gateway_key: house.key }, async (client) =>
      (await client.listTools()).tools.map(({ name }) => name),
    );
    expect(names.length).toBeGreaterThan(0);
    expect(names.every((name) => !name.includes('__'))).toBe(true);
  });
});
