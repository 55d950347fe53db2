import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { McpCaller } from './mcp-caller.mjs';
import { cpuMsOf, memoryOf } from './process-tree.mjs';
import { median, percentile, renderReport } from './report.mjs';
import { STARTERS } from './targets.mjs';

const RESULTS = join(dirname(fileURLToPath(import.meta.url)), 'results');
const CLIENTS = 8;
const MODES = {
  quick: { rounds: 2, warmUpCalls: 50, calls: 200, loadMs: 1_000, idleMs: 1_000 },
  full: { rounds: 5, warmUpCalls: 300, calls: 1_000, loadMs: 3_000, idleMs: 3_000 },
};

const USAGE = `Usage: npm run bench -- [--quick] [--only NAME …]

  --quick      a short run, for seeing that it works
  --only NAME  measure only this one; may be repeated: ${STARTERS.map(({ name }) => name).join(', ')}
`;

async function openCaller(face) {
  const caller = new McpCaller(face);
  await caller.open();
  return caller;
}

/** Latencies of calls one after the other, in milliseconds. */
async function measureLatency(face, calls) {
  const caller = await openCaller(face);
  const latencies = [];
  for (let count = 0; count < calls; count++) {
    const startedAt = performance.now();
    await caller.call();
    latencies.push(performance.now() - startedAt);
  }
  await caller.close();
  return latencies;
}

/** Calls per second, and processor time per call, while several clients ask as fast as they are answered. */
async function measureLoad(face, pid, loadMs) {
  const callers = await Promise.all(Array.from({ length: CLIENTS }, () => openCaller(face)));
  const cpuBefore = cpuMsOf(pid);
  const startedAt = performance.now();
  const counts = await Promise.all(
    callers.map(async (caller) => {
      let count = 0;
      for (; performance.now() - startedAt < loadMs; count++) await caller.call();
      return count;
    }),
  );
  const seconds = (performance.now() - startedAt) / 1_000;
  const calls = counts.reduce((total, count) => total + count, 0);
  const cpuMs = cpuBefore === undefined ? undefined : cpuMsOf(pid) - cpuBefore;
  for (const caller of callers) await caller.close();
  return { callsPerSecond: calls / seconds, cpuMsPerCall: cpuMs === undefined ? undefined : cpuMs / calls };
}

/** Starts one target, awakens its server with a single call, and reads its memory after a rest. */
async function startTarget({ name, start }, { idleMs }) {
  const target = await start();
  const lanes = target.faces.map((face) => ({ name: face.name ?? name, face, pid: target.pid, rounds: [] }));
  try {
    await measureLatency(target.faces[0], 1);
    await sleep(idleMs);
    const memory = memoryOf(target.pid);
    return { lanes: lanes.map((lane) => ({ ...lane, memory })), stop: target.stop };
  } catch (failure) {
    await target.stop();
    throw failure;
  }
}

/** Every round measures every lane, each time beginning with another one, so that drift of the machine hits all. */
async function runRounds(lanes, mode) {
  for (const { face } of lanes) await measureLatency(face, mode.warmUpCalls);
  for (let round = 0; round < mode.rounds; round++) {
    for (let turn = 0; turn < lanes.length; turn++) {
      const lane = lanes[(round + turn) % lanes.length];
      const latencies = await measureLatency(lane.face, mode.calls);
      const load = await measureLoad(lane.face, lane.pid, mode.loadMs);
      lane.rounds.push({ p50Ms: percentile(latencies, 0.5), p99Ms: percentile(latencies, 0.99), ...load });
    }
    process.stderr.write(`round ${round + 1} of ${mode.rounds}\n`);
  }
}

function summarize({ name, memory, rounds }) {
  const middle = (key) => (rounds[0][key] === undefined ? undefined : median(rounds.map((round) => round[key])));
  const keys = ['p50Ms', 'p99Ms', 'callsPerSecond', 'cpuMsPerCall'];
  return { name, ...Object.fromEntries(keys.map((key) => [key, middle(key)])), memory, rounds };
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', default: false },
    },
  });
  const unknown = values.only.filter((name) => !STARTERS.some((starter) => starter.name === name));
  if (unknown.length === 0 && !values.help) return values;
  process.stderr.write(unknown.length === 0 ? USAGE : `There is no ${unknown.join(', ')} to measure.\n\n${USAGE}`);
  process.exit(unknown.length === 0 ? 0 : 2);
}

const options = readOptions();
const mode = options.quick ? MODES.quick : MODES.full;
const starters = STARTERS.filter(({ name }) => options.only.length === 0 || options.only.includes(name));
const started = [];
try {
  for (const starter of starters) started.push(await startTarget(starter, mode));
  const lanes = started.flatMap((target) => target.lanes);
  await runRounds(lanes, mode);
  const rows = lanes.map(summarize);
  const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length };
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(
    join(RESULTS, 'latest.json'),
    `${JSON.stringify({ machine, mode, clients: CLIENTS, rows }, null, 2)}\n`,
  );
  process.stdout.write(
    `\necho tool, median of ${mode.rounds} rounds; p50 and p99 with 1 client, calls/s and CPU with ${CLIENTS}; ` +
      `memory of the whole process tree after one call\n\n${renderReport(rows)}\n`,
  );
} finally {
  for (const { stop } of started) await stop();
}
