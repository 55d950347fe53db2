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

/** The provider as it ships, bundled by itself. */
async function openLocal() {
  const outDir = await mkdtemp(join(tmpdir(), 'smg-bench-'));
  try {
    await build({
      configFile: false,
      root: ROOT,
      logLevel: 'warn',
      ssr: { noExternal: true },
      build: { ssr: join(import.meta.dirname, 'guardrail-entry.ts'), outDir, emptyOutDir: true, target: 'node20' },
    });
    const { local, createRegistry } = await import(pathToFileURL(join(outDir, 'guardrail-entry.js')).href);
    const limits = { authFailures: 1, lockoutWindow: 1, lockout: 1 };
    const context = { now: Date.now, dataDirectory: '', limits, resolve: (text) => text, onDispose: () => undefined };
    return await createRegistry([local]).create('guardrail', { use: 'local' }, context);
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}

const inspection = (phase, content) => ({ phase, server: 's', method: 'tools/call', name: 't', content });
const asResult = (text) => ({ content: [{ type: 'text', text }] });

/** Milliseconds for one judgement of ordinary content by every detector, the median of many. */
async function measureOrdinary(guardrail, times) {
  const contents = [
    ['60 bytes of prose', 'input', { name: 'echo', arguments: { message: prose(60) } }],
    ['4 KB of prose', 'output', asResult(prose(4_096))],
    ['4 KB of code', 'output', asResult(code(4_096))],
    ['4 KB of rows', 'output', { content: [], structuredContent: { rows: rows(4_096) } }],
    ['4 KB of arguments', 'input', { name: 'write', arguments: { path: 'src/a.ts', content: code(4_000) } }],
  ];
  const measured = [];
  for (const [title, phase, content] of contents) {
    const taken = [];
    for (let count = 0; count < times; count += 1) {
      const startedAt = performance.now();
      await guardrail.inspect(inspection(phase, content), signal);
      taken.push(performance.now() - startedAt);
      if (count % 20 === 0) await turn();
    }
    const sorted = taken.slice(times >> 2).sort((a, b) => a - b);
    measured.push({ title, p50: median(sorted), p99: sorted[Math.floor(sorted.length * 0.99)] });
  }
  return measured;
}

/** The longest that the loop stood still while a megabyte was judged, and how long the judgement took. */
async function measureHostile(guardrail) {
  const measured = [];
  for (const [title, content] of HOSTILE) {
    let longest = 0;
    let isOver = false;
    const startedAt = performance.now();
    const judging = Promise.resolve(
      guardrail.inspect(inspection('output', typeof content === 'string' ? asResult(content) : content), signal),
    ).then(() => (isOver = true));
    for (let before = startedAt; !isOver;) {
      await turn();
      const now = performance.now();
      longest = Math.max(longest, now - before);
      before = now;
    }
    await judging;
    measured.push({ title, longest, total: performance.now() - startedAt });
  }
  return measured;
}

/** Every detector that ships, in this process: what a call pays, and what hostile content costs others. */
export async function measureGuardrails({ isQuick }) {
  const guardrail = await openLocal();
  const ordinary = await measureOrdinary(guardrail, isQuick ? 200 : 2_000);
  const hostile = await measureHostile(guardrail);
  return { ordinary, hostile };
}

export function renderGuardrails({ ordinary, hostile }) {
  const pad = (text, width) => String(text).padStart(width);
  return [
    'Guardrails: all detectors that ship, one judgement',
    `${''.padEnd(28)}${pad('p50 ms', 10)}${pad('p99 ms', 10)}`,
    ...ordinary.map(({ title, p50, p99 }) => `${title.padEnd(28)}${pad(p50.toFixed(3), 10)}${pad(p99.toFixed(3), 10)}`),
    '',
    'Guardrails: one megabyte, hostile and other',
    `${''.padEnd(28)}${pad('loop ms', 10)}${pad('total ms', 10)}`,
    ...hostile.map(
      ({ title, longest, total }) => `${title.padEnd(28)}${pad(longest.toFixed(1), 10)}${pad(total.toFixed(0), 10)}`,
    ),
  ].join('\n');
}
