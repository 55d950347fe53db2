import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const TEST = 'test/scenarios/real-clients-accept-what-we-write.test.ts';

const PACKAGES = [
  '@google/gemini-cli',
  '@anthropic-ai/claude-code',
  'opencode-ai',
  '@openai/codex',
  '@qwen-code/qwen-code',
  '@github/copilot',
];
/** Of the scripts that packages bring, only those without which the program is not there. */
const FINISH = ['@anthropic-ai/claude-code/install.cjs', 'opencode-ai/postinstall.mjs'];

function run(command, args, options) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', ...options });
  if (error !== undefined) throw error;
  return status ?? 1;
}

/** Has real clients read what the gateway writes for them. They are fetched from the registry: more than a gigabyte. */
function tryClients(folder = join(tmpdir(), 'secure-mcp-gateway-clients')) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts'];
  const fetched = run('npm', ['install', ...quiet, ...PACKAGES], { cwd: folder });
  if (fetched !== 0) return fetched;
  for (const script of FINISH) {
    const path = join(folder, 'node_modules', script);
    const finished = run(process.execPath, [path], { cwd: dirname(path) });
    if (finished !== 0) return finished;
  }
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  return run(process.execPath, [vitest, 'run', TEST], { cwd: ROOT, env: { ...process.env, REAL_CLIENTS: folder } });
}

process.exitCode = tryClients(process.argv[2]);
