/** Runs the work with a signal that also ends at the limit; then throws what `late` makes, once the work has let go. */
export async function withinTime<T>(
  limitMs: number,
  signal: AbortSignal,
  late: () => Error,
  work: (limited: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController();
  const onAbort = () => limit.abort(signal.reason);
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  const timer = setTimeout(() => limit.abort(late()), limitMs);
  try {
    return await work(limit.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}
