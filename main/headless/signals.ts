import type { Io } from './io';

export interface StopRequest {
  /** Resolves at the first signal. */
  readonly asked: Promise<NodeJS.Signals>;
  release(): void;
}

/** Waits for SIGINT or SIGTERM; a second one ends the process at once, for people who will not wait. */
export function awaitStopSignal({ onSignal, exit }: Pick<Io, 'onSignal' | 'exit'>): StopRequest {
  let resolveAsked: (signal: NodeJS.Signals) => void;
  const asked = new Promise<NodeJS.Signals>((resolve) => {
    resolveAsked = resolve;
  });
  let count = 0;
  const release = onSignal((signal) => {
    count += 1;
    if (count > 1) exit(signal === 'SIGINT' ? 130 : 143);
    resolveAsked(signal);
  });
  return { asked, release };
}
