import { fork } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stopProcess } from '../../scripts/temporary-gateway.mjs';

const PROGRAM = join(dirname(fileURLToPath(import.meta.url)), 'loader-process.mjs');

/** Starts the process that makes the calls and hands it one order after the other. */
export function startLoader() {
  const child = fork(PROGRAM);
  let settle;
  child.on('message', (answer) => settle?.(answer));
  child.on('exit', (code) => settle?.({ failure: `The loader ended with code ${code}` }));

  async function give(order, details = {}) {
    const answer = await new Promise((done) => {
      settle = done;
      child.send({ order, ...details });
    });
    settle = undefined;
    if (answer.failure !== undefined) throw new Error(answer.failure);
    return answer.done;
  }

  return {
    open: (face, clients) => give('open', { face, clients }),
    /** `p50Ms` and `p99Ms` of so many calls of the first session, one after the other. */
    latency: (calls) => give('latency', { calls }),
    /** How many `calls` all sessions together got answered in how many `ms`, and what that cost the loader. */
    load: (loadMs) => give('load', { loadMs }),
    close: () => give('close'),
    stop: () => stopProcess(child),
  };
}
