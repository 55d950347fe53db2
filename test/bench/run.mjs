import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureConsole, renderConsole } from './console-cost.mjs';
import { measureGuardrails, renderGuardrails } from './guardrail-cost.mjs';
import { startLoader } from './loader.mjs';
import { cpuMsOf, memoryOf } from './process-tree.mjs';
import { median, renderReport } from './report.mjs';
import { STARTERS } from './targets.mjs';

const RESULTS = join(dirname(fileURLToPath(import.meta.url)), 'results');
const CLIENTS = 8;

// The first is what clients of today negotiate. From it on the SDK’s servers begin every answer with a priming event,
// so the one before is the kinder one to those that we are compared with.
const PROTOCOL_VERSIONS = ['2025-11-25', '2025-06-18'];

const MODES = {
  quick: { rounds: 2, warmUpCalls: 200, warmUpMs: 200, calls: 300, loadMs: 1_000, idleMs: 1_000 },
  full: { rounds: 7, warmUpCalls: 1_000, warmUpMs: 2_000, calls: 2_000, loadMs: 3_000, idleMs: 5_000 },
};

const GUARDRAILS = 'guardrails';
const CONSOLE = 'console';

/** What may be measured by itself. */
const NAMES = [...STARTERS.map(({ name }) => name), GUARDRAILS, CONSOLE];

const USAGE = `Usage: npm run bench -- [--quick] [--only NAME …]

  --quick      a short run, for seeing that it works
  --only NAME  measure only this one; may be repeated: ${NAMES.join(', ')}
`;

/** Calls per second, and processor time per call, while several clients ask as fast as they are answered. */
async function measureLoad(loader, pid, loadMs) {
  const before = cpuMsOf(pid);
  const { calls, ms, loaderCpuMs } = await loader.load(loadMs);
  const after = cpuMsOf(pid);
  const perCall = (key) => (before === undefined ? undefined : (after[key] - before[key]) / calls);
  return {
    callsPerSecond: (calls * 1_000) / ms,
    cpuMsPerCall: perCall('tree'),
    ownCpuMsPerCall: perCall('own'),
    loaderCpuMsPerCall: loaderCpuMs / calls,
  };
}

async function measureLane(loader, { face, pid }, mode) {
  await loader.open(face, 1);
  const latency = await loader.latency(mode.calls);
  await loader.close();
  await loader.open(face, CLIENTS);
  const load = await measureLoad(loader, pid, mode.loadMs);
  await loader.close();
  return { ...latency, ...load };
}

/** Starts one target, awakens its server with a single call, and reads its memory after a rest. */
async function startTarget(loader, { name: target, start }, { idleMs }) {
  const { faces, pid, stop } = await start();
  try {
    await loader.open({ ...faces[0], protocolVersion: PROTOCOL_VERSIONS[0] }, 1);
    await loader.latency(1);
    await loader.close();
    await sleep(idleMs);
    const memory = memoryOf(pid);
    const lanes = PROTOCOL_VERSIONS.flatMap((protocolVersion) =>
      faces.map((face) => {
        const name = face.name ?? target;
        return { target, name, protocolVersion, face: { ...face, protocolVersion }, pid, memory, rounds: [] };
      }),
    );
    return { lanes, stop };
  } catch (failure) {
    await stop();
    throw failure;
  }
}

/** Every round measures every lane, each time beginning with another one, so that drift of the machine hits all. */
async function runRounds(loader, lanes, mode) {
  for (const lane of lanes) await measureLane(loader, lane, { calls: mode.warmUpCalls, loadMs: mode.warmUpMs });
  for (let round = 0; round < mode.rounds; round++) {
    for (let turn = 0; turn < lanes.length; turn++) {
      const lane = lanes[(round + turn) % lanes.length];
      lane.rounds.push(await measureLane(loader, lane, mode));
    }
    process.stderr.write(`round ${round + 1} of ${mode.rounds}\n`);
  }
}

function summarize({ target, name, protocolVersion, memory, rounds }) {
  const middle = (key) => (rounds[0][key] === undefined ? undefined : median(rounds.map((round) => round[key])));
  const middles = Object.fromEntries(Object.keys(rounds[0]).map((key) => [key, middle(key)]));
  return { target, name, protocolVersion, ...middles, memory, rounds };
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', default: false },
    },
  });
  const unknown = values.only.filter((name) => !NAMES.includes(name));
  if (unknown.length === 0 && !values.help) return values;
  process.stderr.write(unknown.length === 0 ? USAGE : `There is no ${unknown.join(', ')} to measure.\n\n${USAGE}`);
  process.exit(unknown.length === 0 ? 0 : 2);
}

function describeMachine() {
  const [processor] = cpus();
  const [loadAverage] = loadavg();
  return {
    node: process.version,
    cpu: processor?.model ?? 'unknown',
    cores: cpus().length,
    memoryMiB: Math.round(totalmem() / 1_048_576),
    /** Of the last minute, before the run: how busy others kept the machine. */
    loadAverage,
  };
}

/** Every proxy that is to be measured, side by side. */
async function measureProxies(starters, mode) {
  if (starters.length === 0) return [];
  const loader = startLoader();
  const started = [];
  try {
    for (const starter of starters) started.push(await startTarget(loader, starter, mode));
    const lanes = started.flatMap((target) => target.lanes);
    await runRounds(loader, lanes, mode);
    return PROTOCOL_VERSIONS.flatMap((version) =>
      lanes.filter(({ protocolVersion }) => protocolVersion === version).map(summarize),
    );
  } finally {
    await loader.stop();
    for (const { stop } of started) await stop();
  }
}

const options = readOptions();
const mode = options.quick ? MODES.quick : MODES.full;
const isWanted = (name) => options.only.length === 0 || options.only.includes(name);
const machine = describeMachine();
const rows = await measureProxies(
  STARTERS.filter(({ name }) => isWanted(name)),
  mode,
);
const guardrails = isWanted(GUARDRAILS) ? await measureGuardrails({ isQuick: options.quick }) : undefined;
const inConsole = isWanted(CONSOLE) ? await measureConsole({ isQuick: options.quick }) : undefined;
mkdirSync(RESULTS, { recursive: true });
const results = JSON.stringify({ machine, mode, clients: CLIENTS, rows, guardrails, console: inConsole }, null, 2);
writeFileSync(join(RESULTS, 'latest.json'), `${results}\n`);
const tables = [
  `Node ${machine.node}, ${machine.cores} × ${machine.cpu}, ${machine.memoryMiB} MiB, ` +
    `load average before the run ${machine.loadAverage.toFixed(2)}`,
];
if (rows.length > 0) {
  tables.push(
    `echo tool, median of ${mode.rounds} rounds; p50 and p99 with 1 client, calls/s and CPU with ${CLIENTS}`,
    renderReport(rows),
  );
}
if (guardrails !== undefined) tables.push(renderGuardrails(guardrails));
if (inConsole !== undefined) tables.push(renderConsole(inConsole));
process.stdout.write(`\n${tables.join('\n\n')}\n`);
