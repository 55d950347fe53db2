import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { code, HOSTILE, prose, rows } from './guardrail-texts.mjs';
import { median } from './report.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const { signal } = new AbortController();

const input = {
  'guardrail-entry': join(import.meta.dirname, 'guardrail-entry.ts'),
  'detector-worker': join(ROOT, 'main/plugins/guardrail/lib/worker/main.ts'),
};

/** The provider as it ships, and the thread that it gives large content to, bundled by themselves. */
async function openLocal() {
  const outDir = await mkdtemp(join(tmpdir(), 'smg-bench-'));
  const cleanups = [() => rm(outDir, { recursive: true, force: true })];
  const close = async () => {
    for (const cleanup of cleanups.reverse()) await cleanup();
  };
  try {
    await build({
      configFile: false,
      root: ROOT,
      logLevel: 'warn',
      ssr: { noExternal: true },
      build: {
        ssr: true,
        outDir,
        emptyOutDir: true,
        target: ['es2023', 'node20'],
        chunkSizeWarningLimit: 10_000,
        rolldownOptions: { input },
      },
    });
    const { local, createRegistry } = await import(pathToFileURL(join(outDir, 'guardrail-entry.js')).href);
    const guardrail = await createRegistry([local]).create(
      'guardrail',
      { use: 'local' },
      {
        now: Date.now,
        dataDirectory: '',
        limits: { authFailures: 1, lockoutWindow: 1, lockout: 1 },
        resolve: (text) => Promise.resolve(text),
        detectorWorkerPath: join(outDir, 'detector-worker.js'),
        onDispose: (cleanup) => cleanups.push(cleanup),
      },
    );
    return { guardrail, close };
  } catch (failure) {
    await close();
    throw failure;
  }
}

// Texts as they come in: what was put together here is worked out when it is first read, which nobody else pays for.
const parsed = (content) => JSON.parse(JSON.stringify(content));
const inspection = (phase, content) => ({
  phase,
  server: 's',
  method: 'tools/call',
  name: 't',
  content: parsed(content),
});
const asResult = (text) => ({ content: [{ type: 'text', text }] });

/** Milliseconds for one judgement of ordinary content by every detector, the median of many. */
async function measureOrdinary(guardrail, times) {
  const contents = [
    ['60 bytes of prose', 'input', { name: 'echo', arguments: { message: prose(60) } }],
    ['4 KB of prose', 'output', asResult(prose(4_096))],
    ['4 KB of code', 'output', asResult(code(4_096))],
    ['4 KB of rows', 'output', { content: [], structuredContent: { rows: rows(4_096) } }],
    ['4 KB of arguments', 'input', { name: 'write', arguments: { path: 'src/a.ts', content: code(4_000) } }],
    ['16 KB of prose', 'output', asResult(prose(16_384))],
    ['64 KB of prose, in a thread', 'output', asResult(prose(65_536))],
  ];
  const measured = [];
  for (const [title, phase, content] of contents) {
    const asked = inspection(phase, content);
    const taken = [];
    for (let count = 0; count < times; count += 1) {
      const startedAt = performance.now();
      await guardrail.inspect(asked, signal);
      taken.push(performance.now() - startedAt);
      if (count % 20 === 0) await turn();
    }
    const sorted = taken.slice(times >> 2).sort((a, b) => a - b);
    measured.push({ title, p50: median(sorted), p99: sorted[Math.floor(sorted.length * 0.99)] });
  }
  return measured;
}

/** The longest that the loop stood still while something was judged, and how long the judgement took. */
async function watchJudgement(guardrail, asked) {
  let longest = 0;
  let isOver = false;
  const startedAt = performance.now();
  const judging = Promise.resolve(guardrail.inspect(asked, signal)).then(() => (isOver = true));
  for (let before = startedAt; !isOver;) {
    await turn();
    const now = performance.now();
    longest = Math.max(longest, now - before);
    before = now;
  }
  await judging;
  return { longest, total: performance.now() - startedAt };
}

/** A megabyte of everything, several times: when others have the processor, the loop stands still without our doing. */
async function measureHostile(guardrail, times) {
  const measured = [];
  for (const [title, content] of HOSTILE) {
    const asked = inspection('output', typeof content === 'string' ? asResult(content) : content);
    const watched = [];
    for (let count = 0; count < times; count += 1) watched.push(await watchJudgement(guardrail, asked));
    measured.push({
      title,
      longest: Math.min(...watched.map(({ longest }) => longest)),
      total: median(watched.map(({ total }) => total)),
    });
  }
  return measured;
}

/** Every detector that ships: what a call pays, and what hostile content costs others. */
export async function measureGuardrails({ isQuick }) {
  const { guardrail, close } = await openLocal();
  try {
    const ordinary = await measureOrdinary(guardrail, isQuick ? 100 : 1_000);
    return { ordinary, hostile: await measureHostile(guardrail, isQuick ? 1 : 3) };
  } finally {
    await close();
  }
}

export function renderGuardrails({ ordinary, hostile }) {
  const pad = (text, width) => String(text).padStart(width);
  return [
    'Guardrails: all detectors that ship, one judgement of ordinary content',
    `${''.padEnd(28)}${pad('p50 ms', 10)}${pad('p99 ms', 10)}`,
    ...ordinary.map(({ title, p50, p99 }) => `${title.padEnd(28)}${pad(p50.toFixed(3), 10)}${pad(p99.toFixed(3), 10)}`),
    '',
    'Guardrails: one judgement of a megabyte, hostile and other',
    `${''.padEnd(28)}${pad('loop ms', 10)}${pad('total ms', 10)}`,
    ...hostile.map(
      ({ title, longest, total }) => `${title.padEnd(28)}${pad(longest.toFixed(1), 10)}${pad(total.toFixed(0), 10)}`,
    ),
  ].join('\n');
}
