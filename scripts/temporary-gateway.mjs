import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { buildWhenStale } from './build-when-stale.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const START_WITHIN_MS = 20_000;
const STOP_WITHIN_MS = 10_000;

/** A port that was free a moment ago. */
export function findFreePort() {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

/** A key for a configuration that nobody else will read: the text, and what the file keeps of it. */
export function makeKey() {
  const id = randomBytes(6).toString('hex');
  const text = `smg_${id}_${randomBytes(32).toString('base64url')}`;
  const salt = randomBytes(16);
  const hash = createHash('sha256').update(salt).update(text, 'utf8').digest('base64url');
  return { id, text, hash: `sha256:${salt.toString('base64url')}:${hash}` };
}

function makeConfig({ servers, guardrails, cache }, key) {
  return {
    version: 1,
    configs: { default: { name: 'Default', servers } },
    projects: { default: { name: 'Default', configId: 'default', userIds: ['ada'] } },
    users: { ada: { name: 'Ada' } },
    keys: { [key.id]: { hash: key.hash, projectId: 'default', userId: 'ada', createdAt: new Date().toISOString() } },
    guardrails,
    cache,
    // Counted as always, and out of the way of whoever measures or drives it hard.
    limits: { keyRate: PLENTY, toolRate: PLENTY, serverRate: PLENTY },
  };
}

const PLENTY = { perMinute: 1_000_000 };

/** Asks until there is an answer; rejects when the process ends first or the time is up. */
export async function waitUntilAnswers(url, child, withinMs = START_WITHIN_MS) {
  for (let waitedMs = 0; waitedMs < withinMs; waitedMs += 50) {
    if (child.exitCode !== null) throw new Error(`The process for ${url} ended with code ${child.exitCode}`);
    const answered = await fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
      (answer) => answer.arrayBuffer().then(() => true),
      () => false,
    );
    if (answered) return;
    await sleep(50);
  }
  throw new Error(`Nothing answered at ${url} within ${withinMs} ms`);
}

/** Asks the process to end, and insists after a while. */
export async function stopProcess(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  await ended;
  clearTimeout(timer);
}

/**
 * Runs the built gateway on a directory of its own with these servers, guardrails and cache. What it prints is collected
 * in `output()`, not shown. Several with the same `key`, and the same master key in `env`, can be one gateway together.
 */
export async function startTemporaryGateway({ servers, guardrails, cache, key = makeKey(), env = {} }) {
  await buildWhenStale();
  const dataDirectory = await mkdtemp(join(tmpdir(), 'secure-mcp-gateway-'));
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const config = JSON.stringify(makeConfig({ servers, guardrails, cache }, key), null, 2);
  await writeFile(join(dataDirectory, 'config.json'), config, { mode: 0o600 });
  const [port, adminPort] = [await findFreePort(), await findFreePort()];
  const command = ['serve', '--data-dir', dataDirectory, '--port', String(port), '--admin-port', String(adminPort)];
  const child = spawn(process.execPath, [join(ROOT, 'dist/headless.js'), ...command], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += part));
  const stop = async () => {
    await stopProcess(child);
    await rm(dataDirectory, { recursive: true, force: true });
  };
  try {
    await waitUntilAnswers(`http://127.0.0.1:${adminPort}/health`, child);
  } catch (failure) {
    await stop();
    throw new Error(`The gateway did not start. It said:\n${output}`, { cause: failure });
  }
  return {
    pid: child.pid,
    key: key.text,
    mcp: `http://127.0.0.1:${port}`,
    admin: `http://127.0.0.1:${adminPort}`,
    dataDirectory,
    output: () => output,
    stop,
  };
}
