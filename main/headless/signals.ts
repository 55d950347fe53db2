import type { Io } from './io';

export interface StopRequest {
  /** Resolves at the first signal. */
  readonly asked: Promise<NodeJS.Signals>;
  release(): void;
}

/** One press of Ctrl-C may come from the terminal, from npm and from the program that started us. */
const SAME_PRESS_MS = 500;

const EXIT_AFTER: Readonly<Partial<Record<NodeJS.Signals, number>>> = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

/** Waits until the process is asked to end; asked again, it ends at once, for people who will not wait. */
export function awaitStopSignal({ onSignal, exit, now }: Pick<Io, 'onSignal' | 'exit' | 'now'>): StopRequest {
  let resolveAsked: (signal: NodeJS.Signals) => void;
  const asked = new Promise<NodeJS.Signals>((resolve) => {
    resolveAsked = resolve;
  });
  let firstAt: number | undefined;
  const release = onSignal((signal) => {
    firstAt ??= now();
    if (now() - firstAt > SAME_PRESS_MS) exit(EXIT_AFTER[signal] ?? 1);
    resolveAsked(signal);
  });
  return { asked, release };
}
