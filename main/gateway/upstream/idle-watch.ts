export interface IdleWatchNeeds {
  readonly idleMs: number;
  readonly now: () => number;
  /** Epoch milliseconds of the last use; the present moment while it is in use. */
  readonly lastUsedAt: () => number;
  readonly onIdle: () => void;
}

/** Calls `onIdle` once nothing has been used for a while; returns how to stop watching. */
export function watchIdle(needs: IdleWatchNeeds): () => void {
  let timer: NodeJS.Timeout;
  const look = (): void => {
    const idleForMs = needs.now() - needs.lastUsedAt();
    if (idleForMs >= needs.idleMs) return needs.onIdle();
    timer = setTimeout(look, Math.min(Math.max(needs.idleMs - idleForMs, 10), 2 ** 31 - 1));
    timer.unref();
  };
  look();
  return () => clearTimeout(timer);
}
