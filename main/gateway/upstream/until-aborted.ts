/** Waits for a promise that others wait for too; rejects with the signal’s reason when this caller gives up first. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    const settle = (settled: () => void) => {
      signal.removeEventListener('abort', onAbort);
      settled();
    };
    promise.then(
      (value) => settle(() => resolve(value)),
      (failure: unknown) => settle(() => reject(failure)),
    );
  });
}
