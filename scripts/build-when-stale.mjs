import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const SOURCES = ['main', 'shared', 'preload', 'renderer', 'package.json', 'vite.config.ts'];
const STAMP = join(ROOT, 'dist/renderer/index.html');
const LOCK = join(ROOT, 'node_modules/.build-lock');
const LOCK_EXPIRES_MS = 120_000;

function newestChangeMs(path) {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  const inside = readdirSync(path).map((name) => newestChangeMs(join(path, name)));
  return Math.max(found.mtimeMs, ...inside);
}

function isStale() {
  const products = ['echo-server.js', 'crash-preload.cjs'].map((name) => join(ROOT, 'dist', name));
  if (![STAMP, ...products].every((path) => existsSync(path))) return true;
  const builtAt = Math.min(...products.map((path) => statSync(path).mtimeMs));
  return SOURCES.some((name) => newestChangeMs(join(ROOT, name)) > builtAt);
}

/** Two builds at once would delete each other's files: the second waits, and usually finds the work done. */
async function takeLock() {
  for (let waitedMs = 0; waitedMs < LOCK_EXPIRES_MS; waitedMs += 100) {
    try {
      mkdirSync(LOCK);
      return;
    } catch (failure) {
      if (failure.code !== 'EEXIST') throw failure;
    }
    await sleep(100);
  }
}

function runBuild() {
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  return new Promise((done, fail) => {
    const build = spawn(process.execPath, [vite, 'build', '--app', '--logLevel', 'warn'], {
      cwd: ROOT,
      // Tests, too, are shown what is shipped.
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 2, 2],
    });
    build.once('error', fail);
    build.once('exit', (code) => (code === 0 ? done() : fail(new Error(`The build ended with code ${code}`))));
  });
}

/** Builds the product unless dist/ is newer than every source. */
export async function buildWhenStale() {
  if (!isStale()) return;
  await takeLock();
  try {
    if (isStale()) await runBuild();
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildWhenStale().catch((failure) => {
    process.stderr.write(`${failure.message}\n`);
    process.exitCode = 1;
  });
}
