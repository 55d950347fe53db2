import { closeCallers, measureCalls, measureLatencies, openCallers } from './load.mjs';
import { percentile } from './report.mjs';

/*
 * The program that makes the calls. It runs apart from everything else, so that neither the garbage it makes nor the
 * bookkeeping of the benchmark stalls what is measured.
 */

let callers = [];

const cpuMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

const orders = {
  async open({ face, clients }) {
    callers = await openCallers(face, clients);
  },
  async latency({ calls }) {
    const latencies = await measureLatencies(callers[0], calls);
    return { p50Ms: percentile(latencies, 0.5), p99Ms: percentile(latencies, 0.99) };
  },
  async load({ loadMs }) {
    const cpuBefore = cpuMs();
    const startedAt = performance.now();
    const calls = await measureCalls(callers, loadMs);
    return { calls, ms: performance.now() - startedAt, loaderCpuMs: cpuMs() - cpuBefore };
  },
  async close() {
    await closeCallers(callers);
    callers = [];
  },
};

process.on('message', async ({ order, ...details }) => {
  try {
    process.send({ done: (await orders[order](details)) ?? {} });
  } catch (failure) {
    process.send({ failure: failure.message });
  }
});
process.on('disconnect', () => process.exit());
