import { RawCaller } from './raw-caller.mjs';

const STALLED_AFTER_MS = 15_000;

/** Opens sessions; closes those that opened when one does not. */
export async function openCallers(face, count) {
  const callers = Array.from({ length: count }, () => new RawCaller(face));
  await withinTime(Promise.all(callers.map((caller) => caller.open())));
  return callers;
}

export async function closeCallers(callers) {
  await withinTime(Promise.all(callers.map((caller) => caller.close())));
}

/** Latencies of calls one after the other, in milliseconds. */
export async function measureLatencies(caller, calls) {
  const latencies = new Float64Array(calls);
  let count = 0;
  const finished = new Promise((done) => {
    let startedAt = performance.now();
    const next = () => {
      const endedAt = performance.now();
      latencies[count++] = endedAt - startedAt;
      if (count === calls) return done();
      startedAt = performance.now();
      caller.call(next);
    };
    caller.call(next);
  });
  await untilStalled([finished], [caller], () => count);
  return latencies;
}

/** How many calls the callers get answered, each asking again as soon as it is answered. */
export async function measureCalls(callers, loadMs) {
  let count = 0;
  const endsAt = performance.now() + loadMs;
  const finished = callers.map(
    (caller) =>
      new Promise((done) => {
        const next = () => {
          count += 1;
          if (performance.now() < endsAt) caller.call(next);
          else done();
        };
        caller.call(next);
      }),
  );
  await untilStalled(finished, callers, () => count);
  return count;
}

/** Waits for all, unless a session breaks or no call is answered for a while. */
async function untilStalled(finished, callers, progress) {
  let before = -1;
  let timer;
  const stalled = new Promise((_, reject) => {
    timer = setInterval(() => {
      const now = progress();
      if (now === before) reject(new Error(`No answer within ${STALLED_AFTER_MS} ms`));
      before = now;
    }, STALLED_AFTER_MS);
  });
  try {
    await Promise.race([Promise.all(finished), stalled, ...callers.map(({ failed }) => failed)]);
  } finally {
    clearInterval(timer);
  }
}

async function withinTime(work) {
  await untilStalled([work], [], () => 0);
}
