import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { zip } from './zip.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** The program of the extension as one file that needs nothing but Node, which Claude Desktop brings. */
async function bundle() {
  const outDir = await mkdtemp(join(tmpdir(), 'smg-extension-'));
  try {
    await build({
      configFile: false,
      root: ROOT,
      logLevel: 'warn',
      ssr: { noExternal: true },
      build: {
        outDir,
        emptyOutDir: true,
        ssr: join(ROOT, 'main/headless/extension.ts'),
        minify: false,
        target: ['es2023', 'node20'],
        rolldownOptions: { output: { format: 'es', entryFileNames: 'index.js', codeSplitting: false } },
      },
    });
    return await readFile(join(outDir, 'index.js'));
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}

/** See https://github.com/modelcontextprotocol/mcpb/blob/main/MANIFEST.md, version 0.3. */
function manifestOf({ version, description, license }) {
  return {
    manifest_version: '0.3',
    name: 'secure-mcp-gateway',
    display_name: 'Secure MCP Gateway',
    version,
    description,
    long_description:
      'Connects Claude Desktop to the Secure MCP Gateway that runs on this machine. Every request and result is checked by its policy.',
    author: { name: 'Secure MCP Gateway' },
    license,
    server: {
      type: 'node',
      entry_point: 'server/index.js',
      mcp_config: {
        command: 'node',
        args: ['${__dirname}/server/index.js'],
        env: {
          ENKRYPT_GATEWAY_KEY: '${user_config.gateway_key}',
          SECURE_MCP_GATEWAY_HOME: '${user_config.data_directory}',
        },
      },
    },
    tools_generated: true,
    prompts_generated: true,
    keywords: ['security', 'gateway'],
    compatibility: { platforms: ['darwin', 'win32', 'linux'], runtimes: { node: '>=20.0.0' } },
    user_config: {
      gateway_key: {
        type: 'string',
        title: 'Gateway key',
        description: 'Make one: secure-mcp-gateway key create --name "Claude Desktop"',
        sensitive: true,
        required: true,
      },
      data_directory: {
        type: 'directory',
        title: 'Data directory',
        description: 'Where the gateway keeps its data',
        default: '${HOME}/.secure-mcp-gateway',
        required: false,
      },
    },
  };
}

/** Builds the extension for Claude Desktop; resolves with its path. */
export async function buildExtension(to = join(ROOT, 'dist/secure-mcp-gateway.mcpb')) {
  const facts = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const archive = zip({
    'manifest.json': `${JSON.stringify(manifestOf(facts), undefined, 2)}\n`,
    // A module, whatever Node thinks of a file that lies alone.
    'package.json': `${JSON.stringify({ name: facts.name, version: facts.version, type: 'module' })}\n`,
    'server/index.js': await bundle(),
    LICENSE: await readFile(join(ROOT, 'LICENSE')),
  });
  await mkdir(dirname(to), { recursive: true });
  await writeFile(to, archive);
  return to;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.stdout.write(`${await buildExtension(process.argv[2])}\n`);
